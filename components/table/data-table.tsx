'use client'

import { useCallback, useRef, useState, type ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { Failure, NoResults, Empty } from '../ui/empty'
import { Columns, TableHead, tableWidth } from './table-head'
import { PlainRows, SkeletonRows, TotalsRow, VirtualRows } from './table-rows'
import type { TableState } from './types'
import { useRowKeys } from './use-row-keys'
import { useTableModel, type ModelOptions, type TableModel } from './use-table-model'

const VIRTUAL_FROM = 200

export type DataTableProps<Row extends object> = ModelOptions<Row> & {
  /** Names the table for assistive technology, and for the messages: `Campaigns`. */
  label: string
  state?: TableState
  /** Shown in place of the rows: an `Empty`, `NoResults` or `Failure` of components/ui. A default stands in. */
  empty?: ReactNode
  noResults?: ReactNode
  error?: ReactNode
  /** Rows that exist, where more of them come as one scrolls. */
  total?: number
  /** Label of the totals row; without it there is none. */
  totals?: ReactNode
  /** Above the table: title, filter chips, count, columns menu. */
  toolbar?: ReactNode
  /** Between toolbar and table: a flush `Notice` for partial or sparse data. */
  notice?: ReactNode
  footer?: ReactNode
  density?: 'comfortable' | 'compact'
  /** Pixels, where the cells hold two lines. */
  rowHeight?: number
  onOpen?: (row: Row) => void
  /** Marks the row that a sheet or pane shows. */
  active?: (row: Row) => boolean
  /** Old figures stay, a hairline runs at the top. */
  refreshing?: boolean
  skeletonRows?: number
  /** False inside a card that already has a line. */
  framed?: boolean
  className?: string
}

/**
 * The one table of the product. The state is forced by a prop; the geometry is the same in every state.
 * Over 200 rows only those in sight are drawn. `j` `k` move, Enter opens, `x` selects.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { toolbar, notice, footer, refreshing, framed = true } = props
  // State, not a ref: the rows below mount before a ref would be set, and have to learn of the element that scrolls.
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const model = useTableModel(props)
  const reveal = useRef<(index: number) => void>(undefined)
  const onReady = useCallback((next: (index: number) => void) => {
    reveal.current = next
  }, [])
  useRowKeys(scroller, {
    count: model.rows.length,
    reveal: (index) => reveal.current?.(index),
    open: (index) => openRow(scroller, index, model, props.onOpen),
    select: props.selection ? (index) => model.rows[index]?.toggleSelected() : undefined,
  })
  return (
    <div
      className={cn(
        'relative min-w-0 overflow-hidden bg-background',
        framed && 'rounded-card border border-line',
        props.className,
      )}
    >
      {refreshing ? <div aria-hidden className="hairline absolute inset-x-0 top-0 z-40 h-0.5 bg-primary" /> : null}
      {toolbar ? (
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3">{toolbar}</div>
      ) : null}
      {notice}
      <section
        ref={setScroller}
        data-table
        aria-label={`${props.label}, table`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard
        tabIndex={0}
        className="max-h-[calc(100dvh-96px)] overflow-auto overscroll-x-contain -outline-offset-2"
      >
        <Grid {...props} model={model} scroller={scroller} onReady={onReady} />
      </section>
      {footer ? (
        <div className="flex flex-wrap justify-between gap-2 border-t border-line px-4 py-3 text-small text-muted">
          {footer}
        </div>
      ) : null}
    </div>
  )
}

function openRow<Row extends object>(
  box: HTMLElement | null,
  index: number,
  model: TableModel<Row>,
  onOpen?: (row: Row) => void,
): void {
  const row = model.rows[index]
  if (row && onOpen) onOpen(row.original)
  else box?.querySelector<HTMLElement>(`[data-index="${index}"] a, [data-index="${index}"] button`)?.click()
}

type GridProps<Row extends object> = DataTableProps<Row> & {
  model: TableModel<Row>
  scroller: HTMLElement | null
  onReady: (reveal: (index: number) => void) => void
}

function Grid<Row extends object>({ model, scroller, onReady, ...props }: GridProps<Row>) {
  const { table, visible, sort, rows } = model
  const state = props.state ?? (rows.length > 0 ? 'data' : 'empty')
  const total = Math.max(rows.length, props.total ?? 0)
  const selectable = props.selection !== undefined
  const hasTotals = props.totals !== undefined
  const withTotals = hasTotals && (state === 'data' || state === 'loading')
  const height = props.rowHeight ?? (props.density === 'compact' ? 36 : 44)
  const offset = withTotals ? 2 : 1
  const sortBy = (id: string) => {
    table.getColumn(id)?.toggleSorting()
    // In another order the place of before means nothing.
    scroller?.scrollTo({ top: 0 })
  }
  const shared = { rows, columns: visible, selectable, height, offset, onOpen: props.onOpen, active: props.active }
  return (
    <table
      aria-label={props.label}
      aria-busy={state === 'loading' || undefined}
      aria-rowcount={state === 'data' ? total + offset : undefined}
      style={{ minWidth: tableWidth(visible, selectable) }}
      className="w-full table-fixed border-separate border-spacing-0"
    >
      <Columns columns={visible} selectable={selectable} />
      <TableHead
        columns={visible}
        sort={sort}
        onSort={state === 'data' ? sortBy : undefined}
        selectAll={
          selectable
            ? {
                checked: rows.length > 0 && table.getIsAllRowsSelected(),
                some: table.getIsSomeRowsSelected(),
                toggle: (on) => table.toggleAllRowsSelected(on),
              }
            : undefined
        }
      />
      {withTotals ? (
        <TotalsRow columns={visible} selectable={selectable} label={props.totals} loading={state === 'loading'} />
      ) : null}
      {state === 'loading' ? (
        <SkeletonRows columns={visible} selectable={selectable} height={height} count={props.skeletonRows ?? 6} />
      ) : state !== 'data' ? (
        <Instead span={visible.length + (selectable ? 1 : 0)}>{message(state, props)}</Instead>
      ) : total > VIRTUAL_FROM ? (
        <VirtualRows {...shared} scroller={scroller} onReady={onReady} />
      ) : (
        <PlainRows {...shared} />
      )}
    </table>
  )
}

/** The message keeps to the visible part of a wide table on a narrow screen. */
function Instead({ span, children }: { span: number; children: ReactNode }) {
  return (
    <tbody>
      <tr>
        <td colSpan={span} className="border-t border-line p-0">
          <div className="sticky left-0 max-w-[calc(100vw-48px)]">{children}</div>
        </td>
      </tr>
    </tbody>
  )
}

function message<Row extends object>(state: TableState, props: DataTableProps<Row>): ReactNode {
  const name = props.label
  if (state === 'error')
    return props.error ?? <Failure title={`${name} could not be read`}>Try again in a moment.</Failure>
  if (state === 'noResults') return props.noResults ?? <NoResults title={`${name}: nothing matches the filters`} />
  return props.empty ?? <Empty title={`${name} appear here`} />
}
