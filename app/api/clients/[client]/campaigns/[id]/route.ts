import { z } from 'zod'
import { campaignDetail } from '@/lib/campaign/detail.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'campaign.read',
  params: z.object({ client: z.string(), id: z.uuid('This is not the id of a campaign.') }),
  query: z.object({ agency: z.string().optional() }),
  run: (scope, { params }) => campaignDetail(scope, params.client, params.id),
})
