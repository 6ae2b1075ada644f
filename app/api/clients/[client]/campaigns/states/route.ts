import { z } from 'zod'
import { StateQuery } from '@/lib/campaign/list'
import { campaignStates } from '@/lib/campaign/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'campaign.read',
  params: z.object({ client: z.string() }),
  query: StateQuery,
  run: (scope, { params, query }) => campaignStates(scope, params.client, query.ids),
})
