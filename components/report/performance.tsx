'use client'

import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useMemo, type ReactNode } from 'react'
import { TimeSeries } from '@/components/chart/time-series'
import { Card } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { cn } from '@/lib/core/cn'
import { period as writePeriod } from '@/lib/core/format'
import { lineOf } from '@/lib/report/figures'
import { kpi } from '@/lib/report/kpi'
import { isFilling } from '@/lib/report/late'
import { METRICS, type MetricKey } from '@/lib/report/metric'
import { chartTitle } from '@/lib/report/title'
import { unitOf } from '@/lib/report/words'
import { KpiStrip, type KpiView } from './kpi-strip'
import type { PerformanceView } from './types'

const KEYS = ['spend', 'value', 'roas', 'conversions', 'cpa'] as const satisfies readonly MetricKey[]

type Props = {
  view: PerformanceView
  children?: ReactNode
  aside?: ReactNode
  /** The metric of the plain address. */
  start?: (typeof KEYS)[number]
}

/** Figures on top choose the line below: the strip, then the chart beside whatever else the page puts there. */
export function Performance({ view, children, aside, start = 'value' }: Props) {
  const [metric, setMetric] = useQueryState('metric', parseAsStringLiteral(KEYS).withDefault(start))
  const { figures, month, currency, locale, behind } = view
  const kpis = useMemo(
    (): KpiView[] =>
      KEYS.map((key) => {
        const { values, seen } = lineOf(key, figures.rows, figures.earlier, figures)
        return { ...kpi(key, figures), trend: values.map((value, i) => value ?? seen?.[i] ?? null) }
      }),
    [figures],
  )
  return (
    <>
      <KpiStrip
        kpis={kpis}
        selected={metric}
        onSelect={(key) => void setMetric(isKey(key) ? key : null)}
        {...{ month, currency, locale, behind }}
      />
      <div className={cn('mt-6 grid items-start gap-6', aside && 'min-[1100px]:grid-cols-[minmax(0,1fr)_300px]')}>
        <div className="grid min-w-0 gap-6">
          <Card className="p-4">
            {figures.coverage === null ? (
              <Empty title={`${METRICS[metric].label} by day appears here`} className="min-h-72">
                The first figures come within the hour after an ad account is connected; after a week they can be
                compared.
              </Empty>
            ) : (
              <Chart metric={metric} view={view} />
            )}
          </Card>
          {children}
        </div>
        {aside}
      </div>
    </>
  )
}

const isKey = (key: MetricKey): key is (typeof KEYS)[number] => KEYS.some((one) => one === key)

/** One metric over the period: complete days solid, days that fill in hollow, the same weekdays before dashed. */
export function Chart({
  metric,
  view,
  level,
  height = 260,
}: {
  metric: MetricKey
  view: PerformanceView
  level?: 2 | 3
  height?: number
}) {
  const { figures, currency, locale, marks } = view
  const { period, before, today } = figures
  const line = useMemo(() => lineOf(metric, figures.rows, figures.earlier, figures), [metric, figures])
  const title = chartTitle(metric, figures, locale)
  const filling = line.points.filter((day) => isFilling(day, today)).length
  const hasBefore = line.compare.some((value) => value !== null)
  return (
    <TimeSeries
      title={title}
      level={level}
      summary={`${title}. ${METRICS[metric].label} by day, ${writePeriod(period.first, period.last, locale, true)}${filling > 0 ? `; the last ${filling} days still fill in` : ''}.`}
      points={line.points}
      series={[
        {
          id: metric,
          label: writePeriod(period.first, period.last, locale),
          color: 'var(--chart-1)',
          values: line.values,
          ...(line.seen ? { seen: line.seen } : {}),
          ...(hasBefore
            ? {
                compare: line.compare,
                compareLabel: writePeriod(before.first, before.last, locale),
              }
            : {}),
        },
      ]}
      unit={unitOf(metric, currency)}
      locale={locale}
      marks={marks}
      lastWord={period.last === today ? 'Today' : undefined}
      height={height}
    />
  )
}
