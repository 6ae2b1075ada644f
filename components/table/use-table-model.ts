'use client'

import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row as TableRow,
} from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import { compareValues, present, type Column, type Selection, type Sort, type SortValue } from './types'

const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
})

export type Features = typeof features
export type ModelRow<Row extends object> = TableRow<Features, Row>

export type ModelOptions<Row extends object> = {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  sort?: Sort | null
  onSort?: (sort: Sort) => void
  /** True when the rows arrive in the wanted order. */
  sorted?: boolean
  hidden?: readonly string[]
  selection?: Selection
}

function definition<Row extends object>(column: Column<Row>): ColumnDef<Features, Row> {
  return {
    id: column.id,
    header: column.header,
    accessorFn: (row) => present(column.value?.(row)),
    enableSorting: column.value !== undefined,
    sortDescFirst: column.align === 'right',
    sortUndefined: 'last',
    sortFn: (a, b, id) => compareValues(a.getValue<SortValue>(id), b.getValue<SortValue>(id)),
  }
}

/** Order, visible columns and selection of a table; the caller may own the sort (URL) or leave it here. */
export function useTableModel<Row extends object>(options: ModelOptions<Row>) {
  const { columns, rows, rowId, selection, hidden, sorted = false } = options
  const [ownSort, setOwnSort] = useState<Sort | null>(null)
  const sort = options.sort === undefined ? ownSort : options.sort
  const definitions = useMemo(() => columns.map(definition), [columns])
  const sorting = useMemo(() => (sort ? [sort] : []), [sort])
  const columnVisibility = useMemo(() => Object.fromEntries((hidden ?? []).map((id) => [id, false])), [hidden])
  const rowSelection = useMemo(
    () => Object.fromEntries((selection?.ids ?? []).map((id) => [id, true as const])),
    [selection?.ids],
  )
  const table = useTable<Features, Row>({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    manualSorting: sorted,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, columnVisibility, rowSelection },
    onSortingChange: (change) => {
      const [next] = typeof change === 'function' ? change(sorting) : change
      if (!next) return
      setOwnSort(next)
      options.onSort?.(next)
    },
    onRowSelectionChange: (change) => {
      const next = typeof change === 'function' ? change(rowSelection) : change
      selection?.onChange(Object.keys(next).filter((id) => next[id]))
    },
  })
  const visible = useMemo(() => columns.filter((column) => !hidden?.includes(column.id)), [columns, hidden])
  return { table, sort, visible, rows: table.getRowModel().rows }
}

export type TableModel<Row extends object> = ReturnType<typeof useTableModel<Row>>
