import { SkuUpdate, IdPath } from '@/lib/advertiser/rest'
import { restGetSku, restRemoveSku, restUpdateSku } from '@/lib/advertiser/rest.server'
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
})

export { update as PATCH, update as PUT }

export const DELETE = route({
  may: 'client.write',
  params: IdPath,
  run: (scope, { params }) => restRemoveSku(scope, params.id),
})
