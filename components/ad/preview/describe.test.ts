import { describe, expect, it } from 'vitest'
import type { AdFields, Media } from '@/lib/ad/schema'
import { EMPTY_FIELDS } from '@/lib/ad/schema'
import { describeAd, pictureDetail } from './describe'

const picture = (width: number, height: number, crops: Media['crops'] = {}): Media => ({
  id: '01980000-0000-7000-8000-000000000001',
  hash: 'a1',
  filename: 'chips_bag.jpg',
  mime: 'image/jpeg',
  width,
  height,
  size: 1000,
  color: '#2a6a45',
  crops,
})
const chips: AdFields = {
  ...EMPTY_FIELDS,
  headlines: ['Spicy Chips | 20% Off', '', 'Crunch'].map((text) => ({ text, pin: null })),
  descriptions: [{ text: 'Kettle cooked.', pin: null }],
  primaryText: 'Crunch into the heat today!',
  media: picture(1080, 1350),
  callToAction: 'SHOP_NOW',
  url: 'https://www.tastychips.co/x',
  path1: 'spicy',
}
const shown = {
  device: 'mobile' as const,
  fields: chips,
  identity: { name: 'Tasty Chips Co.' },
  combination: { headlines: [2, 1, 0], descriptions: [0] },
}
const NOTHING = { headlines: [], descriptions: [] }

describe('describeAd', () => {
  it.each([
    [
      'google-search',
      'Google Search ad on mobile. Headline: Crunch | Spicy Chips | 20% Off. Description: Kettle cooked. Address: https://www.tastychips.co › spicy.',
    ],
    [
      'facebook-feed',
      'Facebook Feed ad on mobile from Tasty Chips Co. Primary text: Crunch into the heat today! Headline: Spicy Chips | 20% Off. Link: tastychips.co. Image: chips_bag.jpg. Button: Shop now.',
    ],
    [
      'instagram-feed',
      'Instagram Feed ad from Tasty Chips Co. Primary text: Crunch into the heat today! Image: chips_bag.jpg. Button: Shop now.',
    ],
    [
      'story',
      'Instagram Story ad from Tasty Chips Co. Primary text: Crunch into the heat today! Image: chips_bag.jpg. Button: Shop now.',
    ],
  ] as const)('says what %s shows', (placement, words) => expect(describeAd({ ...shown, placement })).toBe(words))

  it('leaves out the text that a full-screen picture hides', () => {
    const fields: AdFields = { ...chips, media: picture(1080, 1920), callToAction: 'NO_BUTTON' }
    expect(describeAd({ ...shown, fields, placement: 'story', surface: 'facebook' })).toBe(
      'Facebook Story ad from Tasty Chips Co. Image: chips_bag.jpg.',
    )
  })

  it('says what is still missing', () => {
    const empty = { ...shown, fields: EMPTY_FIELDS, combination: NOTHING }
    expect(describeAd({ ...empty, placement: 'google-search', device: 'desktop' })).toBe(
      'Google Search ad on desktop. No headline yet. No description yet. No address yet.',
    )
    expect(describeAd({ ...empty, placement: 'instagram-feed' })).toBe(
      'Instagram Feed ad from Tasty Chips Co. No primary text yet. No image yet. Button: Learn more.',
    )
  })
})

describe('pictureDetail', () => {
  const drawn = { '9:16': { x: 0.2, y: 0, width: 0.6, height: 1 } }
  it.each([
    [picture(1080, 1350), 'facebook-feed', 'mobile', '4:5, original'],
    [picture(1080, 1350), 'facebook-feed', 'desktop', '4:5 cropped to 1:1'],
    [
      picture(1080, 1350, { '4:5': { x: 0.1, y: 0.1, width: 0.8, height: 0.8 } }),
      'facebook-feed',
      'mobile',
      '4:5, cropped',
    ],
    [picture(1080, 1920), 'instagram-feed', 'mobile', '9:16 cropped to 4:5'],
    [picture(1080, 1080), 'story', 'mobile', '1:1 on a gradient'],
    [picture(1080, 1080, drawn), 'story', 'mobile', '1:1 cropped to 9:16'],
    [picture(1080, 1920), 'story', 'mobile', '9:16, original'],
    [picture(1500, 1000), 'facebook-feed', 'mobile', '3:2, original'],
    [null, 'facebook-feed', 'mobile', 'No image yet'],
    [picture(1080, 1350), 'google-search', 'mobile', ''],
  ] as const)('of %o in %s on %s', (media, placement, device, words) => {
    expect(pictureDetail(media, placement, device)).toBe(words)
  })
})
