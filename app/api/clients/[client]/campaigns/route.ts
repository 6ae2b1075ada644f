import { z } from 'zod'
import { CampaignQuery } from '@/lib/campaign/list'
import { campaignPage } from '@/lib/campaign/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'campaign.read',
  params: z.object({ client: z.string() }),
  query: CampaignQuery,
  run: (scope, { params, query }) => campaignPage(scope, params.client, query),
})
