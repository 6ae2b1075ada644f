import { expect, test } from 'vitest'
import { splitMatch } from './highlight'

test.each([
  ['Budgets', 'bud', ['', 'Bud', 'gets']],
  ['Move budget', 'BUD', ['Move ', 'bud', 'get']],
  ['Budgets', '', ['Budgets', '', '']],
  ['Budgets', 'x', ['Budgets', '', '']],
  ['İstanbul office', 'office', ['İstanbul office', '', '']],
])('%s by %s', (text, query, expected) => {
  expect(splitMatch(text, query)).toEqual(expected)
})
