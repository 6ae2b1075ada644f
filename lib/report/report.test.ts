import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, type Day, eachDay, weekday } from '@/lib/core/day'
import type { DayRow } from './convert'
import { byDay, lineOf, sumOf } from './figures'
import { goalState } from './goal'
import { type Figures, kpi } from './kpi'
import { comparisonOf, isFilling, sparse } from './late'
import { add, METRIC_KEYS, ZERO } from './metric'
import { previousPeriod } from './period'
import { periodOf } from './query'
import { behindOf, sourceLine } from './source-line'
import { chartTitle } from './title'
import { writeAgainst, writeArrow } from './words'

const today = day('2026-11-20')
const month = { first: day('2026-11-01'), last: today }

const row = (at: Day, over: Partial<DayRow> = {}): DayRow => ({
  day: at,
  platform: 'google_ads',
  currency: 'EUR',
  spendMicros: 1_000_000,
  impressions: 100,
  clicks: 10,
  conversions: 2,
  valueMicros: 4_000_000,
  ...over,
})

type Over = Partial<Figures> & { now?: Partial<DayRow>; then?: Partial<DayRow> }
function figures({ now, then, ...over }: Over = {}): Figures {
  const period = over.period ?? month
  const before = previousPeriod(period)
  return {
    period,
    before,
    today,
    coverage: { first: day('2026-08-01'), last: today },
    rows: eachDay(period.first, period.last).map((at) => row(at, now)),
    earlier: eachDay(before.first, before.last).map((at) => row(at, then)),
    ...over,
  }
}

describe('what is compared', () => {
  test.each([
    ['spend', '2026-11-19', '2026-10-22'],
    ['clicks', '2026-11-19', '2026-10-22'],
    ['value', '2026-11-17', '2026-10-20'],
    ['cpa', '2026-11-17', '2026-10-20'],
  ] as const)('%s to its last settled day, %s, with the same days before', (key, last, before) => {
    expect(comparisonOf(key, month, today, day('2026-08-01'))).toEqual({
      now: { first: '2026-11-01', last },
      before: { first: '2026-10-04', last: before },
    })
  })
  test('a past period is compared whole', () => {
    const october = { first: day('2026-10-01'), last: day('2026-10-31') }
    expect(comparisonOf('value', october, today, day('2026-08-01'))?.now).toEqual(october)
  })
  test.each([
    ['the second day of a month', { first: day('2026-11-19'), last: today }, day('2026-08-01')],
    ['days before the first figure', month, day('2026-10-10')],
    ['no figure at all', month, null],
  ])('nothing fair to compare: %s', (_, period, first) =>
    expect(comparisonOf('spend', period, today, first)).toBeNull(),
  )
  test('both sides always have the same length and weekdays', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom(...METRIC_KEYS),
        (back, length, key) => {
          const last = addDays(today, -back)
          const found = comparisonOf(key, { first: addDays(last, -length), last }, today, day('2020-01-01'))
          if (!found) return
          expect(eachDay(found.now.first, found.now.last).map(weekday)).toEqual(
            eachDay(found.before.first, found.before.last).map(weekday),
          )
          expect(found.before.last < found.now.first).toBe(true)
        },
      ),
    )
  })
})

describe('a figure', () => {
  test('is the sum of the period, its change that of settled days alone', () => {
    const one = figures({
      rows: eachDay(month.first, month.last).map((at) =>
        row(at, isFilling(at, today) ? { valueMicros: 0, conversions: 0 } : { valueMicros: 4_400_000 }),
      ),
    })
    expect(kpi('value', one)).toMatchObject({ value: 17 * 4_400_000, tone: 'good', missing: null })
    expect(kpi('value', one).change).toBeCloseTo(0.1)
  })
  test.each([
    ['no figures at all', { coverage: null }, 'no figures yet'],
    [
      'a period before the first figure',
      { coverage: { first: addDays(today, 1), last: addDays(today, 2) } },
      'no figures yet',
    ],
    ['no conversions', { now: { conversions: 0, valueMicros: 0 } }, 'nothing to divide by'],
    [
      'three days and few conversions',
      { coverage: { first: day('2026-11-18'), last: today }, now: { conversions: 0.5 } },
      'too early',
    ],
  ] as const)('cost per conversion with %s is missing, not zero', (_, over, missing) => {
    expect(kpi('cpa', figures(over))).toMatchObject({ value: null, change: null, missing })
  })
  test('leads without a value have no revenue, rather than none of it', () => {
    const leads = figures({ now: { valueMicros: 0 } })
    for (const key of ['value', 'roas', 'aov'] as const)
      expect(kpi(key, leads)).toMatchObject({ value: null, missing: 'no value' })
    expect(kpi('conversions', leads).value).toBe(40)
  })
  test('many conversions in three days can be read', () => {
    expect(kpi('cpa', figures({ coverage: { first: day('2026-11-18'), last: today } })).value).toBe(500_000)
  })
  test('never NaN, and days add up to the period', () => {
    const cell = fc.record({
      spendMicros: fc.nat(1e9),
      impressions: fc.nat(1e6),
      clicks: fc.nat(1e5),
      conversions: fc.nat(100),
      valueMicros: fc.nat(1e9),
    })
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 20 }), fc.constantFrom(...METRIC_KEYS), (cells, key) => {
        const rows = cells.map((sums, i) => row(addDays(month.first, i % 20), sums))
        const one = figures({ rows })
        const { value, change } = kpi(key, one)
        for (const number of [value, change]) expect(number === null || Number.isFinite(number)).toBe(true)
        const days = byDay(rows, month, one.coverage).reduce((sum, sums) => add(sum ?? ZERO, sums ?? ZERO), ZERO)
        expect(days).toEqual(sumOf(rows, month))
      }),
    )
  })
})

describe('the line', () => {
  test('is solid to the last complete day; the days that fill in are hollow', () => {
    const line = lineOf('value', figures().rows, figures().earlier, figures())
    expect(line.values.filter((v) => v !== null)).toHaveLength(17)
    expect(line.seen?.map((v) => v !== null)).toEqual([...Array.from({ length: 17 }, () => false), true, true, true])
    expect(line.compare).toHaveLength(20)
  })
  test('a day without delivery is zero, a day that is not known is missing', () => {
    const coverage = { first: day('2026-11-03'), last: day('2026-11-10') }
    const line = lineOf('spend', [], [], { ...figures({ rows: [] }), coverage })
    expect(line.values.slice(0, 12)).toEqual([null, null, 0, 0, 0, 0, 0, 0, 0, 0, null, null])
  })
})

describe('titles', () => {
  const at = 'en-GB'
  test.each([
    ['up', figures({ now: { valueMicros: 4_560_000 } }), 'Revenue up 14 % on 4 to 20 Oct'],
    ['down', figures({ now: { valueMicros: 3_000_000 } }), 'Revenue down 25 % on 4 to 20 Oct'],
    ['level', figures({ now: { valueMicros: 4_040_000 } }), 'Revenue level with 4 to 20 Oct'],
    [
      'sparse',
      figures({ coverage: { first: day('2026-11-18'), last: today } }),
      'Revenue by day: too early to tell, 3 of 7 days seen',
    ],
    ['nothing', figures({ coverage: null }), 'Revenue by day: no figures yet'],
    ['without a value', figures({ now: { valueMicros: 0 } }), 'Revenue by day: these conversions carry no value'],
  ])('%s', (_, given, title) => expect(chartTitle('value', given, at)).toBe(title))
  test('names the platform that made most of the change', () => {
    const both = (value: number) =>
      eachDay(month.first, month.last).flatMap((d) => [row(d), row(d, { platform: 'meta_ads', valueMicros: value })])
    const before = previousPeriod(month)
    const earlier = eachDay(before.first, before.last).flatMap((d) => [row(d), row(d, { platform: 'meta_ads' })])
    expect(chartTitle('value', figures({ rows: both(6_000_000), earlier }), at)).toBe(
      'Revenue up 25 % on 4 to 20 Oct, most of it from Meta',
    )
    expect(chartTitle('roas', figures({ rows: both(6_000_000), earlier }), at)).toBe('ROAS up 25 % on 4 to 20 Oct')
  })
  test("speaks the client's words where asked to", () =>
    expect(chartTitle('value', figures({ now: { valueMicros: 4_560_000 } }), at, true)).toBe(
      'Sales up 14 % on 4 to 20 Oct',
    ))
})

test('a change is written with its sign and what it is compared with', () => {
  const up = kpi('spend', figures({ now: { spendMicros: 1_081_000 } }))
  expect([writeArrow(up.change, 'en-GB'), writeAgainst(up, 'en-GB')]).toEqual(['▲ 8.1 %', 'vs 4 to 22 Oct'])
  expect(writeArrow(-0.5, 'en-GB')).toBe('▼ 50 %')
  expect([writeArrow(0, 'en-GB'), writeArrow(null, 'en-GB')]).toEqual(['unchanged', null])
})

test.each([
  ['a new client', day('2026-11-18'), 11, { daysSeen: 3, readableFrom: '2026-11-25' }],
  ['enough conversions', day('2026-11-18'), 30, null],
  ['a week', day('2026-11-14'), 0, null],
  ['no figure', null, 0, null],
])('sparse: %s', (_, first, conversions, expected) => expect(sparse(first, today, conversions)).toEqual(expected))

test.each([
  ['roas', 3, 3.3, 'Above goal', 'good'],
  ['roas', 3, 2.5, 'Below goal', 'warn'],
  ['roas', 3, 3.03, 'On goal', 'good'],
  ['cpa', 4_000_000, 3_000_000, 'Better than goal', 'good'],
  ['cpa', 4_000_000, 5_000_000, 'Above goal', 'warn'],
  ['cpa', 4_000_000, null, 'Too early', 'neutral'],
])('%s goal %s with %s: %s', (metric, goal, value, word, tone) =>
  expect(goalState(metric, goal, value)).toMatchObject({ word, tone }),
)
test('no goal, no word', () =>
  expect([goalState(null, 3, 3), goalState('roas', null, 3), goalState('roas', 0, 3)]).toEqual([null, null, null]))

describe('the period of an address', () => {
  test.each([
    ['plain', {}, month],
    ['given', { from: '2026-10-01', to: '2026-10-31' }, { first: '2026-10-01', last: '2026-10-31' }],
    ['past today', { from: '2026-11-10', to: '2027-01-01' }, { first: '2026-11-10', last: today }],
    ['the wrong way round', { from: '2026-11-10', to: '2026-11-01' }, month],
    ['no date', { from: '2026-02-30', to: '2026-03-01' }, month],
    ['all in the future', { from: '2027-01-01', to: '2027-01-02' }, month],
    ['a list', { from: ['2026-10-01', '2026-10-02'], to: '2026-10-31' }, month],
  ])('%s', (_, given, period) => expect(periodOf(given, today)).toEqual(period))
  test('too long ends where asked and begins later', () =>
    expect(periodOf({ from: '2000-01-01', to: '2026-11-20' }, today)).toEqual({ first: '2025-10-17', last: today }))
})

describe('where the figures are from', () => {
  const now = new Date('2026-11-20T13:40:00Z')
  const writing = { now, locale: 'en-GB', timezone: 'Europe/Oslo' }
  const source = (platform: string, dataUntil: string | null, over = {}) => ({
    platform,
    accountName: 'A',
    dataUntil: dataUntil ? new Date(dataUntil) : null,
    error: null,
    errorAt: null,
    needsReconnect: false,
    ...over,
  })
  test('each platform by its own hour in the zone of the client; the earliest of its accounts counts', () => {
    const sources = [
      source('google_ads', '2026-11-20T13:00:00Z'),
      source('meta_ads', '2026-11-20T13:00:00Z'),
      source('meta_ads', '2026-11-20T12:00:00Z'),
    ]
    expect(sourceLine(sources, writing)).toBe('Google to 14:00, Meta to 13:00, last 3 days still filling in')
    expect(behindOf(sources, writing)).toEqual([])
  })
  test('one that never delivered, and none at all', () => {
    expect(sourceLine([source('google_ads', null), source('google_ads', '2026-11-20T13:00:00Z')], writing)).toMatch(
      /^Google not yet/,
    )
    expect(sourceLine([], writing)).toBe('No ad account is connected yet')
  })
  test('a dead login and nine silent hours are said with their time', () => {
    const dead = source('meta_ads', '2026-11-20T13:00:00Z', { needsReconnect: true })
    const silent = source('google_ads', '2026-11-19T03:00:00Z', { error: 'Google asks to slow down.' })
    expect(behindOf([silent, dead], writing)).toEqual([
      {
        platform: 'google_ads',
        needsReconnect: false,
        since: 'Google missing since 19 Nov, 04:00',
        why: 'Google asks to slow down',
      },
      { platform: 'meta_ads', needsReconnect: true, since: 'Meta missing since 14:00', why: 'its access has ended' },
    ])
  })
})
