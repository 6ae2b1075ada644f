import { IdPath } from '@/lib/advertiser/rest'
import { restExportClient } from '@/lib/advertiser/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'client.export',
  params: IdPath,
  run: (scope, { params }) => restExportClient(scope, params.id),
})
