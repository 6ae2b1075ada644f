import { storable } from '@/lib/core/text'
import { MOST_SPEND, SORTS } from './list'
import type { TableView } from './queries'

type Given = Record<string, string | string[] | undefined>

const one = (given: Given, name: string): string => {
  const value = given[name]
  return typeof value === 'string' ? storable(value) : ''
}
const many = (given: Given, name: string): string[] => one(given, name).split(',').filter(Boolean)

/** The table's view from the address of a page, as the browser reads it; what it does not know is left out. */
export function viewOf(given: Given): TableView {
  const sort = SORTS.find((name) => name === one(given, 'sort')) ?? 'spend'
  const min = Number.parseFloat(one(given, 'minSpend'))
  return {
    sort,
    dir: one(given, 'dir') === 'asc' ? 'asc' : 'desc',
    q: one(given, 'q').slice(0, 200),
    platform: many(given, 'platform'),
    status: many(given, 'status'),
    minSpend: min >= 0 && min <= MOST_SPEND ? min : null,
  }
}
