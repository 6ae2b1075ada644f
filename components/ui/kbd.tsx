import type { ComponentProps } from 'react'
import { cn } from '@/lib/core/cn'

/** One key. */
export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-grid h-5 min-w-5 place-items-center rounded-mark border border-line bg-background px-1',
        'font-sans text-small font-medium text-muted',
        className,
      )}
      {...props}
    />
  )
}

/** A sequence such as `g b`. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      {keys.split(' ').map((key) => (
        <Kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</Kbd>
      ))}
    </span>
  )
}
