import { SkuCreate, ListSkus, unitEntry } from '@/lib/advertiser/rest'
import { restCreateSku, restListSkus } from '@/lib/advertiser/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({ may: 'client.read', query: ListSkus, run: (scope, { query }) => restListSkus(scope, query) })

export const POST = route({
  may: 'client.write',
  body: SkuCreate,
  status: 201,
  run: (scope, { body }) => restCreateSku(scope, body),
  audit: ({ body }, sku) => ({ ...unitEntry('sku', body, sku), action: 'sku.create' }),
})
