import fc from 'fast-check'
import { expect, test } from 'vitest'
import { axisTicks, lastKnown, pickLabels, spread } from './scale'
import { writeFull, writeShort } from './unit'

test.each([
  [
    [3345, 9726, 11_800],
    [0, 3000, 6000, 9000, 12_000],
  ],
  [
    [0.4, 1],
    [0, 0.25, 0.5, 0.75, 1],
  ],
  [
    [-5, 10],
    [-5, 0, 5, 10],
  ],
  [
    [0, 0],
    [0, 0.25, 0.5, 0.75, 1],
  ],
  [[], [0, 1]],
  [
    [null, Number.NaN],
    [0, 1],
  ],
])('ticks of %j', (values, expected) => {
  const ticks = axisTicks(values)
  expect(ticks.length).toBeLessThanOrEqual(5)
  expect(ticks.map((tick) => Number(tick.toFixed(6)))).toEqual(expected)
})

test('far from zero a line may leave it out, a bar may not', () => {
  expect(axisTicks([980, 1000], { zero: false })[0]).toBeGreaterThan(900)
  expect(axisTicks([980, 1000])[0]).toBe(0)
})

test('ticks hold every value, are even and are at most five', () => {
  const value = fc.double({ min: -1e13, max: 1e13, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-6)
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), fc.boolean(), (values, zero) => {
      const ticks = axisTicks(values, { zero })
      const slack = 1e-6 * Math.max(...values.map(Math.abs), 1e-6)
      expect(ticks.length).toBeLessThanOrEqual(5)
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values) + slack)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values) - slack)
    }),
  )
})

test('words on the x axis: first and last always, never two side by side', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 3, max: 12 }), (count, most) => {
      const picked = pickLabels(count, most)
      expect(picked[0]).toBe(0)
      expect(picked.at(-1)).toBe(count - 1)
      expect(picked.length).toBeLessThanOrEqual(most + 1)
      expect(new Set(picked).size).toBe(picked.length)
    }),
  )
})

test('labels at line ends never overlap where there is room for all', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 6 }), (ys) => {
      const placed = spread(ys, 16, 0, 200).toSorted((a, b) => a - b)
      const gaps = placed.slice(1).map((y, i) => y - (placed[i] ?? 0))
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(16 - 1e-9)
      for (const y of placed) expect(y).toBeGreaterThanOrEqual(-1e-9)
      for (const y of placed) expect(y).toBeLessThanOrEqual(200)
    }),
  )
})

test('labels that are far apart stay where they are', () => {
  expect(spread([150, 20, 80], 16, 0, 200)).toEqual([150, 20, 80])
})

test('the last known value passes over what is missing', () => {
  expect(lastKnown([1, 2, null])).toEqual({ index: 1, value: 2 })
  expect(lastKnown([null])).toBeUndefined()
})

test.each([
  [{ kind: 'money', currency: 'EUR' }, 12_000e6, '€12k', '€12,000.00'],
  [{ kind: 'money', currency: 'EUR' }, 250e6, '€250', '€250.00'],
  [{ kind: 'money', currency: 'EUR' }, 0, '€0', '€0.00'],
  [{ kind: 'money', currency: 'EUR' }, 2.5e6, '€2.50', '€2.50'],
  [{ kind: 'money', currency: 'JPY' }, 100e6, '¥100', '¥100'],
  [{ kind: 'count' }, 96_672, '96.7k', '96,672'],
  [{ kind: 'percent' }, 0.042, '4.2 %', '4.2 %'],
  [{ kind: 'ratio' }, 3.414, '3.41×', '3.41×'],
] as const)('%j %d is %s on an axis and %s in full', (unit, value, short, full) => {
  expect(writeShort(unit, value, 'en-GB')).toBe(short)
  expect(writeFull(unit, value, 'en-GB')).toBe(full)
})
