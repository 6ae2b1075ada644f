import { addDays, type Day, daysBetween } from '@/lib/core/day'
import type { MetricKey } from './metric'
import { previousPeriod, type Period } from './period'

/** Days, today included, whose conversions still come in: platforms count them back to the day of the click. */
export const FILLING_DAYS = 3

/** A comparison over fewer days than this says more about weekdays than about the ads. */
const LEAST_DAYS = 3

const FROM_CONVERSIONS: ReadonlySet<MetricKey> = new Set(['value', 'roas', 'conversions', 'cpa', 'aov'])

export const isFilling = (day: Day, today: Day): boolean => daysBetween(day, today) < FILLING_DAYS

/** The last day whose figure no longer grows: yesterday, or three days ago where conversions count. */
export const settledUntil = (key: MetricKey, today: Day): Day =>
  addDays(today, FROM_CONVERSIONS.has(key) ? -FILLING_DAYS : -1)

export type Comparison = { now: Period; before: Period }

/**
 * What may fairly be compared: the settled days of a period with the same weekdays before.
 * Null where too few days are settled, or where the earlier days begin before the first figure.
 */
export function comparisonOf(key: MetricKey, period: Period, today: Day, firstFigure: Day | null): Comparison | null {
  const settled = settledUntil(key, today)
  const now = { first: period.first, last: period.last < settled ? period.last : settled }
  const length = daysBetween(now.first, now.last) + 1
  const first = previousPeriod(period).first
  if (length < LEAST_DAYS || firstFigure === null || first < firstFigure) return null
  return { now, before: { first, last: addDays(first, length - 1) } }
}

/** Whether a client is too new for ratios: under a week of figures and under 30 conversions. */
export const MATURE_DAYS = 7
export const MATURE_CONVERSIONS = 30

export type Sparse = { daysSeen: number; readableFrom: Day }

export function sparse(firstFigure: Day | null, today: Day, conversions: number): Sparse | null {
  if (firstFigure === null) return null
  const daysSeen = Math.max(0, daysBetween(firstFigure, today) + 1)
  if (daysSeen >= MATURE_DAYS || conversions >= MATURE_CONVERSIONS) return null
  return { daysSeen, readableFrom: addDays(firstFigure, MATURE_DAYS) }
}
