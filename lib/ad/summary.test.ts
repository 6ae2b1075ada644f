import { describe, expect, it } from 'vitest'
import { day } from '@/lib/core/day'
import { changed } from './fixtures/change'
import { chipsAccount, chipsDraft, chipsLaunch, chipsMedia } from './fixtures/tasty-chips'
import { notesFor } from './notes'
import { emptyDraft } from './schema'
import { adStrength } from './strength'
import { summarise } from './summary'

const lines = (draft = chipsDraft(), context = chipsLaunch()) =>
  Object.fromEntries(summarise(draft, context).map((row) => [row.key, row.lines]))

describe('summarise', () => {
  it('says what Tasty Chips is about to launch', () => {
    expect(lines()).toEqual({
      objective: ['Sales, optimised for purchase events'],
      accounts: [
        'Tasty Chips US, 4182209961',
        'Tasty Chips Co., act_10432277, page Tasty Chips Co., Instagram tastychips',
      ],
      audience: ['Snack lovers, US, United States, 25 to 54, English, 1 phrase keyword'],
      creative: ['1 search ad, 1 Meta ad'],
      budget: ['$240.00 a day: Google $100.00, Meta $140.00', '$7,440.00 planned for 31 days'],
      schedule: ['On launch to Sun, Dec 20, 2026, 23:59, America/Chicago'],
      names: [
        'tastychips_spicy-jalapeno_sales_202611_01, tastychips_spicy-jalapeno_sales_202611_02',
        "From the client's pattern {client}_{sku}_{objective}_{yyyymm}_{n}",
      ],
      utm: [
        'Google: utm_source=google&utm_medium=cpc&utm_campaign=tastychips_spicy-jalapeno_sales_202611_01',
        'Meta: utm_source=meta&utm_medium=paid_social&utm_campaign=tastychips_spicy-jalapeno_sales_202611_02',
      ],
    })
  })
  it('never adds currencies, and names each zone', () => {
    const accounts = [
      chipsAccount('google_ads'),
      chipsAccount('meta_ads', { currency: 'JPY', timezone: 'Asia/Tokyo', today: day('2026-11-21') }),
    ]
    const said = lines(
      changed((d) => (d.endsOn = '2026-11-30')),
      chipsLaunch({ accounts }),
    )
    expect(said['budget']).toEqual([
      '$100.00 a day',
      '$1,100.00 planned for 11 days',
      '¥140 a day',
      '¥1,400 planned for 10 days',
    ])
    expect(said['schedule']).toHaveLength(2)
  })
  it('of an empty draft says so', () => {
    expect(lines(emptyDraft())).toMatchObject({
      objective: ['Nothing yet'],
      accounts: ['Nothing yet'],
      budget: ['Nothing yet'],
    })
  })
})

describe('notesFor', () => {
  const texts = (slug: Parameters<typeof notesFor>[2], device: 'mobile' | 'desktop' = 'mobile', draft = chipsDraft()) =>
    notesFor(draft, 0, slug, device).map((n) => n.text)
  it('stand under each placement', () => {
    expect(notesFor(chipsDraft(), 0, 'google-search')[0]).toEqual({
      kind: 'error',
      text: 'Shown as typed. Google refuses headline 1 until it is 30 characters or fewer.',
    })
    expect(texts('google-search')).toContain('Google Search does not use the picture.')
    expect(texts('facebook-feed')).toEqual(['The description is not shown on mobile.'])
    expect(texts('facebook-feed', 'desktop')).toEqual(['Desktop cuts the picture to 1:1.'])
    expect(texts('story')).toEqual(['Story does not show the headline and the description.'])
  })
  it.each([
    ['126 characters', 'x'.repeat(126), true],
    ['125 characters', 'x'.repeat(125), false],
    ['125 emoji families', '👨‍👩‍👧'.repeat(125), false],
    ['four lines', 'a\nb\nc\nd', true],
  ])('%s fold: %s', (_, primaryText, isFolded) => {
    const draft = changed((d) => d.ads.forEach((ad) => (ad.fields.primaryText = primaryText)))
    expect(
      texts('facebook-feed', 'mobile', draft).some((t) => t.startsWith('Primary text folds after the third line')),
    ).toBe(isFolded)
  })
  it('say that an ad leaves the platform out', () => {
    const draft = changed((d) => d.ads.forEach((ad) => (ad.leaveOut = ['google_ads'])))
    expect(texts('google-search', 'mobile', draft)).toEqual(['This ad leaves Google out.'])
  })
  it('are none for an ad that is not there', () => expect(notesFor(chipsDraft(), 7, 'story')).toEqual([]))
  it('do not speak of a cut where a square fits the desktop', () => {
    const draft = changed((d) =>
      d.ads.forEach((ad) => (ad.fields.media = { ...chipsMedia, width: 1080, height: 1080, crops: {} })),
    )
    expect(texts('facebook-feed', 'desktop', draft)).toEqual([])
  })
})

describe('adStrength', () => {
  const many = (n: number) =>
    ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel', 'Ivy', 'Juniper', 'Kapok']
      .slice(0, n)
      .map((text) => ({ text, pin: null }))
  it.each([
    [2, 2, [], 'poor'],
    [5, 2, [], 'average'],
    [8, 3, [], 'good'],
    [11, 3, [], 'excellent'],
    [11, 3, ['oak table'], 'good'],
  ] as const)('%i headlines, %i descriptions, keywords %j: %s', (headlines, descriptions, keywords, level) => {
    expect(adStrength({ headlines: many(headlines), descriptions: many(descriptions) }, keywords).level).toBe(level)
  })
  it('says what to do', () => {
    expect(
      adStrength(chipsDraft().ads[0]?.fields ?? { headlines: [], descriptions: [] }, ['spicy chips']).hints,
    ).toEqual(['Add 3 headlines: Google has more to combine from 8.', 'Add a third description.'])
  })
})
