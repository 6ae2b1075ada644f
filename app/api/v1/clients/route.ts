import { ListClients, ClientCreate } from '@/lib/advertiser/rest'
import { restCreateClient, restListClients } from '@/lib/advertiser/rest.server'
import { route } from '@/lib/server/route'

export const GET = route({
  may: 'dashboard.read',
  query: ListClients,
  run: (scope, { query }) => restListClients(scope, query),
})

export const POST = route({
  may: 'client.write',
  body: ClientCreate,
  status: 201,
  run: (scope, { body }) => restCreateClient(scope, body),
  audit: ({ body }, { id, name }) => ({ action: 'client.create', clientId: id, target: name, details: body }),
})
