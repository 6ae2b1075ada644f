import { expect, test } from 'vitest'
import { period } from './format'

test.each([
  ['2026-11-01', '2026-11-21', 'en-GB', false, '1 to 21 Nov'],
  ['2026-11-01', '2026-11-21', 'en-GB', true, '1 to 21 Nov 2026'],
  ['2026-11-01', '2026-11-21', 'en-US', false, 'Nov 1 to 21'],
  ['2026-11-01', '2026-11-21', 'en-US', true, 'Nov 1 to 21, 2026'],
  ['2026-11-01', '2026-11-21', 'ja-JP', false, '11月1 to 21日'],
  ['2026-10-24', '2026-11-21', 'en-US', true, 'Oct 24 to Nov 21, 2026'],
  ['2026-11-21', '2026-11-21', 'en-US', true, 'Nov 21, 2026'],
])('%s to %s in %s', (first, last, locale, year, says) => {
  expect(period(first, last, locale, year)).toBe(says)
})
