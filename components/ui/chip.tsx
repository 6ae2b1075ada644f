'use client'

import { X } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

/** A filter that holds, with the way to drop it. */
export function FilterChip({ children, onRemove, what }: { children: ReactNode; onRemove: () => void; what: string }) {
  return (
    <span className="inline-flex h-8 items-center gap-1 rounded-full bg-primary-soft pr-1 pl-3 text-label text-primary-strong">
      {children}
      <button
        type="button"
        aria-label={`Remove filter ${what}`}
        onClick={onRemove}
        className="grid size-6 place-items-center rounded-full hover:bg-background"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  )
}

/** A filter that can be chosen: opens a popover or menu. `dashed` stands for "add one". */
export function FilterButton({ dashed, className, ...props }: ComponentProps<'button'> & { dashed?: boolean }) {
  return (
    <button
      type="button"
      className={cn(
        'inline-flex h-8 items-center gap-2 rounded-full border border-control px-3 text-label hover:bg-surface',
        'pointer-coarse:h-11 [&>svg]:size-4 [&>svg]:text-muted',
        dashed && 'border-dashed text-muted',
        className,
      )}
      {...props}
    />
  )
}
