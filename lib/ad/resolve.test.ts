import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { billable } from '@/lib/connectors/google/money'
import { fromMinor, toMinor } from '@/lib/connectors/meta/money'
import { day } from '@/lib/core/day'
import { chipsAccount, chipsDraft, chipsLaunch, META_ID } from './fixtures/tasty-chips'
import { changed, fields, rules } from './fixtures/change'
import { withoutMarker } from './marker'
import { resolve, type ResolveContext } from './resolve'
import type { AdDraft } from './schema'

function specs(draft: AdDraft, context: ResolveContext = chipsLaunch()) {
  const resolved = resolve(draft, context)
  if (!resolved.ok) throw new Error(resolved.error.map((issue) => issue.message).join(' '))
  return resolved.value
}
const good = () => changed(() => undefined)

describe('resolve', () => {
  it('refuses with what blocks', () => {
    const resolved = resolve(chipsDraft(), chipsLaunch())
    expect(resolved.ok ? [] : resolved.error.map((issue) => issue.code)).toEqual(['text_too_long'])
  })

  it('makes one campaign per account, named and numbered by the pattern', () => {
    const [google, meta] = specs(good())
    expect(withoutMarker(google?.name ?? '')).toBe('tastychips_spicy-jalapeno_sales_202611_01')
    expect(withoutMarker(meta?.name ?? '')).toBe('tastychips_spicy-jalapeno_sales_202611_02')
    expect(google).toMatchObject({
      key: 'c1',
      objective: 'sales',
      pageId: null,
      conversionGoalId: '77',
      endsOn: '2026-12-20',
      startsOn: null,
    })
    expect(google?.budget).toEqual({ type: 'daily', amountMicros: 100_000_000n, currency: 'USD' })
    expect(meta).toMatchObject({
      pageId: '42',
      instagramId: '17841',
      pixelId: '9001',
      pixelEvent: 'PURCHASE',
      conversionGoalId: null,
    })
    expect(meta?.units[0]?.ads[0]?.finalUrl).toBe(
      'https://www.tastychips.co/spicy?utm_source=meta&utm_medium=paid_social&utm_campaign=tastychips_spicy-jalapeno_sales_202611_02&utm_content=spicy-jalapeno-20-off',
    )
  })

  it('keeps the names that an earlier launch gave, and numbers the others around them', () => {
    const [google, meta] = specs(
      good(),
      chipsLaunch({ keptNames: { [META_ID]: 'tastychips_spicy-jalapeno_sales_202610_01' } }),
    )
    expect(withoutMarker(google?.name ?? '')).toBe('tastychips_spicy-jalapeno_sales_202611_01')
    expect(withoutMarker(meta?.name ?? '')).toBe('tastychips_spicy-jalapeno_sales_202610_01')
    expect(meta?.units[0]?.ads[0]?.finalUrl).toContain('utm_campaign=tastychips_spicy-jalapeno_sales_202610_01')
  })

  it('goes on from taken names and from the month of the start', () => {
    const context = chipsLaunch({ takenNames: ['tastychips_spicy-jalapeno_sales_202612_01 [pl:00000000]'] })
    const later = changed((d) => (d.startsOn = '2026-12-01'))
    expect(specs(later, context).map((c) => withoutMarker(c.name))).toEqual([
      'tastychips_spicy-jalapeno_sales_202612_02',
      'tastychips_spicy-jalapeno_sales_202612_03',
    ])
  })

  it('gives every entity a name and a marker of its own, the same for the same launch', () => {
    const draft = changed((d) => {
      const [ad] = d.ads
      if (ad)
        d.ads = Array.from({ length: 23 }, (_, i) => ({
          ...ad,
          key: `ad-${i}`,
          name: i % 2 ? '' : 'Bag on sand',
          ...(i > 2 ? { leaveOut: ['google_ads' as const] } : {}),
        }))
    })
    const all = specs(draft).flatMap((c) => [c.name, ...c.units.flatMap((u) => [u.name, ...u.ads.map((a) => a.name)])])
    expect(new Set(all).size).toBe(2 + 2 + 23 + 3)
    expect(all.every((name) => / \[pl:[0-9a-z]{8}\]$/.test(name))).toBe(true)
    const urls = specs(draft).flatMap((c) => c.units.flatMap((u) => u.ads.map((a) => a.finalUrl)))
    expect(new Set(urls).size).toBe(23 + 3)
    expect(specs(draft)).toEqual(specs(draft))
    expect(specs(draft, chipsLaunch({ launchId: 'another' }))[0]?.name).not.toBe(specs(draft)[0]?.name)
  })

  it('sends the version of each platform, composed, without empty rows and repeated keywords', () => {
    const draft = changed((d) => {
      const ad = d.ads[0]
      if (ad) ad.overrides.meta_ads = { headlines: [{ text: ' Jalapen\u0303o Chips | 20% Off ', pin: null }] }
      fields(d).headlines.push({ text: '  ', pin: null })
      rules(d).keywords.push({ text: 'Spicy  jalapeño chips ', match: 'phrase' }, { text: '', match: 'broad' })
    })
    const [google, meta] = specs(draft)
    expect(google?.units[0]?.ads[0]?.fields.headlines).toHaveLength(5)
    expect(google?.units[0]?.rules.keywords).toEqual([{ text: 'spicy jalapeño chips', match: 'phrase' }])
    expect(meta?.units[0]?.ads[0]?.fields.headlines).toEqual([{ text: 'Jalapeño Chips | 20% Off', pin: null }])
  })

  it('sends an ad only to the platforms that it does not leave out', () => {
    const draft = changed((d) => {
      const [ad] = d.ads
      if (ad) d.ads.push({ ...ad, key: 'ad-2', name: 'Meta only', leaveOut: ['google_ads'] })
    })
    expect(specs(draft).map((c) => c.units.map((u) => u.ads.map((a) => a.key)))).toEqual([
      [['c1u1a1']],
      [['c2u1a1', 'c2u1a2']],
    ])
  })

  it('leaves the budget to the campaign without shares, and at Google always', () => {
    expect(specs(good()).map((c) => c.units.map((u) => u.budgetMicros))).toEqual([[null], [null]])
  })

  it('rounds to what the platform can keep', () => {
    const accounts = [
      chipsAccount('google_ads', { currency: 'TWD', optimiserMinimumMicros: null, today: day('2026-11-20') }),
      chipsAccount('meta_ads', { currency: 'TWD', optimiserMinimumMicros: null }),
    ]
    const draft = changed((d) => d.connections.forEach((c) => (c.budget = '4,000.50')))
    expect(specs(draft, chipsLaunch({ accounts })).map((c) => c.budget.amountMicros)).toEqual([
      4_001_000_000n,
      4_001_000_000n,
    ])
  })

  it('gives each connector an amount that it sends as it stands, in every currency', () => {
    const currencies = Intl.supportedValuesOf('currency')
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.integer({ min: 1_000, max: 90_000_000 }), (currency, amount) => {
        const given = { currency, optimiserMinimumMicros: null, minimumDailyMicros: null, today: day('2026-11-20') }
        const accounts = [chipsAccount('google_ads', given), chipsAccount('meta_ads', given)]
        const draft = changed((d) => d.connections.forEach((c) => (c.budget = String(amount / 4))))
        const resolved = resolve(draft, chipsLaunch({ accounts }))
        if (!resolved.ok) return resolved.error.some((issue) => issue.code.startsWith('budget_'))
        for (const { account, budget } of resolved.value)
          if (account.platform === 'google_ads')
            expect(billable(budget.amountMicros, currency)).toBe(budget.amountMicros)
          else expect(fromMinor(toMinor(budget.amountMicros, currency), currency)).toBe(budget.amountMicros)
        return true
      }),
    )
  })

  it('splits shares into unit budgets that make the whole, to the cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 99_999_999 }),
        fc.array(fc.integer({ min: 10, max: 90 }), { minLength: 2, maxLength: 6 }),
        (cents, weights) => {
          const sum = weights.reduce((a, b) => a + b, 0)
          const draft = changed((d) => {
            const [unit] = d.units
            if (unit) d.units = weights.map((w, i) => ({ ...unit, key: `u${i}`, sharePercent: (w / sum) * 100 }))
            for (const c of d.connections) c.budget = (cents / 100).toFixed(2)
          })
          const resolved = resolve(draft, chipsLaunch())
          if (!resolved.ok) return resolved.error.every((issue) => issue.code.endsWith('minimum'))
          const meta = resolved.value[1]
          const parts = meta?.units.map((u) => u.budgetMicros ?? 0n) ?? []
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(meta?.budget.amountMicros)
          expect(parts.every((part) => part % 10_000n === 0n)).toBe(true)
          return true
        },
      ),
    )
  })
})
