import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markerFor, markerOf, NAME_LIMITS, withMarker, withoutMarker } from './marker'
import { checkPattern, DEFAULT_PATTERN, lint, nameAll, nextName, slug, type NameFacts } from './naming'

const facts: NameFacts = {
  client: 'Tasty Chips',
  brand: 'Tasty Chips',
  sku: 'Spicy Jalapeño',
  objective: 'sales',
  platform: 'meta',
  account: 'Tasty Chips Co.',
  month: '2026-11',
}

describe('slug', () => {
  it.each([
    ['Spicy Jalapeño', 'spicy-jalapeno'],
    ['Spicy Jalapen\u0303o', 'spicy-jalapeno'],
    ['Smørrebrød & Straße', 'smorrebrod-strasse'],
    ["Levi's_501", 'levis-501'],
    ['辛いチップス', '辛いチップス'],
    ['Ελληνικά', 'ελληνικά'],
    ['!!!', 'none'],
    ['', 'none'],
  ])('%s', (text, expected) => expect(slug(text)).toBe(expected))
  it('of a slug is itself, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(slug(slug(text))).toBe(slug(text))
      }),
    )
  })
})

describe('names', () => {
  it('come from the pattern, numbered and unique', () => {
    expect(nextName(DEFAULT_PATTERN, facts, [])).toBe('tasty-chips_spicy-jalapeno_sales_202611_01')
    expect(
      nameAll(DEFAULT_PATTERN, [facts, facts], ['TASTY-CHIPS_spicy-jalapeno_sales_202611_01 [pl:abcd1234]']),
    ).toEqual(['tasty-chips_spicy-jalapeno_sales_202611_02', 'tasty-chips_spicy-jalapeno_sales_202611_03'])
  })
  it('are unique without a number in the pattern', () => {
    expect(nameAll('{client}-{yyyy}/{mm}', [facts, facts], [])).toEqual([
      'tasty-chips-2026/11',
      'tasty-chips-2026/11_02',
    ])
  })
  it('pass their own lint, whatever the facts', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 })
    const any = fc.record({ ...Object.fromEntries(Object.keys(facts).map((key) => [key, word])) })
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 12 }), (made, month) => {
        const given = { ...facts, ...made, objective: 'leads', month: `2026-${String(month).padStart(2, '0')}` }
        expect(lint(nextName(DEFAULT_PATTERN, given, []), DEFAULT_PATTERN, given)).toEqual({ ok: true })
      }),
    )
  })
})

describe('lint', () => {
  const nordlys = { ...facts, client: 'Nordlys', sku: 'Lamp' }
  it('proposes a name for a legacy one', () => {
    expect(lint('NORDLYS Promo FINAL', DEFAULT_PATTERN, nordlys, ['nordlys_lamp_sales_202611_01'])).toEqual({
      ok: false,
      problems: ['It has spaces.', 'It has capital letters.', `It does not follow ${DEFAULT_PATTERN}.`],
      proposed: 'nordlys_lamp_sales_202611_02',
    })
  })
  it.each([
    ['nordlys_lamp_sales_202611_07', true],
    ['nordlys_lamp_sales_202611_07 [pl:0a1b2c3d]', true],
    ['nordlys_lamp_sales_202401_07', true],
    ['nordlys_chair_sales_202611_07', false],
    ['nordlys_lamp_awareness_202611_07', false],
    ['nordlys_lamp_sales_202613_07', false],
    ['nordlys_lamp_sales_202611_7', false],
  ])('%s: %s', (name, good) => expect(lint(name, DEFAULT_PATTERN, nordlys).ok).toBe(good))
})

describe('checkPattern', () => {
  it.each([
    [DEFAULT_PATTERN, true],
    ['', false],
    ['{client}_{sku}', false],
    ['{client}_{colour}_{n}', false],
    ['{client_{n}', false],
    [`${'x'.repeat(130)}{n}`, false],
  ])('%s: %s', (pattern, good) => expect(checkPattern(pattern).ok).toBe(good))
})

describe('markers', () => {
  it('are the same for the same launch and entity, and differ between them', () => {
    const keys = Array.from({ length: 2000 }, (_, i) => markerFor('launch-1', `c1u1a${i}`))
    expect(new Set(keys).size).toBe(2000)
    expect(markerFor('launch-1', 'c1')).toBe(markerFor('launch-1', 'c1'))
    expect(markerFor('launch-2', 'c1')).not.toBe(markerFor('launch-1', 'c1'))
  })
  it('come off again and survive the longest name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 500 }),
        fc.constantFrom('google_ads', 'meta_ads'),
        (name, platform) => {
          const marker = markerFor('launch', 'c1')
          const marked = withMarker(platform, name, marker)
          expect(markerOf(marked)).toBe(marker)
          expect(withoutMarker(marked)).not.toContain('[pl:')
          const size = platform === 'google_ads' ? Buffer.byteLength(marked) : Array.from(marked).length
          expect(size).toBeLessThanOrEqual(NAME_LIMITS[platform])
        },
      ),
    )
  })
  it('leaves other names alone', () => {
    expect(withoutMarker('Promo [pl:UPPER123]')).toBe('Promo [pl:UPPER123]')
    expect(markerOf('Promo')).toBeUndefined()
  })
})
