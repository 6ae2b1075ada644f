import { definePlacement } from './define'

/** Responsive search ad: Google joins up to three headlines and two descriptions. No picture, no button. */
export const googleSearch = definePlacement({
  slug: 'google-search',
  name: 'Google Search',
  platform: 'google_ads',
  devices: ['mobile', 'desktop'],
  shows: { headline: true, description: true, primaryText: false, media: false, callToAction: false, path: true },
  headlines: { min: 3, max: 15, advised: 8 },
  descriptions: { min: 2, max: 4, advised: 4 },
  limits: {
    headline: { hard: 30, recommended: null, fold: null },
    description: { hard: 90, recommended: null, fold: null },
    path: { hard: 15, recommended: null, fold: null },
  },
  media: null,
  safeZone: null,
  notes: [
    'Google assembles headlines and descriptions itself; this is one combination.',
    'The picture and the button are not used by Google Search.',
  ],
})
