import { expect, test } from 'vitest'
import { sparkPaths } from './sparkline'

test('the largest value is at the top and the smallest at the bottom', () => {
  expect(sparkPaths([0, 10], 84, 24)).toEqual({ d: 'M2.0 22.0L82.0 2.0', end: { x: 82, y: 2 } })
})

test('equal values run through the middle', () => {
  expect(sparkPaths([5, 5], 84, 24).d).toBe('M2.0 12.0L82.0 12.0')
})

test('a missing value breaks the line and keeps its place', () => {
  expect(sparkPaths([0, null, 10], 84, 24).d).toBe('M2.0 22.0M82.0 2.0')
})

test.each([[[]], [[null, Number.NaN]]])('nothing to draw for %j', (values) => {
  expect(sparkPaths(values, 84, 24)).toEqual({ d: '' })
})
