import { cn } from '@/lib/core/cn'

/** What floats above the page: one line, one soft shadow, a short fade. */
export const floatClass = cn(
  'rounded-card border border-line bg-background text-body shadow-float outline-none',
  'transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0',
)

/** A row of a menu, select or combobox. */
export const itemClass = cn(
  'flex min-h-8 w-full cursor-default items-center gap-2 rounded-control px-2 py-1 text-left outline-none select-none',
  'data-highlighted:bg-surface data-disabled:opacity-50 pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0',
)

export const groupLabelClass = 'px-2 pt-2 pb-1 text-small font-medium text-muted'
