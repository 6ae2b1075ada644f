'use client'

import type { ReactNode } from 'react'
import { Button } from '../ui/button'

/** What can be done with the chosen rows. Stands at the bottom while at least one is chosen. */
export function BulkBar({
  count,
  noun,
  onClear,
  children,
}: {
  count: number
  noun: string
  onClear: () => void
  children: ReactNode
}) {
  if (count === 0) return null
  return (
    <div
      role="toolbar"
      aria-label={`Actions for ${count} ${noun}`}
      className="sticky bottom-4 z-30 mx-auto mt-4 flex w-max max-w-full flex-wrap items-center gap-2 rounded-card border border-line bg-background py-2 pr-2 pl-4 shadow-float"
    >
      <span className="text-label" aria-live="polite">
        {count} {noun}
      </span>
      {children}
      <Button size="small" variant="quiet" onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}
