import {
  change as writeChange,
  count,
  countCompact,
  MISSING,
  money,
  moneyCompact,
  percent,
  period as writePeriod,
  ratio,
} from '@/lib/core/format'
import type { Kpi } from './kpi'
import { METRICS, type MetricKey } from './metric'

export type Writing = { currency: string; locale: string }

/** A figure in full: tables, titles, screen readers. */
export function writeMetric(key: MetricKey, value: number | null, { currency, locale }: Writing): string {
  switch (METRICS[key].unit) {
    case 'money':
      return money(value, currency, locale)
    case 'count':
      return count(value, locale)
    case 'percent':
      return percent(value, locale)
    case 'ratio':
      return ratio(value, locale)
  }
}

/** A figure in a card: three significant figures. Costs for each order keep their decimals. */
export function writeShortMetric(key: MetricKey, value: number | null, { currency, locale }: Writing): string {
  const { unit } = METRICS[key]
  if (unit === 'money') return moneyCompact(value, currency, locale)
  return unit === 'count' ? countCompact(value, locale) : writeMetric(key, value, { currency, locale })
}

export const unitOf = (key: MetricKey, currency: string) => {
  const { unit } = METRICS[key]
  return unit === 'money' ? ({ kind: 'money', currency } as const) : ({ kind: unit } as const)
}

/** `▲ 14 %`, without a colour; null where nothing was compared. */
export function writeArrow(change: number | null, locale: string): string | null {
  if (change === null || writeChange(change, locale) === MISSING) return null
  const size = percent(Math.abs(change), locale)
  return Math.abs(change) < 0.0005 ? 'unchanged' : `${change > 0 ? '▲' : '▼'} ${size}`
}

/** Why there is no figure, as a phrase. */
export const whyMissing = (missing: NonNullable<Kpi['missing']>): string =>
  ({
    'no figures yet': 'Counted from the first figures of a connected account',
    'nothing to divide by': 'Nothing to divide by yet',
    'no value': 'These conversions carry no value',
    'too early': 'Too early: under 7 days of figures and under 30 conversions',
  })[missing]

/** `vs 4 to 23 Oct`. */
export const writeAgainst = (kpi: Pick<Kpi, 'compared'>, locale: string): string =>
  kpi.compared
    ? `vs ${writePeriod(kpi.compared.before.first, kpi.compared.before.last, locale)}`
    : 'nothing to compare with yet'

/** The days on both sides, for the title of a change. */
export function explainComparison(kpi: Pick<Kpi, 'compared'>, locale: string): string | undefined {
  if (!kpi.compared) return undefined
  const { now, before } = kpi.compared
  return `${writePeriod(now.first, now.last, locale)} against ${writePeriod(before.first, before.last, locale)}, the same weekdays; days that still fill in are left out`
}
