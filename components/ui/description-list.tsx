import type { ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

export type Term = { term: string; value: ReactNode }

/** Names and values in two columns: Why, Evidence, Binding, Effect. */
export function DescriptionList({
  items,
  small,
  className,
}: {
  items: readonly Term[]
  small?: boolean
  className?: string
}) {
  return (
    <dl
      className={cn(
        'grid gap-x-3 gap-y-1',
        small ? 'grid-cols-[64px_1fr] text-small' : 'grid-cols-[minmax(96px,max-content)_1fr] gap-y-2',
        className,
      )}
    >
      {items.map(({ term, value }) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
