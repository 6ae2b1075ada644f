'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '@/lib/core/cn'
import { SELECT_WIDTH, widthOf, type Column, type Sort } from './types'

const sticky = 'sticky left-0 z-10 bg-background'

export function cellClass(index: number, align: 'left' | 'right' | undefined, selectable: boolean): string {
  return cn(
    'overflow-hidden px-2 text-ellipsis whitespace-nowrap last:pr-4',
    index === 0 && sticky,
    index === 0 && (selectable ? 'left-10' : 'pl-4'),
    align === 'right' && 'text-right',
  )
}

export function Columns<Row>({ columns, selectable }: { columns: readonly Column<Row>[]; selectable: boolean }) {
  return (
    <colgroup>
      {selectable ? <col style={{ width: SELECT_WIDTH }} /> : null}
      {columns.map((column, index) => (
        <col key={column.id} style={index === 0 ? undefined : { width: widthOf(column, index) }} />
      ))}
    </colgroup>
  )
}

export const tableWidth = <Row,>(columns: readonly Column<Row>[], selectable: boolean): number =>
  columns.reduce((sum, column, index) => sum + widthOf(column, index), selectable ? SELECT_WIDTH : 0)

type HeadProps<Row> = {
  columns: readonly Column<Row>[]
  sort: Sort | null
  onSort?: (id: string) => void
  selectAll?: { checked: boolean; some: boolean; toggle: (on: boolean) => void }
}

/** The header row: sticky, names sort buttons, right-aligned over figures. */
export function TableHead<Row>({ columns, sort, onSort, selectAll }: HeadProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {selectAll ? (
          <th
            scope="col"
            className="sticky top-0 left-0 z-30 bg-background pl-4 text-left shadow-[0_1px_0_var(--line)]"
          >
            <RowCheck
              label="Select all rows"
              checked={selectAll.checked}
              mixed={selectAll.some && !selectAll.checked}
              onChange={() => selectAll.toggle(!selectAll.checked)}
            />
          </th>
        ) : null}
        {columns.map((column, index) => (
          <th
            key={column.id}
            scope="col"
            title={column.hint}
            aria-sort={sort?.id === column.id ? (sort.desc ? 'descending' : 'ascending') : undefined}
            className={cn(
              cellClass(index, column.align, Boolean(selectAll)),
              'sticky top-0 z-20 h-9 bg-background shadow-[0_1px_0_var(--line)] text-left text-label text-muted',
              column.align === 'right' && 'text-right',
              index === 0 && 'z-30',
            )}
          >
            <HeadLabel column={column} sort={sort} onSort={onSort} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

function HeadLabel<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort: Sort | null
  onSort?: (id: string) => void
}) {
  const text = (
    <>
      {column.header}
      {column.unit ? <span className="font-normal">, {column.unit}</span> : null}
    </>
  )
  if (!column.value || !onSort) return text
  const active = sort?.id === column.id
  const Arrow = sort?.desc ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      onClick={() => onSort(column.id)}
      className={cn(
        'inline-flex h-6 max-w-full items-center gap-1 rounded-mark hover:text-text',
        active && 'text-text',
      )}
    >
      <span className="truncate">{text}</span>
      {active ? <Arrow aria-hidden className="size-3 shrink-0" /> : null}
    </button>
  )
}

type CheckProps = { label: string; checked: boolean; mixed?: boolean; onChange: (event: unknown) => void }

export function RowCheck({ label, checked, mixed = false, onChange }: CheckProps) {
  return (
    <label className="inline-grid size-6 place-items-center">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={onChange}
        ref={(input) => {
          if (input) input.indeterminate = mixed
        }}
        className="size-4 accent-primary"
      />
    </label>
  )
}
