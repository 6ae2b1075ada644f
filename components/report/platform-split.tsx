import { Share } from '@/components/chart/share'
import { Swatch } from '@/components/chart/chart-frame'
import { Card, CardTitle } from '@/components/ui/card'
import { percent } from '@/lib/core/format'
import { platformName } from '@/lib/integration/schema'
import { byPlatform } from '@/lib/report/figures'
import type { Figures } from '@/lib/report/kpi'
import { METRICS, type MetricKey, type Sums } from '@/lib/report/metric'
import { seriesColors } from '@/lib/report/series-color'
import { writeMetric } from '@/lib/report/words'

const COLUMNS = ['value', 'conversions', 'cpa', 'roas'] as const satisfies readonly MetricKey[]

type Props = {
  figures: Figures
  currency: string
  locale: string
  /** Ratios of conversions are too early to read. */ isEarly: boolean
}

/** Spend by platform: one bar, and the table of the same things. */
export function PlatformSplit({ figures, currency, locale, isEarly }: Props) {
  const sums = [...byPlatform(figures.rows, figures.period)].sort(([, a], [, b]) => b.spendMicros - a.spendMicros)
  const spend = sums.reduce((total, [, one]) => total + one.spendMicros, 0)
  if (sums.length === 0) return null
  const colors = seriesColors(sums.map(([platform]) => platform))
  const parts = sums.map(([platform, one]) => ({
    id: platform,
    label: platformName(platform),
    value: one.spendMicros,
    color: colors.get(platform) ?? 'var(--chart-6)',
  }))
  return (
    <Card className="p-4">
      <CardTitle>Spend by platform</CardTitle>
      <Share
        parts={parts}
        unit={{ kind: 'money', currency }}
        locale={locale}
        label="Spend by platform"
        list={false}
        className="mt-3"
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard */}
      <section aria-label="Figures by platform" tabIndex={0} className="mt-2 overflow-x-auto">
        <table className="w-full min-w-120 border-separate border-spacing-0">
          <thead>
            <tr className="text-label text-muted">
              <th scope="col" className="h-9 text-left font-medium">
                Platform
              </th>
              {['Spend', 'Share', ...COLUMNS.map((key) => METRICS[key].label)].map((word) => (
                <th key={word} scope="col" className="h-9 pl-4 text-right font-medium">
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sums.map(([platform, one]) => (
              <Row
                key={platform}
                {...{ platform, one, spend, currency, locale, isEarly }}
                color={colors.get(platform) ?? 'var(--chart-6)'}
              />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}

type RowProps = {
  platform: string
  one: Sums
  spend: number
  currency: string
  locale: string
  color: string
  isEarly: boolean
}

function Row({ platform, one, spend, currency, locale, color, isEarly }: RowProps) {
  const cell = 'h-9 border-t border-line pl-4 text-right whitespace-nowrap'
  return (
    <tr>
      <th scope="row" className="h-9 border-t border-line text-left font-normal whitespace-nowrap">
        <span className="inline-flex items-center gap-2">
          <Swatch color={color} shape="block" />
          {platformName(platform)}
        </span>
      </th>
      <td className={cell}>{writeMetric('spend', one.spendMicros, { currency, locale })}</td>
      <td className={cell}>{percent(spend > 0 ? one.spendMicros / spend : null, locale)}</td>
      {COLUMNS.map((key) => (
        <td key={key} className={cell}>
          {isEarly && (key === 'cpa' || key === 'roas') ? (
            <span className="text-muted">Too early</span>
          ) : (
            writeMetric(key, METRICS[key].of(one), { currency, locale })
          )}
        </td>
      ))}
    </tr>
  )
}
