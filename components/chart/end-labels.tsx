import { cn } from '@/lib/core/cn'
import { lastKnown, spread, type Value } from './scale'
import type { Series } from './series'

const GAP = 16

/** No words at the line ends; only half of the last word of the x axis has to fit. */
export const NARROW = 16

type Inside = { top: number; bottom: number; low: number; high: number }

function words(series: readonly Series[]) {
  return series.flatMap((one) => {
    const ends: { text: string; list: readonly Value[]; color: string; quiet: boolean }[] = []
    const lead = one.expected?.some((value) => value !== null) ? one.expected : one.values
    ends.push({ text: one.label, list: lead, color: one.color, quiet: false })
    if (one.compare) ends.push({ text: one.compareLabel ?? 'Before', list: one.compare, color: one.color, quiet: true })
    return ends
  })
}

/** Pixels at the right for the words at the line ends; a single line needs none. */
export function labelRoom(series: readonly Series[]): number {
  const all = words(series)
  if (all.length < 2) return NARROW
  return Math.min(152, 36 + 7.5 * Math.max(...all.map((word) => word.text.length)))
}

/** The name of each line at its end, moved apart where they would touch. */
export function EndLabels({ series, room, inside }: { series: readonly Series[]; room: number; inside: Inside }) {
  const span = inside.high - inside.low || 1
  const placed = words(series).flatMap(({ text, list, color, quiet }) => {
    const end = lastKnown(list)
    if (!end) return []
    const y = inside.bottom - ((end.value - inside.low) / span) * (inside.bottom - inside.top)
    return [{ text, quiet, color, y }]
  })
  const ys = spread(
    placed.map((word) => word.y),
    GAP,
    inside.top,
    inside.bottom,
  )
  return (
    <div aria-hidden className="pointer-events-none absolute inset-y-0 right-0" style={{ width: room - 4 }}>
      {placed.map((word, i) => (
        <span
          key={word.text}
          style={{ top: (ys[i] ?? 0) - 8 }}
          className={cn(
            'absolute left-1 flex max-w-full items-center gap-1.5 text-small',
            word.quiet ? 'text-muted' : 'font-medium text-text',
          )}
        >
          <i className={cn('h-0.5 w-2 shrink-0', word.quiet && 'opacity-50')} style={{ backgroundColor: word.color }} />
          <span className="truncate">{word.text}</span>
        </span>
      ))}
    </div>
  )
}
