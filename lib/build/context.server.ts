import 'server-only'
import { within, withinClients, type Scope } from '@/lib/access/scope'
import type { Asset, CheckAccount, CheckContext } from '@/lib/ad/issue'
import type { ResolveContext } from '@/lib/ad/resolve'
import { UtmRules } from '@/lib/ad/utm'
import { notFound } from '@/lib/core/errors'
import { minorUnitMicros, roundTo } from '@/lib/core/money'
import { dayIn } from '@/lib/core/zone'
import { rates } from '@/lib/report/overview.server'
import { now } from '@/lib/server/clock.server'
import { env } from '@/lib/server/env'
import { db, type Transaction } from '@/lib/server/prisma'
import type { StoredBuild } from './schema'

const GONE = new Set(['DISABLED', 'CLOSED', 'PENDING_CLOSURE', 'SUSPENDED', 'CANCELED', 'CANCELLED'])
/** What the optimiser needs a day to learn from. */
const OPTIMISER_USD = 100

type Row = {
  platform: string
  platformStatus: string
  integration: { status: string; scopes: string[] }
}

function stateOf({ platform, platformStatus, integration }: Row): CheckAccount['state'] {
  if (integration.status !== 'active') return 'needs_reconnect'
  if (GONE.has(platformStatus)) return 'disabled'
  const { scopes } = integration
  return platform === 'meta_ads' && scopes.length > 0 && !scopes.includes('ads_management') ? 'read_only' : 'ready'
}

/** 100 USD in each currency at the newest rate; a currency without one is absent. */
async function optimiserMinimums(scope: Scope, currencies: readonly string[], at: Date): Promise<Map<string, bigint>> {
  const found = new Map<string, bigint>()
  const day = dayIn(at, 'UTC')
  for (const currency of new Set(currencies)) {
    const rate = currency === 'USD' ? 1 : (await rates(scope, ['USD'], currency, day))('USD', day)
    if (rate !== null)
      found.set(currency, roundTo(BigInt(Math.round(OPTIMISER_USD * rate * 1e6)), minorUnitMicros(currency)))
  }
  return found
}

const isAssetKind = (kind: string): kind is Asset['kind'] =>
  ['page', 'instagram', 'pixel', 'pixel_event', 'conversion_goal'].includes(kind)

/** The client's ad accounts with what their ads may use, as the checks want them. */
async function checkAccounts(scope: Scope, clientId: string, at: Date, tx: Transaction): Promise<CheckAccount[]> {
  const rows = await tx.adAccount.findMany({
    where: { AND: [within(scope), { clientId, platform: { in: ['google_ads', 'meta_ads'] } }] },
    orderBy: [{ platform: 'asc' }, { name: 'asc' }],
    include: {
      integration: { select: { status: true, scopes: true } },
      assets: { select: { kind: true, externalId: true, name: true }, orderBy: { name: 'asc' } },
    },
  })
  const minimums = await optimiserMinimums(
    scope,
    rows.map((row) => row.currency),
    at,
  )
  return rows.map((row) => ({
    id: row.id,
    platform: row.platform === 'google_ads' ? 'google_ads' : 'meta_ads',
    externalId: row.externalId,
    loginExternalId: row.loginExternalId,
    name: row.name,
    currency: row.currency,
    timezone: row.timezone,
    today: dayIn(at, row.timezone),
    state: stateOf(row),
    assets: row.assets.flatMap(({ kind, ...asset }) => (isAssetKind(kind) ? [{ kind, ...asset }] : [])),
    minimumDailyMicros: row.minimumDailyMicros,
    optimiserMinimumMicros: minimums.get(row.currency) ?? null,
    takesLifetimeBudget: true,
  }))
}

/** All that the checks of a client's drafts know beside the draft. Throws `not_found`. */
export async function checkContext(scope: Scope, clientId: string, tx: Transaction = db(scope)): Promise<CheckContext> {
  const client = await tx.client.findFirst({
    where: { AND: [withinClients(scope), { id: clientId }] },
    select: { utm: true, agency: { select: { locale: true } } },
  })
  if (!client) throw notFound('This client')
  return {
    accounts: await checkAccounts(scope, clientId, await now(), tx),
    locale: client.agency.locale,
    utm: UtmRules.parse(client.utm),
    allowPrivateHosts: env().SANDBOX,
  }
}

type Named = Pick<StoredBuild, 'id' | 'clientId' | 'skuId'>

/** What resolving a draft needs: who it is for, and the names that are taken or were given before. */
export async function resolveContext(scope: Scope, build: Named, tx: Transaction = db(scope)): Promise<ResolveContext> {
  const { id: buildId, clientId, skuId } = build
  const sku = await tx.sku.findFirst({
    where: { AND: [within(scope), { id: skuId, clientId }] },
    select: {
      name: true,
      brand: { select: { name: true, client: { select: { slug: true, namingPattern: true, utm: true } } } },
    },
  })
  if (!sku) throw notFound("The draft's product")
  const campaigns = await tx.campaign.findMany({
    where: { AND: [within(scope), { clientId }] },
    select: { name: true, buildId: true, adAccountId: true },
  })
  const own = campaigns.filter((campaign) => campaign.buildId === buildId)
  const { client } = sku.brand
  return {
    ...(await checkContext(scope, clientId, tx)),
    launchId: buildId,
    client: client.slug,
    brand: sku.brand.name,
    sku: sku.name,
    namingPattern: client.namingPattern,
    utm: UtmRules.parse(client.utm),
    takenNames: campaigns.flatMap((campaign) => (campaign.buildId === buildId ? [] : [campaign.name])),
    keptNames: Object.fromEntries(own.map(({ adAccountId, name }) => [adAccountId, name])),
  }
}
