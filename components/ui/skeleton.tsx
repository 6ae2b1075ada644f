import type { ComponentProps } from 'react'
import { cn } from '@/lib/core/cn'

/** A bone. Appears only after 200 ms, so that a fast answer never flashes; stands still under reduced motion. */
export function Skeleton({ className, ...props }: ComponentProps<'span'>) {
  return (
    <span
      aria-hidden
      data-bone
      className={cn('inline-block h-3 rounded-mark bg-line align-middle', className)}
      {...props}
    />
  )
}

/** The figure card while it is being read. */
export function SkeletonFigure() {
  return (
    <div className="grid h-32 content-start rounded-card border border-line p-4">
      <Skeleton className="my-[5px] w-20" />
      <Skeleton className="mt-3 mb-1.5 h-7 w-32 rounded-control" />
      <Skeleton className="mt-2.5 w-36" />
    </div>
  )
}
