'use client'

import { useState } from 'react'
import { customColumn, meterColumn, moneyColumn, nameColumn } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import type { Column, Sort } from '@/components/table/types'
import { Badge } from '@/components/ui/badge'
import { StatusDot } from '@/components/ui/status-dot'
import { type PortfolioRow, usedShare } from '@/lib/agency/portfolio'
import { ago, money, percent } from '@/lib/core/format'

type Props = { agency: string; locale: string; now: string; rows: PortfolioRow[] }

/** What is wrong comes first, then the largest share of the budget. */
const urgency = (row: PortfolioRow): number =>
  ({ missing: 3, stale: 2, none: 1, fresh: 0 })[row.state] + (usedShare(row) ?? 0) / 10

function State({ row, now, locale }: { row: PortfolioRow; now: Date; locale: string }) {
  if (row.state === 'none') return <span className="text-muted">No account connected</span>
  if (row.state === 'missing') return <Badge tone="info">Waiting for first figures</Badge>
  const since = row.until ? ago(row.until, now, locale, row.timezone) : ''
  if (row.state === 'stale')
    return (
      <Badge tone="warn" title={row.behind.join(', ')}>
        Behind, complete until {since}
      </Badge>
    )
  return <StatusDot>{`Up to date, ${since}`}</StatusDot>
}

function columnsOf({ agency, locale, now }: Omit<Props, 'rows'>): Column<PortfolioRow>[] {
  const at = new Date(now)
  return [
    nameColumn({
      id: 'name',
      header: 'Client',
      name: (row) => row.name,
      href: (row) => `/${agency}/${row.slug}/overview`,
      note: (row) => `${row.currency}, ${row.timezone}`,
    }),
    moneyColumn({
      id: 'spent',
      header: 'Spent this month',
      width: 144,
      locale,
      micros: (row) => row.spentMicros,
      currency: (row) => row.currency,
      why: 'No figure from a connected account',
    }),
    moneyColumn({
      id: 'budget',
      header: 'Month budget',
      width: 136,
      locale,
      micros: (row) => row.budgetMicros,
      currency: (row) => row.currency,
      why: 'No month budget',
    }),
    meterColumn({
      id: 'used',
      header: 'Used',
      hint: 'The tick is how much of the month is over',
      locale,
      pace: (row) => {
        const used = usedShare(row)
        if (used === null) return null
        const label = `${percent(used, locale)} of ${money(row.budgetMicros, row.currency, locale)} used, ${percent(row.elapsed, locale)} of the month over`
        return { used, elapsed: row.elapsed, label }
      },
    }),
    customColumn({
      id: 'state',
      header: 'Data',
      width: 232,
      value: urgency,
      cell: (row) => <State row={row} now={at} locale={locale} />,
    }),
  ]
}

/** Every client of the agency on one line. */
export function PortfolioTable(props: Props) {
  const [sort, setSort] = useState<Sort | null>({ id: 'state', desc: true })
  const left = [...new Set(props.rows.flatMap((row) => row.leftOut))]
  return (
    <DataTable
      label="Clients"
      rows={props.rows}
      columns={columnsOf(props)}
      rowId={(row) => row.id}
      sort={sort}
      onSort={setSort}
      rowHeight={56}
      footer={
        left.length > 0 ? (
          <span>Without a dated exchange rate, {left.join(', ')} stays out of the sums.</span>
        ) : undefined
      }
    />
  )
}
