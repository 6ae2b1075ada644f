import { z } from 'zod'

/** As many as are asked for at once; a table page and more. */
export const MOST_AT_ONCE = 500

export const CampaignIds = z.object({
  campaignIds: z
    .array(z.uuid('This is not the id of a campaign.'))
    .min(1, 'Choose at least one campaign.')
    .max(MOST_AT_ONCE, `Choose at most ${MOST_AT_ONCE} campaigns at a time.`),
})
export type CampaignIds = z.infer<typeof CampaignIds>

export const CampaignRef = z.object({ campaignId: z.uuid('This is not the id of a campaign.') })

/** A unit or an ad of a campaign. */
export const PartRef = z.object({
  campaignId: z.uuid('This is not the id of a campaign.'),
  kind: z.enum(['unit', 'ad']),
  id: z.uuid('This is not the id of a unit or ad.'),
})
export type PartRef = z.infer<typeof PartRef>
