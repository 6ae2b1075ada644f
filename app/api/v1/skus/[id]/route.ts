import { removeSku } from '@/lib/advertiser/sku-data.server'
import { SkuUpdate, IdPath, unitEntry } from '@/lib/advertiser/rest'
import { restGetSku, restUpdateSku } from '@/lib/advertiser/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'client.read',
  params: IdPath,
  run: (scope, { params }) => restGetSku(scope, params.id),
})

const update = route({
  may: 'client.write',
  params: IdPath,
  body: SkuUpdate,
  run: (scope, { params, body }) => restUpdateSku(scope, params.id, body),
  audit: ({ body }, sku) => unitEntry('sku', body, sku),
})

export { update as PATCH, update as PUT }

export const DELETE = route({
  may: 'client.write',
  params: IdPath,
  status: 204,
  run: (scope, { params }) => removeSku(scope, params.id),
  audit: ({ params }, { clientId }) => ({ action: 'sku.delete', clientId, target: params.id }),
})
