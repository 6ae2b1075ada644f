import { expect, test } from 'vitest'
import { axisWord, markLevels, toRows, type Series } from './series'

const line: Series = {
  id: 'revenue',
  label: 'Revenue',
  color: 'var(--chart-1)',
  values: [5, 6, null, null],
  seen: [null, null, 4, 2],
  expected: [null, null, 7, 8],
  low: [null, null, 6, 6],
  high: [null, null, 8, 10],
}

test('the expectation and its band begin at the end of the solid line', () => {
  const rows = toRows(['a', 'b', 'c', 'd'], [line])
  expect(rows[1]).toMatchObject({ value0: 6, expected0: 6, band0: [6, 6], seen0: null })
  expect(rows[2]).toMatchObject({ value0: null, expected0: 7, band0: [6, 8], seen0: 4 })
  expect(rows[0]).toMatchObject({ value0: 5, expected0: null, band0: undefined })
})

test('an expectation that begins later is not tied to the line', () => {
  const rows = toRows(
    ['a', 'b', 'c', 'd'],
    [{ ...line, expected: [null, null, null, 8], low: undefined, high: undefined }],
  )
  expect(rows[1]).toMatchObject({ expected0: null })
})

test('lists that are shorter than the points, and NaN, are missing values', () => {
  expect(toRows(['a', 'b'], [{ ...line, values: [Number.NaN] }])[0]).toMatchObject({ value0: null })
  expect(toRows(['a', 'b'], [{ ...line, values: [1] }])[1]).toMatchObject({ value0: null })
})

test('the month stands at the first word and where it changes', () => {
  const points = ['2026-10-30', '2026-10-31', '2026-11-01']
  expect([
    axisWord(points, 0, undefined, 'en-GB'),
    axisWord(points, 1, 0, 'en-GB'),
    axisWord(points, 2, 1, 'en-GB'),
  ]).toEqual(['30 Oct', '31', '1 Nov'])
  expect(axisWord(['Google'], 0, undefined, 'en-GB')).toBe('Google')
})

test('marks far apart share a row, near ones do not', () => {
  const points = Array.from({ length: 21 }, (_, i) => String(i))
  const mark = (at: number) => ({ at: String(at), label: 'Budget +€45' })
  expect(markLevels(points, [mark(1), mark(12)], 600)).toEqual([0, 0])
  expect(markLevels(points, [mark(12), mark(11), mark(10)], 600)).toEqual([2, 1, 0])
  expect(markLevels(points, [mark(1), mark(12)], 120)).toEqual([0, 1])
})
