import { describe, expect, it } from 'vitest'
import { check } from './check'
import { changed, fields, headline, picture, without, both, find, type Change } from './fixtures/change'
import { chipsContext, type chipsMedia } from './fixtures/tasty-chips'

describe('creative', () => {
  it.each<[string, Change, string, 'blocks' | 'check', string, string]>([
    [
      '31 characters',
      headline('x'.repeat(31)),
      'text_too_long',
      'blocks',
      'ads.0.fields.headlines.1.text',
      'Headline 2 is 31 of 30 characters for Google. Remove 1.',
    ],
    [
      '16 Japanese characters',
      headline('ス'.repeat(16)),
      'text_too_long',
      'blocks',
      'ads.0.fields.headlines.1.text',
      'Headline 2 is 32 of 30 characters for Google. Wide characters count as two. Remove 2.',
    ],
    [
      '5,000 characters',
      headline('x'.repeat(5000)),
      'text_too_long',
      'blocks',
      'ads.0.fields.headlines.1.text',
      'Headline 2 is 5,000 of 30 characters for Google. Remove 4,970.',
    ],
    [
      'an exclamation mark',
      headline('Buy now!'),
      'headline_exclamation',
      'blocks',
      'ads.0.fields.headlines.1.text',
      'exclamation mark',
    ],
    ['capitals', headline('FREE DELIVERY NOW'), 'all_capitals', 'check', 'ads.0.fields.headlines.1.text', 'capitals'],
    ['an emoji', headline('Hot 🔥 chips'), 'emoji', 'check', 'ads.0.fields.headlines.1.text', 'emoji'],
    [
      'a zero width space',
      headline('Hot\u200bchips'),
      'hidden_characters',
      'check',
      'ads.0.fields.headlines.1.text',
      'zero width space',
    ],
    [
      'a duplicate',
      headline('made with real  jalapeños'.replace('  ', ' ')),
      'duplicate_text',
      'blocks',
      'ads.0.fields.headlines.2.text',
      'Headlines 2 and 3 are the same.',
    ],
    [
      'a near duplicate',
      headline('Real Jalapeños'),
      'near_duplicate',
      'check',
      'ads.0.fields.headlines.2.text',
      'say nearly the same',
    ],
    [
      'two headlines',
      (d) => fields(d).headlines.splice(2),
      'too_few_texts',
      'blocks',
      'ads.0.fields.headlines',
      'Google needs 3 headlines and has 2. Write 1 more headline.',
    ],
    [
      '16 headlines',
      (d) =>
        (fields(d).headlines = Array.from({ length: 16 }, (_, i) => ({
          text: `Line ${'abcdefghijklmnop'.charAt(i)}${i}`,
          pin: null,
        }))),
      'too_many_texts',
      'blocks',
      'ads.0.fields.headlines',
      'takes 15 headlines and this ad has 16. Remove 1.',
    ],
    [
      'one description',
      (d) => fields(d).descriptions.splice(1),
      'too_few_texts',
      'blocks',
      'ads.0.fields.descriptions',
      'Google needs 2 descriptions and has 1. Write 1 more description.',
    ],
    [
      'a description pinned to 3',
      (d) => (fields(d).descriptions[0] = { text: 'Kettle cooked', pin: 3 }),
      'pin_out_of_range',
      'blocks',
      'ads.0.fields.descriptions.0.text',
      'positions 1 to 2',
    ],
    [
      'all pinned to one place',
      (d) => fields(d).headlines.forEach((h) => (h.pin = 1)),
      'one_position',
      'check',
      'ads.0.fields.headlines.0.text',
      'would show one headline',
    ],
    [
      'every place pinned',
      (d) => [1, 2, 3].forEach((pin, i) => (fields(d).headlines[i] = { text: `Pinned ${'xyz'.charAt(i)}`, pin })),
      'never_shown',
      'check',
      'ads.0.fields.headlines.3.text',
      'Headlines 4, 5 would never be shown',
    ],
    [
      'a path of 16',
      (d) => (fields(d).path1 = 'x'.repeat(16)),
      'text_too_long',
      'blocks',
      'ads.0.fields.path1',
      'Display path 1 is 16 of 15 characters',
    ],
    [
      'a slash in a path',
      (d) => (fields(d).path1 = 'a/b'),
      'path_slash',
      'blocks',
      'ads.0.fields.path1',
      'has a slash',
    ],
    [
      'path 2 alone',
      (d) => (fields(d).path1 = ''),
      'path_order',
      'blocks',
      'ads.0.fields.path2',
      'Google needs path 1 first',
    ],
    [
      'no primary text',
      (d) => (fields(d).primaryText = ' '),
      'primary_missing',
      'check',
      'ads.0.fields.primaryText',
      'is empty',
    ],
    [
      'a primary text of 2,201',
      (d) => (fields(d).primaryText = 'x'.repeat(2201)),
      'text_too_long',
      'blocks',
      'ads.0.fields.primaryText',
      'Primary text is 2,201 of 2,200 characters for Meta. Remove 1.',
    ],
    ['no picture', (d) => (fields(d).media = null), 'media_missing', 'blocks', 'ads.0.fields.media', 'need a picture'],
    [
      'a WebP',
      picture({ mime: 'image/webp' }),
      'media_type',
      'blocks',
      'ads.0.fields.media',
      'is a WebP. Meta takes JPEG and PNG',
    ],
    ['31 MB', picture({ size: 31 * 1024 * 1024 }), 'media_bytes', 'blocks', 'ads.0.fields.media', '31.0 MB'],
    [
      'a thumbnail',
      picture({ width: 300, height: 375 }),
      'media_small',
      'blocks',
      'ads.0.fields.media',
      '300 × 375 pixels. Meta needs 600 × 600',
    ],
    [
      '9:16 in the feeds',
      picture({ width: 1080, height: 1920 }),
      'crop_automatic',
      'check',
      'ads.0.fields.media',
      'Facebook Feed cuts 30 % of the height',
    ],
    [
      '4:5 in a story',
      picture({ crops: {} as typeof chipsMedia.crops }),
      'media_gradient',
      'check',
      'ads.0.fields.media',
      'Story shows it on a gradient',
    ],
    [
      'Call now',
      (d) => (fields(d).callToAction = 'CALL_NOW'),
      'button_call',
      'check',
      'ads.0.fields.callToAction',
      'phone number',
    ],
    ['no ad', (d) => (d.ads = []), 'ad_missing', 'blocks', 'ads', 'There is no ad'],
  ])('%s', (_, change, code, severity, path, message) => {
    expect(find(changed(change), code)).toMatchObject({
      severity,
      path,
      step: 'creative',
      message: expect.stringContaining(message),
    })
  })

  it('says nothing about the picture when only Google is chosen, nor about 15 headlines when only Meta is', () => {
    const google = check(changed(both(without('meta_ads'), (d) => (fields(d).media = null))), chipsContext())
    expect(google.filter((i) => i.code.startsWith('media'))).toEqual([])
    const meta = check(changed(both(without('google_ads'), (d) => fields(d).headlines.splice(1))), chipsContext())
    expect(meta.filter((i) => i.platform === 'google_ads')).toEqual([])
  })

  it('asks nothing of a platform that an ad leaves out, but one ad for each chosen platform', () => {
    const [ad] = changed(() => undefined).ads
    if (!ad) throw new Error('no ad')
    const metaOnly = {
      ...ad,
      key: 'ad-2',
      leaveOut: ['google_ads' as const],
      fields: { ...ad.fields, headlines: [{ text: 'Hot!', pin: null }] },
    }
    const draft = changed((d) => d.ads.push(metaOnly))
    expect(check(draft, chipsContext()).filter((i) => i.severity === 'blocks')).toEqual([])
    const none = changed((d) => (d.ads = [metaOnly]))
    expect(find(none, 'ad_left_out')).toMatchObject({
      platform: 'google_ads',
      message: expect.stringContaining('Every ad leaves Google out'),
    })
    const four = changed((d) => (d.ads = [1, 2, 3, 4].map((n) => ({ ...ad, key: `ad-${n}` }))))
    expect(find(four, 'too_many_search_ads')?.message).toContain('Leave Google out of 1 ad.')
  })

  it('reports a shared hidden character once, for both platforms', () => {
    const draft = changed((d) => (fields(d).headlines[0] = { text: 'Hot\u200bchips', pin: null }))
    const found = check(draft, chipsContext()).filter((i) => i.code === 'hidden_characters')
    expect(found).toHaveLength(1)
    expect(found[0]?.platform).toBeUndefined()
  })

  it('names the ad where there are several', () => {
    const draft = changed((d) => {
      const [ad] = d.ads
      if (ad) d.ads.push({ ...ad, key: 'ad-2', fields: { ...ad.fields, media: null, url: '' } })
    })
    expect(find(draft, 'url_missing')).toMatchObject({
      path: 'ads.1.fields.url',
      message: expect.stringContaining('Ad 2, final URL is empty'),
    })
    expect(find(draft, 'media_missing')?.message).toContain('Ad 2: Facebook and Instagram need')
  })
})
