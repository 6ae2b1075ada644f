import { expect, test } from 'vitest'
import { holds } from './use-zod-form'

const values = { name: '', cap: { amount: undefined, days: [{ from: 1 }] } }

test.each([
  ['name', true],
  ['cap.amount', true],
  ['cap.days.0.from', true],
  ['cap.days.1.from', false],
  ['cap.missing', false],
  ['other', false],
  ['name.length', false],
  ['', false],
])('%s: %s', (path, expected) => {
  expect(holds(values, path)).toBe(expected)
})
