import { percent } from '@/lib/core/format'
import { Swatch } from './chart-frame'
import { writeFull, type Unit } from './unit'

export type Part = { id: string; label: string; value: number; color: string }

export type ShareProps = {
  parts: readonly Part[]
  unit: Unit
  locale: string
  /** Names the whole: `Spend by platform`. */
  label: string
  /** False where a table of the same things follows. */
  list?: boolean
  className?: string
}

/** Parts of a whole: one bar, never a pie. Parts that are zero or less take no room in it. */
export function Share({ parts, unit, locale, label, list = true, className }: ShareProps) {
  const whole = parts.reduce((sum, part) => sum + Math.max(0, part.value), 0)
  const share = (part: Part) => (whole > 0 ? Math.max(0, part.value) / whole : 0)
  const said = parts.map((part) => `${part.label} ${percent(share(part), locale)}`).join(', ')
  return (
    <figure aria-label={label} className={className}>
      <div aria-hidden className="flex h-3 gap-px overflow-hidden rounded-mark bg-surface">
        {parts
          .filter((part) => share(part) > 0)
          .map((part) => (
            <span
              key={part.id}
              title={`${part.label}: ${writeFull(unit, part.value, locale)}, ${percent(share(part), locale)}`}
              style={{ flexGrow: share(part), flexBasis: 0, minWidth: 2, backgroundColor: part.color }}
            />
          ))}
      </div>
      {list ? (
        <ul className="mt-3 grid gap-2">
          {parts.map((part) => (
            <li key={part.id} className="flex items-center gap-2">
              <Swatch color={part.color} shape="block" />
              <span className="min-w-0 flex-1 truncate">{part.label}</span>
              <span>{writeFull(unit, part.value, locale)}</span>
              <span className="w-14 text-right text-muted">{percent(share(part), locale)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <figcaption className="sr-only">{said}</figcaption>
      )}
    </figure>
  )
}
