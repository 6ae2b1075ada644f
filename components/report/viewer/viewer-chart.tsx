'use client'

import { TimeSeries } from '@/components/chart/time-series'
import { Card } from '@/components/ui/card'
import type { Day } from '@/lib/core/day'
import { period as writePeriod } from '@/lib/core/format'
import type { Period } from '@/lib/report/period'
import type { ViewerLine } from '@/lib/report/viewer'

type Props = { line: ViewerLine; period: Period; before: Period; today: Day; currency: string; locale: string }

/** Sales by day, with the same weekdays before. */
export function ViewerChart({ line, period, before, today, currency, locale }: Props) {
  const { points, values, seen, compare, title, marks } = line
  const hasBefore = compare.some((value) => value !== null)
  return (
    <Card className="mt-3 p-4">
      <TimeSeries
        level={3}
        title={title}
        summary={`${title}. Sales by day, ${writePeriod(period.first, period.last, locale, true)}.`}
        points={points}
        series={[
          {
            id: 'value',
            label: writePeriod(period.first, period.last, locale),
            color: 'var(--chart-1)',
            values,
            ...(seen ? { seen } : {}),
            ...(hasBefore ? { compare, compareLabel: writePeriod(before.first, before.last, locale) } : {}),
          },
        ]}
        unit={{ kind: 'money', currency }}
        locale={locale}
        marks={marks}
        lastWord={period.last === today ? 'Today' : undefined}
        height={220}
      />
    </Card>
  )
}
