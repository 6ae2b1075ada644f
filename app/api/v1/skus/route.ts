import { SkuCreate, ListSkus } from '@/lib/advertiser/rest'
import { restCreateSku, restListSkus } from '@/lib/advertiser/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({ may: 'client.read', query: ListSkus, run: (scope, { query }) => restListSkus(scope, query) })

export const POST = route({
  may: 'client.write',
  body: SkuCreate,
  status: 201,
  run: (scope, { body }) => restCreateSku(scope, body),
})
