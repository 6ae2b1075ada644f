import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, daysBetween, weekday } from '@/lib/core/day'
import { add, changeOf, METRICS, METRIC_KEYS, tone, ZERO } from './metric'
import { band, elapsedTo, pace } from './pace'
import { presetPeriod, previousPeriod } from './period'

const today = day('2026-11-20')
const anyDay = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(day('2020-01-01'), n))

test('the comparison of 1 to 20 November is 4 to 23 October, four weeks earlier', () => {
  expect(previousPeriod({ first: day('2026-11-01'), last: today })).toEqual({ first: '2026-10-04', last: '2026-10-23' })
})

test('a comparison has the same length and weekdays, and ends before the period begins', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (first, length) => {
      const p = { first, last: addDays(first, length) }
      const before = previousPeriod(p)
      expect(daysBetween(before.first, before.last)).toBe(length)
      expect(weekday(before.first)).toBe(weekday(p.first))
      expect(before.last < p.first).toBe(true)
    }),
  )
})

test.each([
  ['this_month', '2026-11-01', '2026-11-20'],
  ['last_month', '2026-10-01', '2026-10-31'],
  ['last_7', '2026-11-14', '2026-11-20'],
  ['last_90', '2026-08-23', '2026-11-20'],
] as const)('%s', (preset, first, last) => expect(presetPeriod(preset, today)).toEqual({ first, last }))

describe('pace', () => {
  test.each([
    [39_500, 60_000, 20 / 30, 'On plan'],
    [30_000, 60_000, 20 / 30, 'Behind plan'],
    [50_000, 60_000, 20 / 30, 'Ahead of plan'],
    [60_001, 60_000, 1, 'Over budget'],
    [1, null, 0.5, 'No budget'],
    [1, 0, 0.5, 'No budget'],
    [0, 60_000, 0, 'Not started'],
  ])('%d of %s at %d is %s', (spent, budget, elapsed, word) => expect(pace(spent, budget, elapsed).word).toBe(word))
  test('the band narrows', () => expect([band(0), band(1)]).toEqual([0.25, expect.closeTo(0.01)]))
  test('never NaN', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.option(fc.maxSafeNat()), fc.integer({ min: 0, max: 31 * 24 }), (s, b, hours) => {
        expect(Number.isFinite(pace(s, b, hours / (31 * 24)).ratio ?? 0)).toBe(true)
      }),
    )
  })
  test('elapsed counts hours', () => expect(elapsedTo(today, 12)).toBeCloseTo(19.5 / 30))
})

describe('metrics', () => {
  test('ratios of nothing are missing, never zero or infinite', () => {
    for (const key of METRIC_KEYS) expect([0, null]).toContain(METRICS[key].of(ZERO))
    expect(METRICS.roas.of(ZERO)).toBeNull()
  })
  test('a total ratio is the ratio of sums', () => {
    const a = { ...ZERO, spendMicros: 100, valueMicros: 100 }
    const b = { ...ZERO, spendMicros: 300, valueMicros: 900 }
    expect(METRICS.roas.of(add(a, b))).toBe(2.5)
  })
  test('a falling cost is good', () => {
    const now = { ...ZERO, spendMicros: 90, conversions: 10 }
    expect(tone('cpa', changeOf('cpa', now, { ...now, spendMicros: 100 }))).toBe('good')
    expect(tone('spend', 0.5)).toBe('neutral')
  })
})
