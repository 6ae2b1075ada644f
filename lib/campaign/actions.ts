'use server'
import { action } from '@/lib/server/action'
import { adoptCampaign } from './adopt.server'
import { CampaignIds, CampaignRef, PartRef } from './schema'
import { pauseCampaigns, pausePart, resumeCampaigns, resumePart } from './switch.server'

export const pause = action({
  name: 'campaign.pause',
  may: 'campaign.write',
  input: CampaignIds,
  run: (scope, { campaignIds }) => pauseCampaigns(scope, campaignIds),
  audit: (_, { asked }) => ({ details: { campaigns: asked } }),
})

export const resume = action({
  name: 'campaign.resume',
  may: 'campaign.write',
  input: CampaignIds,
  run: (scope, { campaignIds }) => resumeCampaigns(scope, campaignIds),
  audit: (_, { asked }) => ({ details: { campaigns: asked } }),
})

export const pauseOne = action({
  name: 'campaign.part.pause',
  may: 'campaign.write',
  input: PartRef,
  run: pausePart,
  audit: ({ campaignId, id, kind }) => ({ target: id, details: { campaignId, kind } }),
})

export const resumeOne = action({
  name: 'campaign.part.resume',
  may: 'campaign.write',
  input: PartRef,
  run: resumePart,
  audit: ({ campaignId, id, kind }) => ({ target: id, details: { campaignId, kind } }),
})

export const adopt = action({
  name: 'campaign.adopt',
  may: 'campaign.write',
  input: CampaignRef,
  run: (scope, { campaignId }) => adoptCampaign(scope, campaignId),
  audit: ({ campaignId }) => ({ target: campaignId }),
})
