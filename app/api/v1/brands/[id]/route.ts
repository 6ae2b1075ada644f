import { BrandUpdate, IdPath } from '@/lib/advertiser/rest'
import { restGetBrand, restRemoveBrand, restUpdateBrand } from '@/lib/advertiser/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'client.read',
  params: IdPath,
  run: (scope, { params }) => restGetBrand(scope, params.id),
})

const update = route({
  may: 'client.write',
  params: IdPath,
  body: BrandUpdate,
  run: (scope, { params, body }) => restUpdateBrand(scope, params.id, body),
})

export { update as PATCH, update as PUT }

export const DELETE = route({
  may: 'client.write',
  params: IdPath,
  run: (scope, { params }) => restRemoveBrand(scope, params.id),
})
