import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUtm, replacedUtm, utmFor, UtmRules, withUtm, type UtmFacts } from './utm'

const facts: UtmFacts = {
  client: 'Tasty Chips',
  brand: 'Tasty Chips',
  sku: 'Spicy Jalapeño',
  objective: 'sales',
  platform: 'meta',
  account: 'Tasty Chips Co.',
  campaign: 'tastychips_spicy-jalapeno_sales_202611_02',
  unit: 'Snack lovers, US',
  ad: 'Bag on sand',
  yyyymm: '202611',
}
const rules = UtmRules.parse({})

describe('utmFor', () => {
  it('has a source and a medium for each platform', () => {
    expect(utmFor('google_ads', rules, facts)).toEqual({
      source: 'google',
      medium: 'cpc',
      campaign: 'tastychips_spicy-jalapeno_sales_202611_02',
      content: 'bag-on-sand',
    })
    expect(utmFor('meta_ads', rules, facts)).toMatchObject({ source: 'meta', medium: 'paid_social' })
  })
  it.each([
    ['lower case', { campaign: 'Promo {SKU}x-{sku}' }, 'meta_ads', 'campaign', 'promo {sku}x-spicy-jalapeno'],
    ['as typed', { campaign: 'Promo-{sku}', lowercase: false }, 'meta_ads', 'campaign', 'Promo-Spicy-Jalapeño'],
    ['ValueTrack at Google', { term: '{keyword}' }, 'google_ads', 'term', '{keyword}'],
    ['not at Meta', { term: '{keyword}' }, 'meta_ads', 'term', undefined],
    ['Meta’s own insertion', { content: '{{ad.id}}' }, 'meta_ads', 'content', '{{ad.id}}'],
    ['not at Google', { content: '{{ad.id}}' }, 'google_ads', 'content', undefined],
  ] as const)('%s', (_, some, platform, key, value) =>
    expect(utmFor(platform, UtmRules.parse(some), facts)[key]).toBe(value),
  )
})

describe('withUtm', () => {
  const values = { source: 'meta', medium: 'paid_social' }
  it.each([
    ['no query', 'https://a.co/x', 'https://a.co/x?utm_source=meta&utm_medium=paid_social'],
    ['a query', 'https://a.co/?a=1+2&b=%20', 'https://a.co/?a=1+2&b=%20&utm_source=meta&utm_medium=paid_social'],
    ['an empty query', 'https://a.co/?', 'https://a.co/?utm_source=meta&utm_medium=paid_social'],
    ['a fragment', 'https://a.co/x?a=1#top', 'https://a.co/x?a=1&utm_source=meta&utm_medium=paid_social#top'],
    [
      'a route in the fragment',
      'https://a.co/#/shop?x=1',
      'https://a.co/?utm_source=meta&utm_medium=paid_social#/shop?x=1',
    ],
    [
      'its own utm',
      'https://a.co/?utm_source=X&UTM_medium=y&utm_id=3',
      'https://a.co/?utm_id=3&utm_source=meta&utm_medium=paid_social',
    ],
  ])('%s', (_, url, expected) => expect(withUtm(url, values)).toBe(expected))

  it('encodes values and leaves insertions', () => {
    expect(withUtm('https://a.co', { campaign: 'spring & summer', term: '{keyword}' })).toBe(
      'https://a.co?utm_campaign=spring%20%26%20summer&utm_term={keyword}',
    )
  })
  it('comes back from the address as it went in, twice the same', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((t) => !/[{}]/.test(t) && t.isWellFormed())
    fc.assert(
      fc.property(text, fc.webUrl({ withQueryParameters: true, withFragments: true }), (campaign, url) => {
        const once = withUtm(url, { campaign })
        expect(new URL(once).searchParams.get('utm_campaign')).toBe(campaign)
        expect(withUtm(once, { campaign })).toBe(once)
        expect(new URL(once).hash).toBe(new URL(url).hash)
      }),
    )
  })
  it('names what it replaces', () => {
    expect(replacedUtm('https://a.co/?UTM_source=old&utm_term=x&utm_id=1#utm_medium=x', rules, 'meta_ads')).toEqual([
      'utm_source',
    ])
  })
})

describe('checkUtm', () => {
  it.each([
    ['the defaults', {}, []],
    ['an unknown placeholder', { campaign: '{campain}' }, ['campaign']],
    ['an open brace', { content: '{ad' }, ['content']],
    ['a separator', { term: 'a&b' }, ['term']],
    ['an empty source', { source: { google_ads: '', meta_ads: 'meta' } }, ['source.google_ads']],
    ['insertions of the platforms', { term: '{keyword}', content: '{ad}-x' }, []],
  ])('%s', (_, some, paths) => expect(checkUtm(UtmRules.parse(some)).map((f) => f.path)).toEqual(paths))
})
