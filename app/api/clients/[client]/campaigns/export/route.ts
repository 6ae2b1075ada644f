import { z } from 'zod'
import { ExportQuery } from '@/lib/campaign/list'
import { campaignCsv } from '@/lib/campaign/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'campaign.read',
  params: z.object({ client: z.string() }),
  query: ExportQuery,
  run: (scope, { params, query }) => campaignCsv(scope, params.client, query),
})
