import type { Body } from './trial.server'

/** Requests as an application sends them, complete and legal: what tests start from. */

export type Ids = { pageId: string; instagramId: string; pixelId: string }

export const campaignRequest = (more: Body = {}): Body => ({
  name: 'Lamps autumn',
  objective: 'OUTCOME_SALES',
  status: 'PAUSED',
  buying_type: 'AUCTION',
  special_ad_categories: [],
  is_adset_budget_sharing_enabled: false,
  ...more,
})

export const adSetRequest = (campaignId: string, { pixelId }: Ids, more: Body = {}): Body => ({
  name: 'Lamps autumn: all',
  campaign_id: campaignId,
  daily_budget: 5000,
  billing_event: 'IMPRESSIONS',
  optimization_goal: 'OFFSITE_CONVERSIONS',
  bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
  promoted_object: { pixel_id: pixelId, custom_event_type: 'PURCHASE' },
  destination_type: 'WEBSITE',
  targeting: {
    geo_locations: { countries: ['DE', 'NO'] },
    age_min: 21,
    age_max: 60,
    genders: [2],
    flexible_spec: [{ interests: [{ id: '6003107902433', name: 'Interior design' }] }],
    targeting_automation: { advantage_audience: 0 },
  },
  dsa_beneficiary: 'Nordlys AS',
  dsa_payor: 'Nordlys AS',
  status: 'PAUSED',
  ...more,
})

export const creativeRequest = (imageHash: string, { pageId, instagramId }: Ids, more: Body = {}): Body => ({
  name: 'Lamp A',
  object_story_spec: {
    page_id: pageId,
    instagram_user_id: instagramId,
    link_data: {
      link: 'https://shop.example/lamps?utm_source=meta',
      message: 'Light for long evenings.',
      name: 'Lamps that last',
      description: 'Delivered in three days',
      image_hash: imageHash,
      call_to_action: { type: 'SHOP_NOW', value: { link: 'https://shop.example/lamps' } },
    },
  },
  degrees_of_freedom_spec: { creative_features_spec: { image_animation: { enroll_status: 'OPT_OUT' } } },
  ...more,
})

export const adRequest = (adSetId: string, creativeId: string, more: Body = {}): Body => ({
  name: 'Lamp A',
  adset_id: adSetId,
  creative: { creative_id: creativeId },
  status: 'PAUSED',
  ...more,
})
