import { clientEntry, ClientUpdate, IdPath } from '@/lib/advertiser/rest'
import { restGetClient, restUpdateClient } from '@/lib/advertiser/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'dashboard.read',
  params: IdPath,
  run: (scope, { params }) => restGetClient(scope, params.id),
})

const update = route({
  may: 'client.write',
  params: IdPath,
  body: ClientUpdate,
  run: (scope, { params, body }) => restUpdateClient(scope, params.id, body),
  audit: ({ body }, client) => clientEntry(body, client),
})

export { update as PATCH, update as PUT }
