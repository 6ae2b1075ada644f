import { describe, expect, test } from 'vitest'
import { day } from '@/lib/core/day'
import { windows } from './window'

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
