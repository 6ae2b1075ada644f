import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, daysBetween, eachDay, isDay, lastOfMonth, weekday } from './day'
import * as format from './format'
import { minorUnitMicros, parseMajor, parseTyped, roundTo, splitMicros, toMajor } from './money'
import { random } from './random'
import { dayIn, hoursOf, instantOf, isZone, startOfDay } from './zone'

const value = (result: { ok: boolean; value?: bigint }) => (result.ok ? result.value : 'refused')
const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'NOK')

describe('money', () => {
  test.each([
    ['12.5', 'EUR', 12_500_000n],
    ['-3', 'EUR', -3_000_000n],
    ['5000', 'JPY', 5_000_000_000n],
    ['1.234', 'KWD', 1_234_000n],
    ['1.234', 'EUR', 'refused'],
    ['0.5', 'JPY', 'refused'],
    ['1e3', 'EUR', 'refused'],
    ['', 'EUR', 'refused'],
    ['NaN', 'EUR', 'refused'],
  ])('%s %s', (text, code, micros) => expect(value(parseMajor(text, code))).toBe(micros))

  test.each([
    ['1 200,50', 'EUR', 1_200_500_000n],
    ['1,200.50', 'USD', 1_200_500_000n],
    ['1.200,50', 'EUR', 1_200_500_000n],
    ["1'200.50", 'CHF', 1_200_500_000n],
    ['1,200', 'USD', 1_200_000_000n],
    ['12,5', 'EUR', 12_500_000n],
    ['1.200.000', 'EUR', 1_200_000_000_000n],
    ['abc', 'EUR', 'refused'],
  ])('as typed: %s %s', (text, code, micros) => expect(value(parseTyped(text, code))).toBe(micros))

  test('what is written can be read again, to the minor unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), currency, (micros, code) => {
        const rounded = roundTo(micros, minorUnitMicros(code))
        expect(value(parseMajor(toMajor(micros, code), code))).toBe(rounded)
        expect(rounded - micros <= minorUnitMicros(code) / 2n && micros - rounded <= minorUnitMicros(code) / 2n).toBe(
          true,
        )
      }),
    )
  })

  test('parts sum to the whole, none negative, none off its unit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 9 }),
        currency,
        (total, weights, code) => {
          const unit = minorUnitMicros(code)
          const parts = splitMicros(total, weights, unit)
          expect(parts.reduce((a, b) => a + b, 0n)).toBe((total / unit) * unit)
          for (const part of parts) expect(part >= 0n && part % unit === 0n).toBe(true)
        },
      ),
    )
  })
})

describe('days and zones', () => {
  test.each(['2026-02-30', '2026-13-01', '2026-13-45', '26-01-01', 'today', ''])('%s is no date', (text) =>
    expect(isDay(text)).toBe(false),
  )
  test('arithmetic', () => {
    const d = day('2026-11-20')
    expect([
      addDays(d, 11),
      daysBetween(d, addDays(d, 400)),
      weekday(d),
      lastOfMonth(day('2028-02-03')),
      eachDay(d, addDays(d, 2)).length,
    ]).toEqual(['2026-12-01', 400, 5, '2028-02-29', 3])
  })
  test.each([
    ['2026-03-29', 'Europe/Oslo', 23],
    ['2026-10-25', 'Europe/Oslo', 25],
    ['2026-11-20', 'Asia/Tokyo', 24],
    ['2026-03-08', 'America/Los_Angeles', 23],
  ])('%s in %s has %d hours', (d, zone, hours) => expect(hoursOf(day(d), zone)).toHaveLength(hours))
  test('midnight that does not exist is the first instant that does', () => {
    expect(startOfDay(day('2018-11-04'), 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z')
  })
  test('the repeated hour is the first of the two', () =>
    expect(instantOf(day('2026-10-25'), 2, 'Europe/Oslo').toISOString()).toBe('2026-10-25T00:00:00.000Z'))
  test('every hour of a day lies in that day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.constantFrom('Europe/Oslo', 'America/Los_Angeles', 'Asia/Tokyo', 'Asia/Kathmandu', 'Pacific/Kiritimati'),
        (n, zone) => {
          const d = addDays(day('2024-01-01'), n)
          for (const hour of hoursOf(d, zone)) expect(dayIn(hour, zone)).toBe(d)
        },
      ),
    )
  })
  test.each([
    ['Europe/Oslo', true],
    ['UTC', true],
    ['Mars/Base', false],
    ['', false],
  ])('zone %s: %s', (zone, known) => expect(isZone(zone)).toBe(known))
})

describe('figures in words', () => {
  test.each([
    [format.money(12_480_500_000n, 'EUR', 'en-GB'), '€12,480.50'],
    [format.money(-5_000_000n, 'USD', 'en-US'), '−$5.00'],
    [format.money(5_000_000_000n, 'JPY', 'en-GB'), '¥5,000'],
    [format.money(Number.NaN, 'EUR', 'en-GB'), '–'],
    [format.money(null, 'EUR', 'en-GB'), '–'],
    [format.moneyCompact(12_480_500_000n, 'EUR', 'en-GB'), '€12.5k'],
    [format.moneyCompact(131_000_000_000n, 'EUR', 'en-GB'), '€131k'],
    [format.moneyCompact(999_960_000n, 'EUR', 'en-GB'), '€999.96'],
    [format.percent(0.042, 'en-GB'), '4.2 %'],
    [format.percent(0.125, 'en-GB'), '13 %'],
    [format.change(-0.081, 'en-GB'), '−8.1 %'],
    [format.change(0.12, 'en-GB'), '+12 %'],
    [format.ratio(3.414, 'en-GB'), '3.41×'],
    [format.ratio(Number.POSITIVE_INFINITY, 'en-GB'), '–'],
    [format.count(1204, 'en-GB'), '1,204'],
    [format.countCompact(8_214_240, 'en-GB'), '8.21m'],
    [format.period('2026-11-01', '2026-11-20', 'en-GB'), '1 to 20 Nov'],
    [format.period('2026-10-28', '2026-11-20', 'en-GB', true), '28 Oct to 20 Nov 2026'],
    [format.time('2026-11-20T13:02:00Z', 'en-GB', 'Europe/Oslo'), '14:02'],
    [format.ago('2026-11-20T10:00:00Z', new Date('2026-11-20T13:02:00Z'), 'en-GB', 'UTC'), '3 h ago'],
  ])('%s', (got, want) => expect(got).toBe(want))
})

test('the same seed gives the same draws, within their ranges', () => {
  const draw = (seed: string) => {
    const r = random(seed)
    return Array.from({ length: 50 }, () => [r.next(), r.int(7), r.poisson(3)])
  }
  expect(draw('a')).toEqual(draw('a'))
  expect(draw('a')).not.toEqual(draw('b'))
  for (const [u = -1, i = -1, p = -1] of draw('c')) expect(u >= 0 && u < 1 && i >= 0 && i < 7 && p >= 0).toBe(true)
  const r = random('mean')
  const mean = Array.from({ length: 4000 }, () => r.poisson(40)).reduce((a, b) => a + b, 0) / 4000
  expect(mean).toBeGreaterThan(39)
  expect(mean).toBeLessThan(41)
})
