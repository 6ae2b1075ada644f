'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, type MouseEvent, type ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { Skeleton } from '../ui/skeleton'
import { cellClass, RowCheck } from './table-head'
import type { Column } from './types'
import type { ModelRow } from './use-table-model'

export type RowsProps<Row extends object> = {
  rows: readonly ModelRow<Row>[]
  columns: readonly Column<Row>[]
  selectable: boolean
  height: number
  /** Rows above these: the header, and the totals. */
  offset: number
  onOpen?: (row: Row) => void
  active?: (row: Row) => boolean
}

const interactive = 'a,button,input,label,select,textarea,[role="button"]'

function opens(event: MouseEvent): boolean {
  const inside = event.target instanceof Element && event.target.closest(interactive) !== null
  return !inside && !event.defaultPrevented && document.getSelection()?.type !== 'Range'
}

type OneProps<Row extends object> = Omit<RowsProps<Row>, 'rows' | 'active'> & {
  row: ModelRow<Row>
  index: number
  selected: boolean
  isActive: boolean
}

function PlainRow<Row extends object>(props: OneProps<Row>) {
  const { row, index, columns, selectable, selected, isActive, height, offset, onOpen } = props
  return (
    <tr
      tabIndex={-1}
      data-index={index}
      aria-rowindex={offset + index + 1}
      aria-selected={selectable ? selected : undefined}
      data-active={isActive || undefined}
      onClick={onOpen ? (event) => opens(event) && onOpen(row.original) : undefined}
      style={{ height }}
      className={cn(
        'group/row scroll-mt-20 -outline-offset-2 hover:[&>*]:bg-surface data-active:[&>*]:bg-primary-soft',
        selected && '[&>*]:bg-primary-soft hover:[&>*]:bg-primary-soft',
        onOpen && 'cursor-pointer',
      )}
    >
      {selectable ? (
        <td className="sticky left-0 z-10 border-t border-line bg-background pl-4">
          <RowCheck label={`Select row ${index + 1}`} checked={selected} onChange={row.getToggleSelectedHandler()} />
        </td>
      ) : null}
      {columns.map((column, i) => {
        const className = cn(cellClass(i, column.align, selectable), 'border-t border-line text-left font-normal', {
          'text-right': column.align === 'right',
        })
        const content = column.cell(row.original)
        return i === 0 ? (
          <th key={column.id} scope="row" className={className}>
            {content}
          </th>
        ) : (
          <td key={column.id} className={className}>
            {content}
          </td>
        )
      })}
    </tr>
  )
}

/** While scrolling only rows that come into sight are drawn anew. `memo` loses the type parameter; this gives it back. */
const BodyRow = memo(PlainRow) as typeof PlainRow

/** Every row, for tables of up to a few hundred. */
export function PlainRows<Row extends object>({ rows, active, ...rest }: RowsProps<Row>) {
  return (
    <tbody>
      {rows.map((row, index) => (
        <BodyRow key={row.id} {...rest} {...state(row, rest.selectable, active)} row={row} index={index} />
      ))}
    </tbody>
  )
}

const state = <Row extends object>(row: ModelRow<Row>, selectable: boolean, active?: (row: Row) => boolean) => ({
  selected: selectable && row.getIsSelected(),
  isActive: active?.(row.original) ?? false,
})

type VirtualProps<Row extends object> = RowsProps<Row> & {
  scroller: HTMLElement | null
  onReady: (reveal: (index: number) => void) => void
}

/** Only the rows in sight, between two spacers, so that it stays a table for assistive technology. */
export function VirtualRows<Row extends object>({ rows, scroller, onReady, active, ...rest }: VirtualProps<Row>) {
  // oxlint-disable-next-line react/incompatible-library -- the compiler is not in use
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => rest.height,
    overscan: 12,
    scrollPaddingStart: 80,
    initialRect: { width: 1000, height: 800 },
  })
  useEffect(() => onReady((index) => virtual.scrollToIndex(index, { align: 'auto' })), [onReady, virtual])
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <tbody>
      <Spacer height={before} />
      {items.map(({ index }) => {
        const row = rows[index]
        return row ? (
          <BodyRow key={row.id} {...rest} {...state(row, rest.selectable, active)} row={row} index={index} />
        ) : null
      })}
      <Spacer height={after} />
    </tbody>
  )
}

function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null
}

type TotalsProps<Row> = { columns: readonly Column<Row>[]; selectable: boolean; label: ReactNode; loading?: boolean }

/** Pinned under the header, because that is where a reader looks first. */
export function TotalsRow<Row>({ columns, selectable, label, loading = false }: TotalsProps<Row>) {
  const cell = 'sticky top-9 z-10 h-10 border-t border-line bg-surface font-medium shadow-[0_1px_0_var(--line)]'
  return (
    <tbody>
      <tr aria-rowindex={2}>
        {columns.map((column, index) => {
          const className = cn(cellClass(index, column.align, false), cell, index === 0 && 'z-20 text-left')
          if (index === 0)
            return (
              <th key={column.id} scope="row" colSpan={selectable ? 2 : 1} className={className}>
                {label}
              </th>
            )
          return (
            <td key={column.id} className={className}>
              {loading && column.total !== undefined ? <Skeleton className="w-3/5" /> : column.total}
            </td>
          )
        })}
      </tr>
    </tbody>
  )
}

type SkeletonProps<Row> = { columns: readonly Column<Row>[]; selectable: boolean; height: number; count: number }

const widths = ['w-3/5', 'w-1/2', 'w-2/3']

/** Bones in the real columns, so that nothing moves when the figures arrive. */
export function SkeletonRows<Row>({ columns, selectable, height, count }: SkeletonProps<Row>) {
  return (
    <tbody aria-hidden>
      {Array.from({ length: count }, (_, row) => (
        <tr key={row} style={{ height }}>
          {selectable ? (
            <td className="border-t border-line pl-5">
              <Skeleton className="size-4" />
            </td>
          ) : null}
          {columns.map((column, index) => (
            <td key={column.id} className={cn(cellClass(index, column.align, selectable), 'border-t border-line')}>
              <Skeleton className={index === 0 ? widths[row % 3] : 'w-3/5'} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
