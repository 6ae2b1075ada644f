import fc from 'fast-check'
import { PgBoss } from 'pg-boss'
import { expect, test } from 'vitest'
import { checkCron, latestSlot, type Preview } from './cron'

// Only its arithmetic is used: nothing connects before start().
const boss = new PgBoss({ connectionString: 'postgres://nobody@127.0.0.1:1/none' })
const preview: Preview = (expression, options) => boss.previewSchedule(expression, options)
const latest = (expression: string, zone: string, after: string, now: string): string | undefined =>
  latestSlot(preview, { expression, zone }, new Date(after), new Date(now))?.toISOString()

test.each([
  ['7 * * * *', 'UTC', '2026-11-20T10:07:00Z', '2026-11-21T10:06:59Z', '2026-11-21T09:07:00.000Z'],
  ['7 * * * *', 'UTC', '2026-11-21T09:07:00Z', '2026-11-21T10:06:59Z', undefined],
  ['7 * * * *', 'UTC', '2026-11-21T09:07:00Z', '2026-11-21T10:07:00Z', '2026-11-21T10:07:00.000Z'],
  ['0 9 * * *', 'Europe/Oslo', '2026-10-20T00:00:00Z', '2026-10-25T12:00:00Z', '2026-10-25T08:00:00.000Z'],
  ['0 9 * * *', 'Europe/Oslo', '2026-10-20T00:00:00Z', '2026-10-24T12:00:00Z', '2026-10-24T07:00:00.000Z'],
  ['0 0 29 2 *', 'UTC', '2020-03-01T00:00:00Z', '2026-11-21T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ['* 9-17 * * *', 'UTC', '2026-01-01T00:00:00Z', '2026-11-21T23:00:00Z', '2026-11-21T17:59:00.000Z'],
])('%s in %s, last run %s, at %s: %s', (expression, zone, after, now, slot) => {
  expect(latest(expression, zone, after, now)).toBe(slot)
})

test('after a slot has fired nothing fires before the next, however long the stop was', () => {
  const crons = fc.constantFrom('*/5 * * * *', '7 * * * *', '30 2 * * *', '0 9 * * 1', '15 6 1 * *', '* 9-17 * * 1-5')
  const zones = fc.constantFrom('UTC', 'Europe/Oslo', 'America/New_York', 'Asia/Kolkata')
  const start = Date.UTC(2026, 0, 1)
  fc.assert(
    fc.property(
      crons,
      zones,
      fc.integer({ min: 0, max: 500_000 }),
      fc.integer({ min: 1, max: 500_000 }),
      (expression, zone, a, b) => {
        const [after, now] = [new Date(start + a * 60_000), new Date(start + (a + b) * 60_000)]
        const slot = latestSlot(preview, { expression, zone }, after, now)
        const next = preview(expression, { tz: zone, from: slot ?? after, count: 1 })[0]
        expect(next && next > now).toBe(true)
        const again = slot && latestSlot(preview, { expression, zone }, slot, now)
        expect(again).toBeUndefined()
        expect(!slot || (slot > after && slot <= now)).toBe(true)
      },
    ),
    { numRuns: 60, seed: 20261121 },
  )
})

test('five fields, a real zone and real values are needed', () => {
  const check = checkCron(preview)
  expect(() => check('*/5 * * * *', 'Europe/Oslo')).not.toThrow()
})

test.each([
  ['* * * * * *', 'UTC', 'five fields'],
  ['0 25 * * *', 'UTC', '25'],
  ['nonsense', 'UTC', 'five fields'],
  ['0 9 * * *', 'Europe/Atlantis', ''],
])('%s in %s is refused', (expression, zone, why) => {
  expect(() => checkCron(preview)(expression, zone)).toThrow(why)
})
