import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, type Day } from '@/lib/core/day'
import { minorUnitMicros } from '@/lib/core/money'
import { endOfDay, startOfDay } from '@/lib/core/zone'
import { campaignMarket, type MarketSeed } from './campaign'
import { FAMILIES, respond } from './curve'
import { poissonAt } from './noise'
import {
  arrived,
  expectedDay,
  OVERDELIVERY,
  reportDays,
  reportHours,
  restatement,
  within,
  type Change,
  type Figures,
} from './report'

const FIRST = day('2026-09-01')
const CURRENCIES = ['EUR', 'USD', 'JPY', 'KWD'] as const
const UNIT = { EUR: 1, USD: 1.1, JPY: 160, KWD: 0.34 }

const seeds = fc.record({
  platform: fc.constantFrom('google_ads' as const, 'meta_ads' as const),
  campaignId: fc.stringMatching(/^\d{10,18}$/),
  objective: fc.constantFrom('leads' as const, 'traffic' as const, 'sales' as const),
  currency: fc.constantFrom(...CURRENCIES),
  timezone: fc.constantFrom('Europe/Oslo', 'America/Los_Angeles', 'Asia/Tokyo', 'Asia/Kolkata'),
  typicalDayMicros: fc.integer({ min: 5, max: 5000 }).map((n) => BigInt(n) * 1_000_000n),
})

/** A seed with its budget in the scale of the currency. */
const worlds = seeds.map((seed): MarketSeed => {
  const unit = UNIT[seed.currency]
  return { ...seed, typicalDayMicros: BigInt(Math.round(Number(seed.typicalDayMicros) * unit)) }
})

const hoursIn = 24 * 20
const timelines = (typical: bigint) =>
  fc
    .array(
      fc.record({
        hour: fc.double({ min: 0, max: hoursIn, noNaN: true }),
        isOn: fc.boolean(),
        percent: fc.integer({ min: 0, max: 400 }),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((raw) =>
      raw
        .toSorted((a, b) => a.hour - b.hour)
        .map(({ hour, isOn, percent }): Change => ({
          at: new Date(Date.parse('2026-09-01T00:00:00Z') + Math.round(hour * 3_600_000)),
          isOn,
          dayMicros: (typical * BigInt(percent)) / 100n,
        })),
    )

const scenes = worlds.chain((seed) =>
  fc.record({ seed: fc.constant(seed), timeline: timelines(seed.typicalDayMicros) }),
)
const LAST = addDays(FIRST, 24)
const MUCH_LATER = new Date('2027-01-01T00:00:00Z')

const sum = (rows: readonly Figures[], pick: (row: Figures) => number): number =>
  rows.reduce((total, row) => total + pick(row), 0)
const always = (at: string, dayMicros: bigint): Change[] => [{ at: new Date(at), isOn: true, dayMicros }]

describe('what is reported', () => {
  test('is the same for the same question', () => {
    fc.assert(
      fc.property(scenes, ({ seed, timeline }) => {
        const ask = () => reportHours(campaignMarket(seed), timeline, FIRST, LAST, MUCH_LATER)
        expect(ask()).toEqual(ask())
      }),
      { numRuns: 60 },
    )
  })

  test('keeps to the budget of the hour, to whole minor units and to the funnel', () => {
    fc.assert(
      fc.property(scenes, ({ seed, timeline }) => {
        const market = campaignMarket(seed)
        const most = timeline.reduce((top, { isOn, dayMicros }) => (isOn && dayMicros > top ? dayMicros : top), 0n)
        const topShare = Math.max(...market.hourShare) * 1.1
        for (const row of reportHours(market, timeline, FIRST, LAST, MUCH_LATER)) {
          expect(Number(row.spendMicros)).toBeLessThanOrEqual(Number(most) * topShare * OVERDELIVERY)
          expect(row.spendMicros % minorUnitMicros(seed.currency)).toBe(0n)
          expect(row.valueMicros % minorUnitMicros(seed.currency)).toBe(0n)
          expect(Number.isInteger(row.impressions) && Number.isInteger(row.clicks)).toBe(true)
          expect(row.clicks).toBeLessThanOrEqual(row.impressions)
          expect(seed.platform === 'google_ads' || Number.isInteger(row.conversions)).toBe(true)
        }
        for (const row of reportDays(market, timeline, FIRST, LAST, MUCH_LATER))
          expect(Number(row.spendMicros)).toBeLessThanOrEqual(Number(most) * OVERDELIVERY)
      }),
      { numRuns: 100 },
    )
  })

  test('adds up: a day is the sum of its hours', () => {
    fc.assert(
      fc.property(scenes, ({ seed, timeline }) => {
        const market = campaignMarket(seed)
        const hours = reportHours(market, timeline, FIRST, LAST, MUCH_LATER)
        for (const row of reportDays(market, timeline, FIRST, LAST, MUCH_LATER)) {
          const own = hours.filter((hour) => hour.day === row.day)
          expect(own.reduce((total, hour) => total + hour.spendMicros, 0n)).toBe(row.spendMicros)
          expect(own.reduce((total, hour) => total + hour.valueMicros, 0n)).toBe(row.valueMicros)
          expect(sum(own, (hour) => hour.clicks)).toBe(row.clicks)
          expect(sum(own, (hour) => hour.conversions)).toBeCloseTo(row.conversions, 3)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('only grows with time, apart from restated days', () => {
    fc.assert(
      fc.property(
        scenes,
        fc.array(fc.integer({ min: 0, max: 60 * 24 * 50 }), { minLength: 2, maxLength: 5 }),
        ({ seed, timeline }, minutes) => {
          const market = campaignMarket(seed)
          const instants = minutes
            .toSorted((a, b) => a - b)
            .map((minute) => new Date(Date.parse('2026-09-01T00:00:00Z') + minute * 60_000))
          let earlier: Date | undefined
          let before: ReturnType<typeof reportDays> = []
          for (const asOf of instants) {
            const rows = reportDays(market, timeline, FIRST, LAST, asOf)
            const isLookedAtAgain = (on: Day) =>
              earlier !== undefined && restatement(market, on, earlier) !== restatement(market, on, asOf)
            for (const old of before.filter((row) => !isLookedAtAgain(row.day))) {
              const row = rows.find((one) => one.day === old.day)
              expect(row?.conversions ?? 0).toBeGreaterThanOrEqual(old.conversions)
              expect(row?.spendMicros ?? 0n).toBeGreaterThanOrEqual(old.spendMicros)
              expect(row?.impressions ?? 0).toBeGreaterThanOrEqual(old.impressions)
            }
            before = rows
            earlier = asOf
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  test('is nothing while off, before the start and after now', () => {
    const market = campaignMarket({
      platform: 'meta_ads',
      campaignId: '1',
      objective: 'sales',
      currency: 'EUR',
      timezone: 'Europe/Oslo',
      typicalDayMicros: 100_000_000n,
    })
    const off: Change[] = [{ at: new Date('2026-08-01T00:00:00Z'), isOn: false, dayMicros: 100_000_000n }]
    expect(reportHours(market, off, FIRST, LAST, MUCH_LATER)).toEqual([])
    expect(reportHours(market, [], FIRST, LAST, MUCH_LATER)).toEqual([])
    expect(reportHours(market, always('2026-10-05T00:00:00Z', 100_000_000n), FIRST, LAST, MUCH_LATER)).toEqual([])
    expect(
      reportHours(market, always('2026-08-01T00:00:00Z', 100_000_000n), FIRST, LAST, startOfDay(FIRST, 'Europe/Oslo')),
    ).toEqual([])
    const pausedAtNoon: Change[] = [
      ...always('2026-08-01T00:00:00Z', 100_000_000n),
      { at: new Date('2026-09-01T10:00:00Z'), isOn: false, dayMicros: 100_000_000n },
    ]
    expect(reportHours(market, pausedAtNoon, FIRST, LAST, MUCH_LATER).map(({ hour }) => hour)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ])
  })

  test('follows the clock: 23 hours in spring, 25 in autumn, one hour twice', () => {
    const market = campaignMarket({
      platform: 'google_ads',
      campaignId: '9',
      objective: 'sales',
      currency: 'EUR',
      timezone: 'Europe/Oslo',
      typicalDayMicros: 900_000_000n,
    })
    const hours = (on: Day) =>
      reportHours(market, always('2026-01-01T00:00:00Z', 900_000_000n), on, on, MUCH_LATER).map(({ hour }) => hour)
    expect(hours(day('2026-03-29'))).toEqual([0, 1, 3, ...Array.from({ length: 20 }, (_, i) => i + 4)])
    expect(hours(day('2026-10-25')).filter((hour) => hour === 2)).toHaveLength(2)
    expect(hours(day('2026-10-25'))).toHaveLength(25)
  })
})

describe('the hidden truth', () => {
  test('more budget never gives less', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        (seed, offset, a, b) => {
          const market = campaignMarket(seed)
          const at = (percent: number) =>
            expectedDay(market, addDays(FIRST, offset), (seed.typicalDayMicros * BigInt(percent)) / 100n)
          const [less, more] = [at(Math.min(a, b)), at(Math.max(a, b))]
          expect(more.conversions).toBeGreaterThanOrEqual(less.conversions)
          expect(more.clicks).toBeGreaterThanOrEqual(less.clicks)
          expect(more.spendMicros).toBeGreaterThanOrEqual(less.spendMicros)
        },
      ),
    )
  })

  test('every curve starts at 0 with slope 1, rises and bends down', () => {
    for (const family of FAMILIES) {
      expect(respond(family, 0)).toBe(0)
      expect(respond(family, 1e-6) / 1e-6).toBeCloseTo(1, 4)
      let slope = Infinity
      for (let x = 0; x < 6; x += 0.25) {
        const step = respond(family, x + 0.25) - respond(family, x)
        expect(step).toBeGreaterThanOrEqual(0)
        expect(step).toBeLessThanOrEqual(slope + 1e-12)
        slope = step
      }
    }
  })

  test('reports average to the expectation', () => {
    const seed: MarketSeed = {
      platform: 'google_ads',
      campaignId: '77',
      objective: 'leads',
      currency: 'EUR',
      timezone: 'Europe/Oslo',
      typicalDayMicros: 400_000_000n,
    }
    const market = campaignMarket(seed)
    const days = Array.from({ length: 300 }, (_, i) => addDays(day('2025-10-01'), i))
    const expected = days.reduce((total, on) => total + expectedDay(market, on, 400_000_000n).conversions, 0)
    const rows = reportDays(
      market,
      always('2025-09-01T00:00:00Z', 400_000_000n),
      day('2025-10-01'),
      addDays(day('2025-10-01'), 299),
      MUCH_LATER,
    )
    expect(sum(rows, (row) => row.conversions) / expected).toBeGreaterThan(0.97)
    expect(sum(rows, (row) => row.conversions) / expected).toBeLessThan(1.03)
  })

  test('prices are plausible in every currency', () => {
    for (const currency of CURRENCIES)
      for (let n = 0; n < 50; n++) {
        const unit = UNIT[currency]
        const budget = BigInt(Math.round(200 * unit)) * 1_000_000n
        const market = campaignMarket({
          platform: n % 2 ? 'meta_ads' : 'google_ads',
          campaignId: String(n),
          objective: 'sales',
          currency,
          timezone: 'Asia/Tokyo',
          typicalDayMicros: budget,
        })
        const rows = reportDays(market, always('2026-08-01T00:00:00Z', budget), FIRST, LAST, MUCH_LATER)
        const euros = sum(rows, (row) => Number(row.spendMicros)) / 1e6 / unit
        const cpm = (1000 * euros) / sum(rows, (row) => row.impressions)
        const ctr = sum(rows, (row) => row.clicks) / sum(rows, (row) => row.impressions)
        const roas = sum(rows, (row) => Number(row.valueMicros)) / 1e6 / unit / euros
        expect(cpm).toBeGreaterThan(1)
        expect(cpm).toBeLessThan(250)
        expect(ctr).toBeGreaterThan(0.005)
        expect(ctr).toBeLessThan(0.1)
        expect(roas).toBeGreaterThan(0.2)
        expect(roas).toBeLessThan(20)
      }
  })
})

describe('lag and restatement', () => {
  test('conversions arrive over two weeks and then all are there', () => {
    const market = campaignMarket({
      platform: 'google_ads',
      campaignId: '5',
      objective: 'leads',
      currency: 'EUR',
      timezone: 'Europe/Oslo',
      typicalDayMicros: 2_000_000_000n,
    })
    const at = (days: number) => {
      const asOf = new Date(endOfDay(FIRST, 'Europe/Oslo').getTime() + days * 86_400_000)
      return sum(
        reportDays(market, always('2026-08-01T00:00:00Z', 2_000_000_000n), FIRST, FIRST, asOf),
        (row) => row.conversions,
      )
    }
    expect(at(0)).toBeLessThan(at(14) * 0.95)
    expect(at(3)).toBeGreaterThan(at(0))
    expect(at(15)).toBe(at(14))
    expect(arrived({ atOnce: 0.15, meanDays: 4.5 }, 14 * 86_400_000 - 1)).toBeCloseTo(1, 6)
  })

  test('about one closed day in a hundred is restated, by at most a tenth, and money is never added', () => {
    let restated = 0
    let closed = 0
    for (let n = 0; n < 60; n++) {
      const market = campaignMarket({
        platform: 'meta_ads',
        campaignId: `r${n}`,
        objective: 'traffic',
        currency: 'EUR',
        timezone: 'Europe/Oslo',
        typicalDayMicros: 500_000_000n,
      })
      for (const row of reportDays(
        market,
        always('2026-01-01T00:00:00Z', 500_000_000n),
        day('2026-02-01'),
        day('2026-05-31'),
        MUCH_LATER,
      )) {
        closed += 1
        const [fresh] = reportDays(
          market,
          always('2026-01-01T00:00:00Z', 500_000_000n),
          row.day,
          row.day,
          new Date(endOfDay(row.day, 'Europe/Oslo').getTime() + 86_400_000),
        )
        if (!fresh || fresh.impressions === row.impressions) continue
        restated += 1
        expect(row.impressions / fresh.impressions).toBeGreaterThan(0.89)
        expect(row.impressions / fresh.impressions).toBeLessThan(1.11)
        expect(row.spendMicros).toBeLessThanOrEqual(fresh.spendMicros)
      }
    }
    expect(restated / closed).toBeGreaterThan(0.005)
    expect(restated / closed).toBeLessThan(0.016)
  })
})

const means = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true })

test('a larger mean never draws a smaller count', () => {
  const pairs = fc.oneof(fc.tuple(means(0, 30), means(0, 30)), fc.tuple(means(30.001, 90), means(30.001, 90)))
  fc.assert(
    fc.property(pairs, means(0, 0.999), ([a, b], u) => {
      expect(poissonAt(Math.max(a, b), u)).toBeGreaterThanOrEqual(poissonAt(Math.min(a, b), u))
    }),
  )
})

test('a schedule cuts a timeline at both ends', () => {
  const on = always('2026-09-01T00:00:00Z', 5_000_000n)
  const at = (text: string) => new Date(`${text}T00:00:00Z`)
  expect(within(on, at('2026-09-03'), at('2026-09-05'))).toEqual([
    { at: at('2026-09-03'), isOn: true, dayMicros: 5_000_000n },
    { at: at('2026-09-05'), isOn: false, dayMicros: 5_000_000n },
  ])
  expect(within(on, null, null)).toEqual(on)
  expect(within(on, at('2026-09-05'), at('2026-09-03'))).toEqual([])
})
