import { z } from 'zod'
import { SparkQuery } from '@/lib/campaign/list'
import { campaignSparklines } from '@/lib/campaign/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'campaign.read',
  params: z.object({ client: z.string() }),
  query: SparkQuery,
  run: (scope, { params, query }) => campaignSparklines(scope, params.client, query),
})
