import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMajor, toMajor } from '@/lib/core/money'
import { checkDayWithinMonth, restBudget, typedBudget } from './amount'
import { goalText, parseGoal } from './goal'
import { ClientForm, NamingPattern, TrackingRules, utmOf } from './schema'

const form = {
  name: 'Nordlys',
  industry: 'Retail',
  currency: 'EUR',
  timezone: 'Europe/Oslo',
  goalMetric: '',
  goalValue: '',
  website: '',
}
const faults = (change: Record<string, unknown>) => {
  const parsed = ClientForm.safeParse({ ...form, ...change })
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
}

test.each<[Record<string, unknown>, string[]]>([
  [{}, []],
  [{ name: '   ' }, ['name']],
  [{ name: 'x'.repeat(121) }, ['name']],
  [{ currency: 'XXZ' }, ['currency']],
  [{ currency: 'jpy', goalMetric: 'cpa', goalValue: '1200' }, []],
  [{ currency: 'JPY', goalMetric: 'cpa', goalValue: '12.50' }, ['goalValue']],
  [{ timezone: 'Oslo' }, ['timezone']],
  [{ goalMetric: 'roas' }, ['goalValue']],
  [{ goalMetric: 'roas', goalValue: '3,5' }, []],
  [{ goalMetric: 'roas', goalValue: '0' }, ['goalValue']],
  [{ goalMetric: 'cpa', goalValue: '-4' }, ['goalValue']],
  [{ goalMetric: 'cpa', goalValue: '10000000' }, []],
  [{ goalMetric: 'cpa', goalValue: '999999999999' }, ['goalValue']],
  [{ goalValue: '4' }, ['goalValue']],
  [{ name: 'Two\nlines' }, ['name']],
  [{ website: 'nordlys.no' }, []],
  [{ website: 'javascript:alert(1)' }, ['website']],
  [{ website: 'not a site' }, ['website']],
])('client %j is refused at %j', (change, at) => expect(faults(change)).toEqual(at))

test('a bare host becomes an address', () =>
  expect(ClientForm.parse({ ...form, website: 'nordlys.no/shop' }).website).toBe('https://nordlys.no/shop'))

test('a pattern and tracking rules that cannot work are refused at their field', () => {
  expect(NamingPattern.safeParse('{client}_{n}').success).toBe(true)
  expect(NamingPattern.safeParse('{client}').error?.issues[0]?.message).toMatch(/no \{n\}/)
  const broken = TrackingRules.safeParse({ ...utmOf({}), source: { google_ads: '', meta_ads: 'meta' }, term: 'a&b' })
  expect(broken.error?.issues.map(({ path }) => path.join('.'))).toEqual(['source.google_ads', 'term'])
  expect(utmOf({ source: 5, medium: 'x' })).toEqual(utmOf({}))
  expect(utmOf({ campaign: '{sku}' })).toMatchObject({ campaign: '{sku}', content: '{ad}' })
})

test('budgets are read in their own currency, and never silently wrong', () => {
  expect(typedBudget(' 1 200,50 ', 'EUR', 'x')).toBe(1_200_500_000n)
  expect(typedBudget('', 'EUR', 'x')).toBeNull()
  expect(restBudget('1200.5', 'EUR', 'x')).toBe(1_200_500_000n)
  for (const [text, currency] of [
    ['0', 'EUR'],
    ['-5', 'EUR'],
    ['5.001', 'EUR'],
    ['1.5', 'JPY'],
    ['abc', 'EUR'],
  ] as const)
    expect(() => typedBudget(text, currency, 'dailyBudget')).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: 'dailyBudget' })] }),
    )
  expect(() => restBudget('1,200', 'EUR', 'x')).toThrow(/not an amount/)
  expect(() => checkDayWithinMonth(2n, 1n, 'x')).toThrow(/day budget/)
  expect(() => checkDayWithinMonth(2n, null, 'x')).not.toThrow()
})

test('a goal survives the way to the database and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom('EUR', 'JPY', 'KWD'), (units, currency) => {
      const text = toMajor(BigInt(units) * 1_000_000n, currency)
      const parsed = parseGoal('cpa', text, currency, true)
      const micros = parseMajor(text, currency)
      expect(parsed).toEqual({ ok: true, value: micros.ok ? micros.value.toString() : '' })
      expect(goalText('cpa', { toFixed: () => (parsed.ok ? parsed.value : '') }, currency)).toBe(text)
    }),
  )
})
