import { cn } from '@/lib/core/cn'
import { writeFull, type Unit } from './unit'

export type BarItem = { id: string; label: string; value: number; color?: string; note?: string }

/** Names with a bar each, for ranks: longest first as given. Zero is the left edge. */
export function BarList({
  items,
  unit,
  locale,
  label,
  className,
}: {
  items: readonly BarItem[]
  unit: Unit
  locale: string
  label: string
  className?: string
}) {
  const largest = Math.max(0, ...items.map((item) => item.value))
  return (
    <ul aria-label={label} className={cn('grid gap-2', className)}>
      {items.map((item) => (
        <li key={item.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1">
          <span className="truncate">
            {item.label}
            {item.note ? <span className="ml-2 text-small text-muted">{item.note}</span> : null}
          </span>
          <span className="text-right">{writeFull(unit, item.value, locale)}</span>
          <span aria-hidden className="col-span-2 h-1 rounded-full bg-surface">
            <span
              className="block h-1 rounded-full"
              style={{
                width: `${largest > 0 ? (Math.max(0, item.value) / largest) * 100 : 0}%`,
                backgroundColor: item.color ?? 'var(--chart-1)',
              }}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}
