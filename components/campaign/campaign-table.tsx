'use client'

import { Download } from 'lucide-react'
import { useMemo, useState, type ReactNode, type UIEvent } from 'react'
import { PartFailure } from '@/components/layout/error-state'
import { ColumnMenu } from '@/components/table/column-menu'
import { DataTable } from '@/components/table/data-table'
import type { TableState } from '@/components/table/types'
import { Button, buttonClass } from '@/components/ui/button'
import { NoResults } from '@/components/ui/empty'
import { COLUMNS, isColumnId } from '@/lib/campaign/columns'
import { SORTS } from '@/lib/campaign/list'
import { exportPath } from '@/lib/campaign/queries'
import { cn } from '@/lib/core/cn'
import { count } from '@/lib/core/format'
import { BulkActions } from './bulk-actions'
import { campaignColumns } from './campaign-columns'
import { CampaignFilters, filterWords } from './campaign-filters'
import { RowSparks } from './row-spark'
import { type FirstPage, useCampaigns } from './use-campaigns'
import { useCampaignView } from './use-campaign-view'

export type CampaignTableProps = {
  /** The first page as the server read it, with the address that it was read for. */
  first: FirstPage
  base: string
  locale: string
  mayWrite: boolean
  /** Ratios of conversions are too early to read. */
  isEarly: boolean
  /** What stands where there is no campaign at all. */
  empty: ReactNode
  notice?: ReactNode
  /** Currency, days and zone of the figures. */
  source: string
}

/** Pixels before the end at which the next page is read, so that scrolling meets no gap. */
const AHEAD = 2400

const sortOf = (id: string) => {
  const column = isColumnId(id) ? COLUMNS[id] : undefined
  return SORTS.find((sort) => column !== undefined && 'sort' in column && column.sort === sort)
}

/** The campaigns of a client over a period: filters, sort and columns in the address, pages as one scrolls. */
export function CampaignTable({ first, base, locale, mayWrite, isEarly, empty, notice, source }: CampaignTableProps) {
  const state = useCampaignView()
  const { view, hide, set } = state
  const { place } = first
  const { query, rows, head, patch, act } = useCampaigns(place, view, first)
  const [chosen, setChosen] = useState<string[]>([])
  const columns = useMemo(
    () => campaignColumns({ base, locale, totals: head?.totals ?? [], isEarly }),
    [base, locale, head?.totals, isEarly],
  )
  const selected = useMemo(() => rows.filter(({ id }) => chosen.includes(id)), [rows, chosen])
  const isNone = head?.all === 0
  const tableState: TableState =
    query.isError && !query.data
      ? 'error'
      : !head
        ? 'loading'
        : isNone
          ? 'empty'
          : head.count === 0
            ? 'noResults'
            : 'data'
  const onScroll = ({ target }: UIEvent) => {
    if (!(target instanceof HTMLElement) || !query.hasNextPage || query.isFetching) return
    if (target.scrollHeight - target.scrollTop - target.clientHeight < AHEAD) void query.fetchNextPage()
  }
  return (
    <RowSparks place={place}>
      <div onScrollCapture={onScroll}>
        <DataTable
          label="Campaigns"
          state={tableState}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          total={head?.count}
          sorted
          sort={{ id: view.sort, desc: view.dir === 'desc' }}
          onSort={({ id, desc }) => void set({ sort: sortOf(id) ?? 'spend', dir: desc ? 'desc' : 'asc' })}
          hidden={hide}
          selection={mayWrite ? { ids: chosen, onChange: setChosen } : undefined}
          totals="Total, weighted"
          refreshing={query.isFetching && !query.isLoading}
          empty={empty}
          notice={notice}
          noResults={
            <NoResults
              title={`No campaign matches: ${filterWords(state).join(', ')}`}
              action={<Button onClick={() => void state.clear()}>Clear filters</Button>}
            >
              {head ? `${count(head.all, locale)} campaigns are hidden by the filters.` : null}
            </NoResults>
          }
          error={<PartFailure what="Campaigns" error={query.error} retry={() => void query.refetch()} />}
          toolbar={
            <>
              <h2 className="mr-1 text-heading">Campaigns</h2>
              {isNone ? null : <CampaignFilters state={state} />}
              <span className="ml-auto text-small text-muted" aria-live="polite">
                {head ? said(head.count, head.all, locale) : null}
              </span>
              {isNone ? null : (
                <>
                  <a href={exportPath(place, view, hide)} download className={cn(buttonClass({ size: 'small' }))}>
                    <Download aria-hidden />
                    Export
                  </a>
                  <ColumnMenu columns={columns} hidden={hide} onChange={(hidden) => void set({ hide: hidden })} />
                </>
              )}
            </>
          }
          footer={
            <>
              <span>Ratios in the total are computed from summed spend, clicks, conversions and revenue.</span>
              <span>{source}</span>
            </>
          }
        />
      </div>
      {mayWrite ? (
        <BulkActions agency={place.agency} rows={selected} patch={patch} act={act} onClear={() => setChosen([])} />
      ) : null}
    </RowSparks>
  )
}

const said = (shown: number, all: number, locale: string): string =>
  shown === all
    ? `${count(all, locale)} ${all === 1 ? 'campaign' : 'campaigns'}`
    : `${count(shown, locale)} of ${count(all, locale)} campaigns`
