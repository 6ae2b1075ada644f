import { expect, test } from 'vitest'
import { compareValues, present } from './types'

test.each([
  ['numbers by size', [10, 9, -1], [-1, 9, 10]],
  [
    'micros beyond a safe integer',
    [9_007_199_254_740_993n, 9_007_199_254_740_992n],
    [9_007_199_254_740_992n, 9_007_199_254_740_993n],
  ],
  ['numerals inside text as numbers', ['Ad 10', 'ad 9', 'Ad 1'], ['Ad 1', 'ad 9', 'Ad 10']],
  ['off before on', [true, false], [false, true]],
  ['earlier before later', [new Date(2), new Date(1)], [new Date(1), new Date(2)]],
])('orders %s', (_, given, expected) => {
  expect(given.toSorted(compareValues)).toEqual(expected)
})

test.each([[null], [undefined], [Number.NaN]])('%s is missing', (value) => {
  expect(present(value)).toBeUndefined()
})

test.each([[0], [''], [false], [0n]])('%s is a value', (value) => {
  expect(present(value)).toBe(value)
})
