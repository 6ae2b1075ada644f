import { expect, test } from 'vitest'
import { day } from '@/lib/core/day'
import { datePresets } from './date-presets'

const range = (today: string, id: string) => {
  const preset = datePresets(day(today)).find((entry) => entry.id === id)
  return preset && `${preset.from} ${preset.to}`
}

test.each([
  ['2026-11-20', 'month', '2026-11-01 2026-11-20'],
  ['2026-11-20', 'last-month', '2026-10-01 2026-10-31'],
  ['2026-01-01', 'last-month', '2025-12-01 2025-12-31'],
  ['2028-03-01', 'last-month', '2028-02-01 2028-02-29'],
  ['2026-03-01', '28d', '2026-02-01 2026-02-28'],
  ['2026-11-01', 'yesterday', '2026-10-31 2026-10-31'],
])('on %s, %s is %s', (today, id, expected) => {
  expect(range(today, id)).toBe(expected)
})
