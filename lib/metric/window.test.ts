import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, daysBetween } from '@/lib/core/day'
import { chunks, windows } from './window'

const today = day('2026-11-20')
const known = { today, restatesDays: 28, lastFullDay: today, lastDay: today }

describe('what a pull reads', () => {
  test.each([
    ['a usual hour reads the recent days', 'hourly', known, '2026-11-17', '2026-11-17', false],
    [
      'the first pull of a day reads all that is still restated',
      'hourly',
      { ...known, lastFullDay: day('2026-11-19') },
      '2026-10-23',
      '2026-11-17',
      true,
    ],
    [
      'after ten days of outage the gap is read',
      'hourly',
      { ...known, lastDay: day('2026-11-10') },
      '2026-11-10',
      '2026-11-10',
      false,
    ],
    [
      'an import reads 90 days',
      'import',
      { ...known, lastFullDay: null, lastDay: null },
      '2026-08-22',
      '2026-11-13',
      true,
    ],
  ] as const)('%s', (_, kind, state, days, hours, isFull) => {
    const w = windows(kind, state)
    expect([w.days.first, w.hours.first, w.isFull]).toEqual([days, hours, isFull])
    expect([w.days.last, w.hours.last]).toEqual([today, today])
  })
})

test('chunks cover the span once, in order, none longer than asked', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 40 }), (length, size) => {
      const span = { first: today, last: addDays(today, length) }
      const parts = chunks(span, size)
      expect(parts[0]?.first).toBe(span.first)
      expect(parts.at(-1)?.last).toBe(span.last)
      parts.forEach((p, i) => {
        expect(daysBetween(p.first, p.last)).toBeLessThan(size)
        const next = parts[i + 1]
        if (next) expect(next.first).toBe(addDays(p.last, 1))
      })
    }),
  )
})
