import { toMajor } from '@/lib/core/money'
import { METRICS, type MetricKey } from '@/lib/report/metric'
import type { CampaignRow, Sort } from './list'
import { statusOf } from './status'

/** The columns of the campaign table, in their order: the screen and the export read this one list. */
type Definition = {
  header: string
  /** What it sorts by; absent: it cannot. */
  sort?: Sort
  hint?: string
  metric?: MetricKey
}

export const COLUMNS = {
  name: { header: 'Campaign', sort: 'name' },
  status: { header: 'Status', sort: 'status' },
  spend: { header: 'Spend', sort: 'spend', metric: 'spend' },
  budget: { header: 'Budget', sort: 'budget', hint: "The campaign's own budget at its platform" },
  impressions: { header: 'Impr.', sort: 'impressions', hint: 'Impressions', metric: 'impressions' },
  clicks: { header: 'Clicks', sort: 'clicks', metric: 'clicks' },
  ctr: { header: 'CTR', sort: 'ctr', hint: 'Clicks for each impression', metric: 'ctr' },
  conversions: { header: 'Conv.', sort: 'conversions', hint: 'Conversions', metric: 'conversions' },
  cpa: { header: 'CPA', sort: 'cpa', hint: 'Spend for each conversion', metric: 'cpa' },
  value: { header: 'Revenue', sort: 'value', metric: 'value' },
  roas: { header: 'ROAS', sort: 'roas', hint: 'Revenue for each unit of spend', metric: 'roas' },
  days: { header: 'By day', hint: 'Spend by day' },
} as const satisfies Record<string, Definition>

export type ColumnId = keyof typeof COLUMNS
export const COLUMN_IDS = Object.keys(COLUMNS) as ColumnId[]
export const isColumnId = (id: string): id is ColumnId => id in COLUMNS

/** Hidden until somebody asks for them. */
export const HIDDEN_AT_FIRST: readonly ColumnId[] = ['value']

/** A cell that a spreadsheet would take for a formula begins with a quote. */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

export const csvCell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

type Sums = Pick<CampaignRow, 'spendMicros' | 'impressions' | 'clicks' | 'conversions' | 'valueMicros'>

/** A figure as the screen rounds it: money in major units, shares as fractions, nothing where it is not known. */
export function csvFigure(key: MetricKey, sums: Sums, currency: string): string {
  const { of, unit } = METRICS[key]
  const value = of(sums)
  if (value === null) return ''
  if (unit === 'money') return toMajor(BigInt(Math.round(value)), currency)
  if (unit === 'count') return String(Math.round(value * 10) / 10)
  return unit === 'ratio' ? value.toFixed(2) : value.toFixed(4)
}

/** The columns of an export: those on screen, with platform and currency beside them; a trend is no figure. */
export const exportColumns = (hidden: readonly string[]): ColumnId[] =>
  COLUMN_IDS.filter((id) => id !== 'days' && (id === 'name' || !hidden.includes(id)))

export const csvHead = (columns: readonly ColumnId[]): string[] => [
  'Campaign',
  'Platform',
  'Currency',
  ...columns
    .filter((id) => id !== 'name')
    .flatMap((id) =>
      id === 'budget'
        ? ['Budget', 'Budget type']
        : [COLUMNS[id].header.replace('Impr.', 'Impressions').replace('Conv.', 'Conversions')],
    ),
]

export function csvRow(columns: readonly ColumnId[], row: CampaignRow): string[] {
  const cells = columns.flatMap((id): string[] => {
    if (id === 'name' || id === 'days') return []
    if (id === 'status') return [statusOf(row).text]
    if (id === 'budget')
      return row.budget ? [toMajor(BigInt(Math.round(row.budget.micros)), row.currency), row.budget.type] : ['', '']
    return [csvFigure(COLUMNS[id].metric, row, row.currency)]
  })
  return [safe(row.name), row.platform, row.currency, ...cells]
}

/** The totals line, ratios from sums; one for each currency. */
export function csvTotal(columns: readonly ColumnId[], currency: string, sums: Sums): string[] {
  const cells = columns.flatMap((id): string[] => {
    if (id === 'name' || id === 'days') return []
    if (id === 'status') return ['']
    return id === 'budget' ? ['', ''] : [csvFigure(COLUMNS[id].metric, sums, currency)]
  })
  return ['Total', '', currency, ...cells]
}
