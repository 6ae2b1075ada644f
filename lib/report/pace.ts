import { type Day, daysInMonth } from '@/lib/core/day'
import { dayIn, hourIn } from '@/lib/core/zone'

export type Pace = {
  word: 'On plan' | 'Ahead of plan' | 'Behind plan' | 'Over budget' | 'No budget' | 'Not started'
  tone: 'good' | 'warn' | 'bad' | 'neutral'
  ratio: number | null
}

/** The band in which a pace is on plan: 25 % at the start of the month, narrowing to 1 % at its end. */
export const band = (elapsed: number): number => 0.25 + (0.01 - 0.25) * Math.min(1, Math.max(0, elapsed))

/**
 * Spent against an even plan. `elapsed` is the share of the month that the spend covers.
 * Division by nothing is a state in words, not a zero.
 */
export function pace(spentMicros: number, budgetMicros: number | null, elapsed: number): Pace {
  if (budgetMicros === null || budgetMicros <= 0) return { word: 'No budget', tone: 'neutral', ratio: null }
  if (elapsed <= 0) return { word: 'Not started', tone: 'neutral', ratio: null }
  if (spentMicros > budgetMicros)
    return { word: 'Over budget', tone: 'bad', ratio: spentMicros / (budgetMicros * elapsed) }
  const ratio = spentMicros / (budgetMicros * elapsed)
  const off = ratio - 1
  if (Math.abs(off) <= band(elapsed)) return { word: 'On plan', tone: 'good', ratio }
  return off > 0 ? { word: 'Ahead of plan', tone: 'warn', ratio } : { word: 'Behind plan', tone: 'warn', ratio }
}

/** Share of the month covered by figures that reach to the given hour (0 to 24) of a day. */
export const elapsedTo = (day: Day, hour: number): number =>
  (Number(day.slice(8)) - 1 + Math.min(24, Math.max(0, hour)) / 24) / daysInMonth(day)

/** Share of the month of `today` that figures up to an instant cover; 0 where they end before it begins. */
export function monthCovered(until: Date | null, today: Day, timezone: string): number {
  const reached = until && dayIn(until, timezone)
  return until && reached && reached.slice(0, 7) === today.slice(0, 7) ? elapsedTo(reached, hourIn(until, timezone)) : 0
}
