import { BrandCreate, ListBrands, unitEntry } from '@/lib/advertiser/rest'
import { restCreateBrand, restListBrands } from '@/lib/advertiser/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'client.read',
  query: ListBrands,
  run: (scope, { query }) => restListBrands(scope, query),
})

export const POST = route({
  may: 'client.write',
  body: BrandCreate,
  status: 201,
  run: (scope, { body }) => restCreateBrand(scope, body),
  audit: ({ body }, brand) => ({ ...unitEntry('brand', body, brand), action: 'brand.create' }),
})
