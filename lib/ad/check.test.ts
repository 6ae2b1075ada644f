import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from './check'
import { changed, fields, rules, url, keyword, budget, find } from './fixtures/change'
import { chipsContext, chipsDraft, chipsLaunch } from './fixtures/tasty-chips'
import { countLabel, isBlocking } from './issue'
import { emptyDraft } from './schema'

describe('Tasty Chips', () => {
  it('has the headline that Google refuses and Facebook takes', () => {
    const issues = check(chipsDraft(), chipsContext())
    expect(issues.filter(isBlocking)).toMatchObject([
      {
        code: 'text_too_long',
        platform: 'google_ads',
        placement: 'google-search',
        path: 'ads.0.fields.headlines.0.text',
        message:
          'Headline 1 is 34 of 30 characters for Google. Remove 4, or write a Google version. Facebook takes it as it is.',
        action: { label: 'Go to headline 1', path: 'ads.0.fields.headlines.0.text' },
        fix: { kind: 'override', platform: 'google_ads', field: 'headlines' },
      },
    ])
    expect(countLabel(issues)).toBe('1 blocks launch, 2 to check')
    expect(issues.map((i) => i.message)).toContain('5 of 15 headlines. Google has more to combine from 8.')
  })

  it('is counted the same when the ñ was typed decomposed', () => {
    const draft = chipsDraft()
    const first = fields(draft).headlines[0]
    if (first) first.text = first.text.normalize('NFD')
    expect(check(draft, chipsContext())).toEqual(check(chipsDraft(), chipsContext()))
  })

  it('blames the Google version once there is one, and no longer speaks of Facebook', () => {
    const draft = changed((d) => {
      const ad = d.ads[0]
      if (ad)
        ad.overrides.google_ads = { headlines: [{ text: 'x'.repeat(31), pin: null }, ...ad.fields.headlines.slice(1)] }
    })
    expect(find(draft, 'text_too_long')).toMatchObject({
      path: 'ads.0.overrides.google_ads.headlines.0.text',
      message: 'Headline 1 is 31 of 30 characters for Google. Remove 1.',
    })
  })

  it('passes with nothing that blocks once it is shortened', () => {
    expect(
      check(
        changed(() => undefined),
        chipsContext(),
      ).filter(isBlocking),
    ).toEqual([])
  })
})

describe('final URL', () => {
  it.each([
    ['', 'url_missing'],
    ['www.tastychips.co/spicy', 'url_scheme'],
    ['ftp://tastychips.co', 'url_scheme'],
    ['javascript:alert(1)', 'url_scheme'],
    ['https://tastychips', 'url_host'],
    ['https://tasty chips.co', 'url_space'],
    ['https:///spicy', undefined],
    ['https://', 'url_invalid'],
    ['https://localhost:3000/x', 'url_private'],
    ['https://192.168.1.10/x', 'url_private'],
    ['https://0x7f.1/x', 'url_private'],
    ['https://[::1]/x', 'url_private'],
    ['https://shop.internal/x', 'url_private'],
    ['https://8.8.8.8/x', 'url_address'],
    ['https://me:secret@tastychips.co', 'url_credentials'],
    ['http://tastychips.co', 'url_insecure'],
    [`https://tastychips.co/?q=${'x'.repeat(2100)}`, 'url_long'],
    ['https://jalapeño.example/chips', undefined],
    ['https://xn--jalapeo-9za.example/chips', undefined],
    ['https://tastychips.co/спайси?q=ñ#part', undefined],
  ])('%s', (text, code) => {
    const codes = check(changed(url(text)), chipsContext()).flatMap((i) => (i.code.startsWith('url') ? [i.code] : []))
    const expected = text === 'https:///spicy' ? ['url_host'] : code === undefined ? [] : [code]
    expect(codes).toEqual(expected)
  })
  it('is told where it carries parameters that the rules replace', () => {
    const draft = changed(url('https://tastychips.co/?utm_source=mail&a=1'))
    expect(find(draft, 'url_utm', chipsLaunch())).toMatchObject({ severity: 'check', path: 'ads.0.fields.url' })
    expect(find(draft, 'url_utm', chipsContext())).toBeUndefined()
  })
  it('may be on this machine with the sandbox', () => {
    const context = chipsContext({ allowPrivateHosts: true })
    expect(find(changed(url('http://localhost:3000/shop')), 'url_private', context)).toBeUndefined()
  })
})

describe('any draft', () => {
  it('empty says what each step needs', () => {
    const steps = new Set(
      check(emptyDraft(), chipsContext())
        .filter(isBlocking)
        .map((i) => i.step),
    )
    expect([...steps]).toEqual(['objective', 'connections', 'audience', 'creative'])
  })
  it('is answered with sentences, and never throws', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }))
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 8, maxLength: 8 }),
        fc.integer({ min: -5, max: 90 }),
        ([a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = ''], age) => {
          const draft = changed((it) => {
            Object.assign(fields(it), { primaryText: a, url: b, path1: c, path2: d })
            fields(it).headlines[0] = { text: e, pin: 2 }
            budget(f)(it)
            Object.assign(it, { startsOn: g, endsOn: h })
            keyword(a)(it)
            Object.assign(rules(it), { ageMin: age })
          })
          for (const issue of check(draft, chipsContext())) expect(issue.message).toMatch(/[.?]\s*\S*$/u)
        },
      ),
    )
  })
})
