import type { AdFields, AudienceRules, Declarations, Media } from '@/lib/ad/schema'
import type { AdSpec, CampaignSpec, UnitSpec } from '@/lib/ad/spec'

/** Specs for tests: a campaign as the draft resolves it, to be changed field by field. */

export const media = (changes: Partial<Media> = {}): Media => ({
  id: '0199f2d0-0000-7000-8000-000000000001',
  hash: 'ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12',
  filename: 'chips.jpg',
  mime: 'image/jpeg',
  width: 1080,
  height: 1080,
  size: 200_000,
  color: '#cc3311',
  crops: {},
  ...changes,
})

export const rules = (changes: Partial<AudienceRules> = {}): AudienceRules => ({
  locations: [{ kind: 'country', name: 'United States', country: 'US', keys: {} }],
  languages: ['en'],
  ageMin: 18,
  ageMax: 65,
  genders: 'all',
  interests: [],
  keywords: [{ text: 'spicy chips', match: 'phrase' }],
  ...changes,
})

export const adFields = (changes: Partial<AdFields> = {}): AdFields => ({
  headlines: [
    { text: 'New Spicy Chips', pin: 1 },
    { text: '20% Off This Week', pin: null },
    { text: 'Order Online', pin: null },
  ],
  descriptions: [
    { text: 'Crisp, hot and made from real potatoes.', pin: null },
    { text: 'Free delivery from 20 dollars.', pin: 2 },
  ],
  primaryText: 'Turn up the heat with our new jalapeño chips.',
  media: media(),
  callToAction: 'SHOP_NOW',
  url: 'https://tasty.example/spicy',
  path1: 'chips',
  path2: 'spicy',
  ...changes,
})

export const adSpec = (changes: Partial<AdSpec> = {}): AdSpec => ({
  key: 'a1',
  name: 'Ad 1 [pl:a1]',
  fields: adFields(),
  finalUrl: 'https://tasty.example/spicy?utm_source=x&utm_campaign=launch',
  ...changes,
})

export const unitSpec = (changes: Partial<UnitSpec> = {}): UnitSpec => ({
  key: 'u1',
  name: 'Snackers [pl:u1]',
  rules: rules(),
  budgetMicros: null,
  ads: [adSpec()],
  ...changes,
})

const declarations: Declarations = { specialCategory: 'none', euPolitical: false, dsaBeneficiary: '', dsaPayor: '' }

export const googleSpec = (changes: Partial<CampaignSpec> = {}): CampaignSpec => ({
  key: 'c1',
  name: 'tasty_traffic_202611_1 [pl:c1]',
  account: {
    id: '0199f2d0-0000-7000-8000-0000000000aa',
    platform: 'google_ads',
    externalId: '123-456-7890',
    loginExternalId: '9876543210',
    name: 'Tasty Chips Co.',
    currency: 'USD',
    timezone: 'America/Chicago',
  },
  objective: 'traffic',
  budget: { type: 'daily', amountMicros: 100_000_000n, currency: 'USD' },
  startsOn: null,
  endsOn: null,
  declarations,
  pageId: null,
  instagramId: null,
  pixelId: null,
  pixelEvent: null,
  conversionGoalId: null,
  units: [unitSpec()],
  ...changes,
})

export const metaSpec = (changes: Partial<CampaignSpec> = {}): CampaignSpec => ({
  ...googleSpec(),
  account: {
    id: '0199f2d0-0000-7000-8000-0000000000bb',
    platform: 'meta_ads',
    externalId: '798085168510957',
    loginExternalId: null,
    name: 'Tasty Chips Co.',
    currency: 'USD',
    timezone: 'America/Chicago',
  },
  pageId: '112704783733939',
  instagramId: '17841400000000001',
  ...changes,
})
