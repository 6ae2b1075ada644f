import { removeBrand } from '@/lib/advertiser/brand-data.server'
import { BrandUpdate, IdPath, unitEntry } from '@/lib/advertiser/rest'
import { restGetBrand, restUpdateBrand } from '@/lib/advertiser/rest.server'
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
  audit: ({ body }, brand) => unitEntry('brand', body, brand),
})

export { update as PATCH, update as PUT }

export const DELETE = route({
  may: 'client.write',
  params: IdPath,
  status: 204,
  run: (scope, { params }) => removeBrand(scope, params.id),
  audit: ({ params }, { clientId }) => ({ action: 'brand.delete', clientId, target: params.id }),
})
