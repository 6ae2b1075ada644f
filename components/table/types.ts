import type { ReactNode } from 'react'

/** What a column sorts by. Missing values come last in either direction. */
export type SortValue = string | number | bigint | boolean | Date | null | undefined

export type Sort = { id: string; desc: boolean }

/** `empty`: nothing yet. `noResults`: there is data, but the filters hide it. */
export type TableState = 'data' | 'loading' | 'error' | 'empty' | 'noResults'

export type Column<Row> = {
  id: string
  header: string
  /** Shared by every row, and so it stands in the header: `EUR`, `%`. */
  unit?: string
  /** Explains the header on hover. */
  hint?: string
  align?: 'left' | 'right'
  /** Pixels. The first column takes what is left over and is never narrower than its width. */
  width?: number
  cell: (row: Row) => ReactNode
  /** Absent: the column cannot be sorted. */
  value?: (row: Row) => SortValue
  /** Stands in the totals row. A ratio here is computed from totals, never averaged. */
  total?: ReactNode
  /** May the reader hide it? The first column never. Default true. */
  hideable?: boolean
}

export type Selection = { ids: readonly string[]; onChange: (ids: string[]) => void }

export const SELECT_WIDTH = 40
export const DEFAULT_WIDTH = 112
export const NAME_WIDTH = 200

export const widthOf = <Row>(column: Column<Row>, index: number): number =>
  column.width ?? (index === 0 ? NAME_WIDTH : DEFAULT_WIDTH)

const toNumber = (value: SortValue): number | bigint | undefined =>
  typeof value === 'bigint'
    ? value
    : typeof value === 'number'
      ? value
      : typeof value === 'boolean'
        ? Number(value)
        : value instanceof Date
          ? value.getTime()
          : undefined

/** Ascending order of two present values: numbers by size, text by the reader's alphabet with numerals as numbers. */
export function compareValues(a: SortValue, b: SortValue): number {
  const [x, y] = [toNumber(a), toNumber(b)]
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : 0
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: 'base' })
}

/** Null, undefined and NaN are all missing. */
export const present = (value: SortValue): SortValue =>
  value === null || (typeof value === 'number' && Number.isNaN(value)) ? undefined : value
