import type { Day } from '@/lib/core/day'
import type { DayRow } from './convert'
import { type Coverage, sumOf } from './figures'
import { comparisonOf, sparse } from './late'
import { changeOf, hasNoValue, METRICS, tone, type MetricKey } from './metric'
import type { Period } from './period'

/** What the figures of a client are made from: daily sums in its currency, now and in the days before. */
export type Figures = {
  period: Period
  before: Period
  today: Day
  coverage: Coverage
  rows: readonly DayRow[]
  earlier: readonly DayRow[]
}

export type Kpi = {
  key: MetricKey
  /** Null: not known, with the reason. */
  value: number | null
  missing: 'no figures yet' | 'nothing to divide by' | 'no value' | 'too early' | null
  change: number | null
  tone: 'good' | 'bad' | 'neutral'
  /** The days that the change compares; null where there is nothing fair to compare. */
  compared: { now: Period; before: Period } | null
}

const OF_VALUE: ReadonlySet<MetricKey> = new Set(['value', 'roas', 'aov'])

const RATIOS_OF_CONVERSIONS: ReadonlySet<MetricKey> = new Set(['roas', 'cpa', 'aov'])

/** One figure with its change. Unknown is never zero, and a ratio of too little is "too early", not a number. */
export function kpi(key: MetricKey, figures: Figures): Kpi {
  const { period, today, coverage, rows, earlier } = figures
  const nothing = { key, value: null, change: null, tone: 'neutral', compared: null } as const
  if (coverage === null || period.first > coverage.last || period.last < coverage.first)
    return { ...nothing, missing: 'no figures yet' }
  const sums = sumOf(rows, period)
  if (RATIOS_OF_CONVERSIONS.has(key) && sparse(coverage.first, today, sums.conversions))
    return { ...nothing, missing: 'too early' }
  const value = METRICS[key].of(sums)
  if (value === null)
    return { ...nothing, missing: OF_VALUE.has(key) && hasNoValue(sums) ? 'no value' : 'nothing to divide by' }
  const compared = comparisonOf(key, period, today, coverage.first)
  const change = compared ? changeOf(key, sumOf(rows, compared.now), sumOf(earlier, compared.before)) : null
  return { key, value, missing: null, change, tone: tone(key, change), compared: change === null ? null : compared }
}
