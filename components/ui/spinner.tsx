import { LoaderCircle } from 'lucide-react'
import { cn } from '@/lib/core/cn'

/** Stands inside the control that was pressed; a page gets a skeleton instead. */
export function Spinner({ className, label }: { className?: string; label?: string }) {
  return (
    <LoaderCircle
      aria-hidden={label ? undefined : true}
      aria-label={label}
      role={label ? 'status' : undefined}
      className={cn('size-4 shrink-0 animate-spin', className)}
    />
  )
}
