import { emptyDraft } from '@/lib/ad/schema'
import type { World } from '../world'

export type Asked = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown }
export type Route = (w: World) => Asked

const period = { first: '2026-11-01', last: '2026-11-20' }
const id =
  (of: (w: World) => string): Route =>
  (w) => ({ params: { id: of(w) } })
const change =
  (of: (w: World) => string): Route =>
  (w) => ({ params: { id: of(w) }, body: { name: 'Taken' } })
const brand = id((w) => w.brand)
const sku = id((w) => w.sku)
const client = id((w) => w.client)
const build = id((w) => w.build)
const rest = { name: 'Taken', industry: 'Retail', currency: 'EUR', timezone: 'Europe/Oslo' }
const inClient =
  (query: (w: World) => Record<string, string>, more: (w: World) => Record<string, string> = () => ({})): Route =>
  (w) => ({ params: { client: w.clientSlug, ...more(w) }, query: query(w) })

/** What each address that needs somebody is asked for: valid, and with ids of one world. */
export const ROUTES: Record<string, Route> = {
  'GET api/builds/[id]': build,
  'PUT api/builds/[id]': (w) => ({
    params: { id: w.build },
    body: { revision: 1, name: 'Taken', skuId: w.sku, draft: emptyDraft() },
  }),
  'GET api/builds/[id]/landing': build,
  'GET api/builds/[id]/launch': id((w) => w.launchedBuild),
  'GET api/builds/[id]/review': build,
  'GET api/builds/[id]/versions': build,
  'GET api/clients/[client]/campaigns': inClient(() => period),
  'GET api/clients/[client]/campaigns/[id]': inClient(
    () => ({}),
    (w) => ({ id: w.campaign }),
  ),
  'GET api/clients/[client]/campaigns/export': inClient(() => period),
  'GET api/clients/[client]/campaigns/sparklines': inClient((w) => ({ ...period, ids: w.campaign })),
  'GET api/clients/[client]/campaigns/states': inClient((w) => ({ ids: w.campaign })),
  'GET api/integrations': () => ({}),
  'GET api/interests': (w) => ({ query: { client: w.client, q: 'run' } }),
  'GET api/jobs': () => ({}),
  'GET api/media/[hash]': (w) => ({ params: { hash: w.mediaHash } }),
  'POST api/media': (w) => ({ query: { client: w.client } }),
  'GET api/search': () => ({ query: { q: 'mk' } }),
  'GET api/v1/brands': (w) => ({ query: { client_id: w.client } }),
  'POST api/v1/brands': (w) => ({ body: { client_id: w.client, name: 'Rest brand' } }),
  'GET api/v1/brands/[id]': brand,
  'PATCH api/v1/brands/[id]': change((w) => w.brand),
  'PUT api/v1/brands/[id]': change((w) => w.brand),
  'DELETE api/v1/brands/[id]': brand,
  'GET api/v1/clients': () => ({}),
  'POST api/v1/clients': () => ({ body: rest }),
  'GET api/v1/clients/[id]': client,
  'PATCH api/v1/clients/[id]': change((w) => w.client),
  'PUT api/v1/clients/[id]': change((w) => w.client),
  'GET api/v1/clients/[id]/export': client,
  'GET api/v1/skus': (w) => ({ query: { client_id: w.client } }),
  'POST api/v1/skus': (w) => ({ body: { brand_id: w.brand, name: 'Rest SKU' } }),
  'GET api/v1/skus/[id]': sku,
  'PATCH api/v1/skus/[id]': change((w) => w.sku),
  'PUT api/v1/skus/[id]': change((w) => w.sku),
  'DELETE api/v1/skus/[id]': sku,
  'GET api/v1/team': () => ({}),
}

/** Addresses whose answer belongs to the agency as a whole, so that a member of another client reads it too. */
export const WIDE: Record<string, string> = {
  'GET api/search': 'finds colleagues; search.db.test.ts has the member of chosen clients',
  'GET api/v1/team': 'lists colleagues; colleagues.db.test.ts has the member of chosen clients',
}

/** Addresses that answer without a session, each with its reason. */
export const OPEN: Record<string, string> = {
  'api/auth/[...nextauth]': 'signing in itself',
  'api/inngest': 'answers calls signed by the job server alone',
  'api/integrations/[provider]/callback': 'a platform sends people here: it leads to a page and says nothing',
  'api/sandbox/[...path]': "another company's server, in the sandbox only",
  'api/v1/auth/agency': 'registering',
  'api/v1/auth/forgotten': 'says the same for every address',
  'api/v1/auth/invitation': 'known by its token',
  'api/v1/auth/invitation/join': 'known by its token',
  'api/v1/auth/login': 'signing in itself',
  'api/v1/auth/refresh': 'known by its token',
  'api/v1/auth/register': 'registering',
  'api/v1/auth/reset': 'known by its token',
  'api/v1/health': 'health',
  'api/v1/openapi.json': 'describes the API, with no data',
  health: 'health',
  'health/ready': 'health',
}
