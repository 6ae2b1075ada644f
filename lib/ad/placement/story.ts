import { definePlacement } from './define'
import { META_FILES } from './meta-media'

/** Facebook and Instagram stories: one frame, two skins. */
export const story = definePlacement({
  slug: 'story',
  name: 'Story',
  platform: 'meta_ads',
  devices: ['mobile'],
  shows: { headline: false, description: false, primaryText: true, media: true, callToAction: true, path: false },
  headlines: { min: 0, max: 1, advised: null },
  descriptions: { min: 0, max: 1, advised: null },
  limits: {
    primaryText: { hard: 2200, recommended: 125, fold: { characters: 125, lines: { mobile: 3 }, word: '…' } },
    headline: { hard: 255, recommended: 40, fold: null },
  },
  media: {
    ...META_FILES,
    ratios: ['9:16'],
    widest: 9 / 16,
    tallest: 9 / 16,
    tallestOn: {},
    misfit: 'gradient',
    bestWidth: 1080,
    bestHeight: 1920,
  },
  safeZone: { top: 0.14, bottom: 0.2, left: 0, right: 0 },
  notes: [
    'Stories do not show the headline or the description.',
    'A picture that is not 9:16 stands on a gradient of its own colours, with the primary text under it.',
  ],
})
