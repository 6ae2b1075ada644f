'use client'

import type { ReactNode } from 'react'
import { Button } from '../ui/button'

export type BulkBarProps = {
  count: number
  /** In words: `1 campaign`, `14 campaigns`. */
  label: string
  onClear: () => void
  children: ReactNode
}

/** What can be done with the chosen rows. Stands at the bottom while at least one is chosen. */
export function BulkBar({ count, label, onClear, children }: BulkBarProps) {
  if (count === 0) return null
  return (
    <div
      role="toolbar"
      aria-label={`Actions for ${label}`}
      className="sticky bottom-4 z-30 mx-auto mt-4 flex w-max max-w-full flex-wrap items-center gap-2 rounded-card border border-line bg-background py-2 pr-2 pl-4 shadow-float"
    >
      <span className="text-label" aria-live="polite">
        {label}
      </span>
      {children}
      <Button size="small" variant="quiet" onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}
