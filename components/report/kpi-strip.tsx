'use client'

import { Meter } from '@/components/chart/meter'
import { Sparkline } from '@/components/chart/sparkline'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/lib/core/cn'
import { MISSING, money, moneyCompact, percent } from '@/lib/core/format'
import type { Kpi } from '@/lib/report/kpi'
import { METRICS, type MetricKey } from '@/lib/report/metric'
import { whyMissing, writeMetric, writeShortMetric } from '@/lib/report/words'
import type { MonthView } from './types'
import { ChangeMark } from './change-mark'

export type KpiView = Kpi & { trend: (number | null)[] }

type Props = {
  kpis: readonly KpiView[]
  selected: MetricKey
  onSelect: (key: MetricKey) => void
  month: MonthView | null
  currency: string
  locale: string
  /** A source is behind: the figures carry a mark and this sentence. */
  behind: string | null
}

/** The figures of the period. Each is a button that puts its line into the chart below. */
export function KpiStrip({ kpis, ...rest }: Props) {
  return (
    <fieldset className="grid grid-cols-2 overflow-hidden rounded-card border border-line min-[720px]:grid-cols-3 min-[1100px]:grid-cols-[1.5fr_repeat(4,1fr)]">
      <legend className="sr-only">Figures of the period; choose one for the chart</legend>
      {kpis.map((kpi) => (
        <Figure key={kpi.key} kpi={kpi} {...rest} />
      ))}
    </fieldset>
  )
}

function Figure({ kpi, selected, onSelect, month, currency, locale, behind }: Omit<Props, 'kpis'> & { kpi: KpiView }) {
  const isSelected = kpi.key === selected
  const { label, says } = METRICS[kpi.key]
  const spend = kpi.key === 'spend' && month?.budgetMicros ? month : null
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      onClick={() => onSelect(kpi.key)}
      className={cn(
        'relative grid min-h-32 min-w-0 content-between gap-1 border-line p-4 text-left -outline-offset-2 hover:bg-surface',
        'border-r border-b first-of-type:col-span-2 min-[720px]:first-of-type:col-span-1',
        isSelected && 'shadow-[inset_0_-2px_0_var(--primary)]',
      )}
    >
      <span className="flex min-h-5.5 items-center justify-between gap-2">
        <span title={says} className={cn('text-label', isSelected ? 'text-text' : 'text-muted')}>
          {spend ? 'Spend against budget' : label}
        </span>
        {spend ? (
          <PaceBadge month={spend} behind={behind} />
        ) : behind ? (
          <Badge tone="warn" title={behind}>
            Partial
          </Badge>
        ) : null}
      </span>
      <span className="flex items-center justify-between gap-2">
        <Value kpi={kpi} month={spend} currency={currency} locale={locale} />
        {!isDrawable(kpi) ? null : (
          <Sparkline
            values={kpi.trend}
            label={`${label} by day`}
            active={isSelected}
            width={64}
            height={28}
            className={kpi.key === 'spend' ? undefined : 'max-[480px]:hidden'}
          />
        )}
      </span>
      <span className="flex min-h-4 items-center justify-between gap-3">
        {kpi.missing ? (
          <span className="text-small text-muted">{whyMissing(kpi.missing)}</span>
        ) : (
          <ChangeMark kpi={kpi} locale={locale} />
        )}
        {spend ? <BudgetMeter month={spend} currency={currency} locale={locale} /> : null}
      </span>
    </button>
  )
}

/** A handful of points makes no shape. */
const isDrawable = ({ missing, trend }: KpiView): boolean =>
  missing === null && trend.filter((value) => value !== null).length >= 4

function Value({
  kpi,
  month,
  currency,
  locale,
}: {
  kpi: KpiView
  month: MonthView | null
  currency: string
  locale: string
}) {
  if (kpi.missing)
    return (
      <span className="text-display text-muted">
        <span aria-hidden>{kpi.missing === 'too early' ? <span className="text-title">Too early</span> : MISSING}</span>
        <span className="sr-only">{whyMissing(kpi.missing)}</span>
      </span>
    )
  return (
    <span className="min-w-0">
      <span className="text-display" title={writeMetric(kpi.key, kpi.value, { currency, locale })}>
        {writeShortMetric(kpi.key, kpi.value, { currency, locale })}
      </span>
      {month?.budgetMicros ? (
        <span className="ml-1 text-body whitespace-nowrap text-muted">
          of {moneyCompact(month.budgetMicros, currency, locale)}
        </span>
      ) : null}
    </span>
  )
}

const tones = { good: 'good', warn: 'warn', bad: 'bad', neutral: 'neutral' } as const

function PaceBadge({ month, behind }: { month: MonthView; behind: string | null }) {
  if (month.pace) return <Badge tone={tones[month.pace.tone]}>{month.pace.word}</Badge>
  return (
    <Badge tone="warn" title={behind ?? undefined}>
      No pace
    </Badge>
  )
}

function BudgetMeter({ month, currency, locale }: { month: MonthView; currency: string; locale: string }) {
  if (!month.budgetMicros || month.spentMicros === null) return null
  const used = month.spentMicros / month.budgetMicros
  const tone = month.pace?.tone === 'bad' ? 'bad' : month.pace?.tone === 'warn' ? 'warn' : 'normal'
  const label = `${percent(used, locale)} of ${money(month.budgetMicros, currency, locale)} spent, ${percent(month.elapsed, locale)} of the month over`
  return <Meter used={used} elapsed={month.elapsed} label={label} tone={tone} className="max-w-36 min-w-16" />
}
