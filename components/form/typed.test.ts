import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalMoney,
  groupMajor,
  nudge,
  parseMoneyText,
  parsePercent,
  showMoney,
  showPercent,
  symbolOf,
} from './typed'

describe('an amount as typed', () => {
  test.each([
    ['1 200,50', 'nb-NO', '1200.50'],
    ['1,200.50', 'nb-NO', '1200.50'],
    ['1.200,50', 'en-GB', '1200.50'],
    ['1,200', 'en-GB', '1200.00'],
    ['1.200', 'de-DE', '1200.00'],
    ['1,200', 'de-DE', '1.20'],
    ['1.200', 'en-GB', '1.20'],
    ['1,200,000', 'de-DE', '1200000.00'],
    ['€ 39 000', 'en-GB', '39000.00'],
    ['39000 €', 'de-DE', '39000.00'],
    ["1'200.50", 'de-CH', '1200.50'],
    ['0', 'en-GB', '0.00'],
    ['-5', 'en-GB', '-5.00'],
  ])('%s in %s is %s', (text, locale, expected) => {
    expect(canonicalMoney(text, 'EUR', locale)).toBe(expected)
  })

  test.each(['abc', '1.2.3,4,5', '12.345678901', '1e3', '--5', '12.505'])('%s stays as typed', (text) => {
    expect(canonicalMoney(text, 'EUR', 'en-GB')).toBe(text)
  })

  test('a refusal names the text, the currency and a form that works', () => {
    const parsed = parseMoneyText('forty', 'NOK', 'nb-NO')
    expect(parsed).toEqual({ ok: false, error: '"forty" is not an amount in NOK. Write it like 1200.50.' })
  })

  test('yen have no decimals', () => {
    expect(canonicalMoney('1200.50', 'JPY', 'ja-JP')).toBe('1200.50')
    expect(canonicalMoney('1,200', 'JPY', 'ja-JP')).toBe('1200')
  })

  test('what is shown is read back as the same amount, in any locale and currency', () => {
    const amount = fc.bigInt({ min: 0n, max: 999_999_999_999n })
    const place = fc.constantFrom('en-GB', 'nb-NO', 'de-DE', 'de-CH', 'fr-FR', 'sv-SE', 'en-IN')
    fc.assert(
      fc.property(amount, place, fc.constantFrom('EUR', 'NOK', 'JPY', 'KWD'), (minor, locale, currency) => {
        const unit = { EUR: 10_000n, NOK: 10_000n, JPY: 1_000_000n, KWD: 1000n }[currency]
        const micros = minor * unit
        const shown = groupMajor(micros, currency, locale)
        expect(parseMoneyText(shown, currency, locale)).toEqual({ ok: true, value: micros })
      }),
    )
  })

  test('shown and not understood stays', () => {
    expect(showMoney('39000.00', 'EUR', 'en-GB')).toBe('39,000.00')
    expect(showMoney('oops', 'EUR', 'en-GB')).toBe('oops')
  })
})

describe('arrows', () => {
  const M = 1_000_000n
  test.each([
    [39_000n * M, 1, 40_000n * M],
    [39_450n * M, 1, 40_000n * M],
    [39_450n * M, -1, 39_000n * M],
    [120n * M, 1, 130n * M],
    [100n * M, -1, 99n * M],
    [0n, 1, 10_000n],
    [0n, -1, 0n],
  ] as const)('from %s by %s to %s', (from, direction, to) => {
    expect(nudge(from, direction, 'EUR')).toBe(to)
  })

  test('up is more, down is less, and neither goes under zero', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (micros) => {
        expect(nudge(micros, 1, 'EUR')).toBeGreaterThan(micros)
        expect(nudge(micros, -1, 'EUR')).toBeLessThan(micros)
        expect(nudge(micros, -1, 'EUR')).toBeGreaterThanOrEqual(0n)
      }),
    )
  })
})

describe('a percentage', () => {
  test.each([
    ['12,5 %', 0.125],
    ['12.5', 0.125],
    ['0.1', 0.001],
    ['−3%', -0.03],
    ['100', 1],
  ])('%s is %s', (text, expected) => {
    expect(parsePercent(text)).toEqual({ ok: true, value: expected })
  })

  test.each(['', 'abc', '1.2.3', '5e2'])('"%s" is refused', (text) => {
    expect(parsePercent(text).ok).toBe(false)
  })

  test('shows without floating dust', () => {
    expect(showPercent(0.07, 'en-GB')).toBe('7')
    expect(showPercent(0.125, 'de-DE')).toBe('12,5')
    expect(showPercent(null, 'en-GB')).toBe('')
  })
})

test.each([
  ['EUR', 'en-GB', '€'],
  ['NOK', 'nb-NO', 'kr'],
  ['CHF', 'de-CH', 'CHF'],
])('the symbol of %s in %s is %s', (currency, locale, expected) => {
  expect(symbolOf(currency, locale)).toBe(expected)
})
