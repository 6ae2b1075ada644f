import { eachDay, type Day } from '@/lib/core/day'
import type { DayRow } from './convert'
import { isFilling } from './late'
import { add, METRICS, ZERO, type MetricKey, type Sums } from './metric'
import type { Period } from './period'

/** The first and last day of which anything is known; null before the first figure. */
export type Coverage = { first: Day; last: Day } | null

const inside = (day: string, { first, last }: Period): boolean => day >= first && day <= last

export const sumOf = (rows: readonly DayRow[], period: Period): Sums =>
  rows.reduce((sum, row) => (inside(row.day, period) ? add(sum, row) : sum), ZERO)

/** Sums of each day of a period; a day outside the coverage is not known and therefore null. */
export function byDay(rows: readonly DayRow[], period: Period, coverage: Coverage): (Sums | null)[] {
  const sums = new Map<string, Sums>()
  for (const row of rows) sums.set(row.day, add(sums.get(row.day) ?? ZERO, row))
  return eachDay(period.first, period.last).map((day) =>
    coverage === null || !inside(day, coverage) ? null : (sums.get(day) ?? ZERO),
  )
}

export function byPlatform(rows: readonly DayRow[], period: Period): Map<string, Sums> {
  const sums = new Map<string, Sums>()
  for (const row of rows) if (inside(row.day, period)) sums.set(row.platform, add(sums.get(row.platform) ?? ZERO, row))
  return sums
}

const valueOf = (key: MetricKey, sums: Sums | null): number | null => (sums === null ? null : METRICS[key].of(sums))

export type Line = {
  points: Day[]
  values: (number | null)[]
  seen: (number | null)[] | null
  compare: (number | null)[]
}

/**
 * One metric as a line: solid to the last complete day, the days that still fill in apart, and the days before.
 * Traffic and spend of past days are complete; only today is not.
 */
export function lineOf(
  key: MetricKey,
  rows: readonly DayRow[],
  earlier: readonly DayRow[],
  { period, before, today, coverage }: { period: Period; before: Period; today: Day; coverage: Coverage },
  isLate: (day: Day) => boolean = (day) => isFilling(day, today),
): Line {
  const points = eachDay(period.first, period.last)
  const all = byDay(rows, period, coverage).map((sums) => valueOf(key, sums))
  const late = points.map(isLate)
  const hasLate = late.some((is, i) => is && all[i] !== null)
  return {
    points,
    values: all.map((value, i) => (late[i] ? null : value)),
    seen: hasLate ? all.map((value, i) => (late[i] ? value : null)) : null,
    compare: byDay(earlier, before, coverage).map((sums) => valueOf(key, sums)),
  }
}
