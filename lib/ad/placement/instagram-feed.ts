import { definePlacement } from './define'
import { META_FILES } from './meta-media'

export const instagramFeed = definePlacement({
  slug: 'instagram-feed',
  name: 'Instagram Feed',
  platform: 'meta_ads',
  devices: ['mobile'],
  shows: { headline: false, description: false, primaryText: true, media: true, callToAction: true, path: false },
  headlines: { min: 0, max: 1, advised: null },
  descriptions: { min: 0, max: 1, advised: null },
  limits: {
    primaryText: { hard: 2200, recommended: 125, fold: { characters: 125, lines: { mobile: 2 }, word: 'more' } },
    headline: { hard: 255, recommended: 40, fold: null },
  },
  media: {
    ...META_FILES,
    ratios: ['4:5', '1:1', '1.91:1'],
    widest: 1.91,
    tallest: 4 / 5,
    tallestOn: {},
    misfit: 'crop',
    bestWidth: 1440,
    bestHeight: 1800,
  },
  safeZone: null,
  notes: ['Instagram does not show the headline, the description or links in the text.'],
})
