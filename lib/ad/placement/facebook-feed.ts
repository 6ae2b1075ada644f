import { definePlacement } from './define'
import { META_FILES } from './meta-media'

export const facebookFeed = definePlacement({
  slug: 'facebook-feed',
  name: 'Facebook Feed',
  platform: 'meta_ads',
  devices: ['mobile', 'desktop'],
  shows: { headline: true, description: true, primaryText: true, media: true, callToAction: true, path: false },
  headlines: { min: 0, max: 1, advised: null },
  descriptions: { min: 0, max: 1, advised: null },
  limits: {
    primaryText: {
      hard: 2200,
      recommended: 125,
      fold: { characters: 125, lines: { mobile: 3, desktop: 5 }, word: 'See more' },
    },
    headline: { hard: 255, recommended: 40, fold: null },
    description: { hard: 255, recommended: 30, fold: null },
  },
  media: {
    ...META_FILES,
    ratios: ['4:5', '1:1', '1.91:1'],
    widest: 1.91,
    tallest: 4 / 5,
    tallestOn: { desktop: 1 },
    misfit: 'crop',
    bestWidth: 1440,
    bestHeight: 1800,
  },
  safeZone: null,
  notes: [
    'The description is often hidden on mobile.',
    'Facebook shows the first headline and the first description only.',
  ],
})
