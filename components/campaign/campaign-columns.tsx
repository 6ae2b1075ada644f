import { PlatformMark } from '@/components/ad/preview/platform-mark'
import {
  countColumn,
  customColumn,
  Missing,
  moneyColumn,
  nameColumn,
  percentColumn,
  ratioColumn,
} from '@/components/table/columns'
import type { Column } from '@/components/table/types'
import { COLUMNS } from '@/lib/campaign/columns'
import type { CampaignPage, CampaignRow } from '@/lib/campaign/list'
import { statusOf } from '@/lib/campaign/status'
import { count, money } from '@/lib/core/format'
import { add, METRICS, ZERO, type MetricKey, type Sums } from '@/lib/report/metric'
import { RowSpark } from './row-spark'
import { StatusCell } from './status-cell'

type Options = { base: string; locale: string; totals: CampaignPage['totals']; isEarly: boolean }

const head = (id: keyof typeof COLUMNS) => ({ id, hint: undefined, ...COLUMNS[id] })
const SOME = 'Accounts in several currencies are not added up'

/** The sums of all matching rows; money only where they share a currency. */
function totalOf(totals: CampaignPage['totals']): { sums: Sums | null; currency: string | null } {
  if (totals.length === 0) return { sums: null, currency: null }
  const [only] = totals
  return {
    sums: totals.reduce<Sums>((sum, one) => add(sum, one), ZERO),
    currency: totals.length === 1 && only ? only.currency : null,
  }
}

const of = (key: MetricKey) => (sums: Sums) => METRICS[key].of(sums)
const EARLY = 'Too early: under 7 days of figures and under 30 conversions'

/** Wide enough for the bold total under the header. */
const fit = (least: number, total: string): number => Math.max(least, Math.ceil(total.length * 7.6) + 20)

/** The columns of the campaign table over one list of definitions, which its export reads too. */
export function campaignColumns({ base, locale, totals, isEarly }: Options): Column<CampaignRow>[] {
  const { sums, currency } = totalOf(totals)
  const total = (key: MetricKey) => (sums ? of(key)(sums) : null)
  const cashWidth = (key: MetricKey, least: number) => fit(least, currency ? money(total(key), currency, locale) : '')
  const countWidth = (key: MetricKey, least: number) => fit(least, count(total(key), locale))
  const figure = { locale, currency: (row: CampaignRow) => row.currency }
  const cash = (key: MetricKey) => ({
    ...figure,
    ...head(key === 'spend' || key === 'cpa' || key === 'value' ? key : 'spend'),
    micros: of(key),
    total: sums && currency ? { micros: total(key), currency } : undefined,
  })
  const across = (key: MetricKey) => (currency ? total(key) : null)
  const early = (id: 'cpa' | 'roas', width: number): Column<CampaignRow> =>
    customColumn({
      ...head(id),
      align: 'right',
      width,
      value: () => null,
      cell: () => <TooEarly />,
      total: <TooEarly />,
    })
  return [
    nameColumn({
      ...head('name'),
      width: 200,
      name: (row) => row.name,
      href: (row) => `${base}/campaigns/${row.id}`,
      icon: (row) => <PlatformMark name={row.platform === 'google_ads' ? 'google' : 'meta'} />,
    }),
    customColumn({
      ...head('status'),
      width: 132,
      value: (row) => row.status,
      cell: (row) => <StatusCell status={statusOf(row)} />,
    }),
    orMixed(moneyColumn({ ...cash('spend'), width: cashWidth('spend', 112) }), currency, sums),
    budgetColumn(locale),
    countColumn({
      ...head('impressions'),
      locale,
      width: countWidth('impressions', 88),
      figure: of('impressions'),
      total: total('impressions'),
    }),
    countColumn({
      ...head('clicks'),
      locale,
      width: countWidth('clicks', 68),
      figure: of('clicks'),
      total: total('clicks'),
    }),
    percentColumn({ ...head('ctr'), locale, width: 60, figure: of('ctr'), total: total('ctr'), why: 'No impressions' }),
    countColumn({
      ...head('conversions'),
      locale,
      width: countWidth('conversions', 68),
      figure: of('conversions'),
      total: total('conversions'),
    }),
    isEarly
      ? early('cpa', 88)
      : orMixed(moneyColumn({ ...cash('cpa'), width: 80, why: 'No conversions' }), currency, sums),
    orMixed(moneyColumn({ ...cash('value'), width: cashWidth('value', 112) }), currency, sums),
    isEarly
      ? early('roas', 88)
      : ratioColumn({
          ...head('roas'),
          locale,
          width: 72,
          figure: of('roas'),
          total: across('roas'),
          why: 'No spend, or conversions without a value',
        }),
    customColumn({
      ...head('days'),
      align: 'right',
      width: 96,
      cell: (row) => <RowSpark id={row.id} label={`${row.name}: spend by day`} />,
    }),
  ]
}

const TooEarly = () => (
  <span className="text-muted" title={EARLY}>
    Too early
  </span>
)

/** Where accounts have several currencies the total says so instead of adding them up. */
const orMixed = (column: Column<CampaignRow>, currency: string | null, sums: Sums | null): Column<CampaignRow> =>
  sums && currency === null ? { ...column, total: <Missing why={SOME} /> } : column

function budgetColumn(locale: string): Column<CampaignRow> {
  return customColumn({
    ...head('budget'),
    align: 'right',
    width: 136,
    value: (row) => row.budget?.micros,
    cell: ({ budget, currency }) =>
      budget ? (
        <>
          {money(budget.micros, currency, locale)}{' '}
          <span className="text-muted">{budget.type === 'daily' ? 'a day' : 'in all'}</span>
        </>
      ) : (
        <Missing why="No budget of its own" />
      ),
  })
}
