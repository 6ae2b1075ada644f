import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, drawMetrics, NOTHING, scaled, split, type Sums } from './metrics'
import { checkFinalUrl, width } from './check/text'

const UNIT = 10_000n

const sums = fc
  .record({
    impressions: fc.integer({ min: 0, max: 10_000_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    cents: fc.integer({ min: 0, max: 100_000_000 }),
    conversions: fc.double({ min: 0, max: 10_000, noNaN: true }),
    value: fc.integer({ min: 0, max: 100_000_000 }),
  })
  .map(({ impressions, share, cents, conversions, value }): Sums => ({
    impressions,
    clicks: Math.floor(impressions * share),
    costMicros: BigInt(cents) * UNIT,
    conversions,
    valueMicros: BigInt(value) * UNIT,
  }))

test('parts sum to the whole, in whole units, clicks within impressions', () => {
  fc.assert(
    fc.property(
      sums,
      fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 1, maxLength: 8 }),
      (whole, weights) => {
        const parts = split(whole, weights, UNIT)
        const total = parts.reduce(add, NOTHING)
        expect([total.impressions, total.clicks, total.costMicros, total.valueMicros]).toEqual([
          whole.impressions,
          whole.clicks,
          whole.costMicros,
          whole.valueMicros,
        ])
        expect(total.conversions).toBeCloseTo(whole.conversions, 6)
        for (const part of parts) {
          expect(part.clicks).toBeLessThanOrEqual(part.impressions)
          expect(part.costMicros % UNIT).toBe(0n)
        }
      },
    ),
  )
})

test('restated figures stay whole and in order', () => {
  fc.assert(
    fc.property(sums, fc.double({ min: 0, max: 3, noNaN: true }), (whole, factor) => {
      const after = scaled(whole, factor, UNIT)
      expect(after.clicks).toBeLessThanOrEqual(after.impressions)
      expect(after.costMicros % UNIT).toBe(0n)
    }),
  )
})

test('rates of nothing are zero, never NaN', () => {
  for (const value of Object.values(drawMetrics(NOTHING))) expect(Number(value)).toBe(0)
})

test.each([
  ['abc', 3],
  ['Jalapeño', 8],
  ['靴', 2],
  ['ハ', 2],
  ['ﾊ', 1],
  ['ＡＢ', 4],
  ['한국', 4],
  ['{KeyWord:Chips}', 5],
  ['🎉', 2],
])('%s is %i wide', (text, wide) => expect(width(text)).toBe(wide))

test.each([
  ['https://example.com', []],
  ['http://shop.example.co.uk/a?b=c#d', []],
  ['https://münchen.example/straße', []],
  ['example.com', ['MISSING_PROTOCOL_IN_FINAL_URL']],
  ['ftp://example.com', ['INVALID_PROTOCOL_IN_FINAL_URL']],
  ['javascript://example.com', ['INVALID_PROTOCOL_IN_FINAL_URL']],
  ['https://', ['MISSING_HOST_IN_FINAL_URL']],
  ['https://example', ['INVALID_TLD_IN_FINAL_URL']],
  ['https://127.0.0.1/', ['INVALID_TLD_IN_FINAL_URL']],
  ['https://exa mple.com', ['MALFORMED_FINAL_URL']],
])('the address %s', (url, codes) => expect(checkFinalUrl(url, 'x').map(({ code }) => code)).toEqual(codes))
