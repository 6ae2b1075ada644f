import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import type { RemoteCampaign } from '@/lib/connectors/define'
import { notFound } from '@/lib/core/errors'
import { withAccount } from '@/lib/integration/caller.server'
import { newId } from '@/lib/server/id'
import { db, type Transaction } from '@/lib/server/prisma'

type Home = {
  agencyId: string
  clientId: string
  brandId: string
  skuId: string
  adAccountId: string
  platform: 'google_ads' | 'meta_ads'
  currency: string
}

/** The platforms' words for what was removed there for good. */
const GONE = new Set(['REMOVED', 'DELETED', 'ARCHIVED'])
const stateOf = (isOn: boolean): 'live' | 'paused' => (isOn ? 'live' : 'paused')
const campaignState = ({ isOn, platformStatus }: RemoteCampaign): 'live' | 'paused' | 'completed' =>
  GONE.has(platformStatus) ? 'completed' : stateOf(isOn)

/** Where imported campaigns go: the client's default brand and SKU. */
async function home(scope: Scope, adAccountId: string): Promise<Home> {
  const account = await db(scope).adAccount.findFirst({ where: { id: adAccountId, ...within(scope) } })
  if (!account?.clientId) throw notFound('This ad account')
  const sku = await db(scope).sku.findFirst({
    where: { ...within(scope), clientId: account.clientId, isDefault: true },
  })
  if (!sku) throw notFound("The client's default SKU")
  return {
    agencyId: scope.agencyId,
    clientId: account.clientId,
    brandId: sku.brandId,
    skuId: sku.id,
    adAccountId,
    platform: account.platform === 'google_ads' ? 'google_ads' : 'meta_ads',
    currency: account.currency,
  }
}

/** Campaigns stored in one transaction. */
const AT_ONCE = 500

/**
 * Brings the account's campaigns in: new ones read-only until a buyer adopts them, known ones with their current state.
 * Running it twice changes nothing. `only`: some campaigns by the platform's ids, also those that were removed there,
 * as their spend counts all the same.
 */
export async function importCampaigns(
  scope: Scope,
  adAccountId: string,
  only?: readonly string[],
): Promise<{ seen: number; added: number }> {
  const at = await home(scope, adAccountId)
  const before = only ? [] : await idsAtPlatform(scope, adAccountId)
  const listed = await withAccount(scope, adAccountId, (connector, caller) => connector.listCampaigns(caller, only))
  const seen = new Set(listed.map(({ externalId }) => externalId))
  const remote = [...listed, ...(only ?? []).filter((id) => !seen.has(id)).map(unseen)]
  let added = 0
  for (let i = 0; i < remote.length; i += AT_ONCE) added += await storeSome(scope, at, remote.slice(i, i + AT_ONCE))
  // Known before the list was made and not in it: removed at the platform.
  const gone = before.filter((id) => !seen.has(id))
  for (let i = 0; i < gone.length; i += AT_ONCE) await storeSome(scope, at, gone.slice(i, i + AT_ONCE).map(unseen))
  return { seen: remote.length, added }
}

/** A campaign that has figures, or was known here, and that the platform does not show any more. */
const unseen = (externalId: string): RemoteCampaign => ({
  externalId,
  name: `Removed campaign ${externalId}`,
  objective: null,
  isOn: false,
  platformStatus: 'REMOVED',
  budget: null,
  startsAt: null,
  endsAt: null,
  units: [],
})

const idsAtPlatform = async (scope: Scope, adAccountId: string): Promise<string[]> =>
  (await db(scope).campaignPlatformMap.findMany({ where: { adAccountId, ...within(scope) } })).map(
    ({ externalCampaignId }) => externalCampaignId,
  )

/** Adds those that are new and refreshes the others, together; two imports of an account wait for each other. */
const storeSome = (scope: Scope, at: Home, remote: readonly RemoteCampaign[]): Promise<number> =>
  db(scope).$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`campaigns:${at.adAccountId}`}, 0))`
      const maps = await tx.campaignPlatformMap.findMany({
        where: {
          ...within(scope),
          adAccountId: at.adAccountId,
          externalCampaignId: { in: remote.map(({ externalId }) => externalId) },
        },
        select: { externalCampaignId: true, campaignId: true },
      })
      const known = new Map(maps.map((map) => [map.externalCampaignId, map.campaignId]))
      const fresh = remote.filter(({ externalId }) => !known.has(externalId))
      await add(tx, at, fresh)
      await refresh(tx, scope, known, remote)
      return fresh.length
    },
    { timeout: 60_000 },
  )

async function add(tx: Transaction, { currency, ...at }: Home, fresh: readonly RemoteCampaign[]): Promise<void> {
  const tenant = { agencyId: at.agencyId, clientId: at.clientId }
  const campaigns = fresh.map((remote) => ({ remote, id: newId() }))
  const units = campaigns.flatMap(({ remote, id: campaignId }) =>
    remote.units.map((unit) => ({ unit, campaignId, id: newId() })),
  )
  await tx.campaign.createMany({
    data: campaigns.map(({ id, remote }) => ({
      ...at,
      id,
      name: remote.name,
      objective: remote.objective,
      status: campaignState(remote),
      origin: 'imported' as const,
      desiredOn: remote.isOn,
      platformStatus: remote.platformStatus,
      startsAt: remote.startsAt,
      endsAt: remote.endsAt,
    })),
  })
  const { platform, adAccountId } = at
  await tx.campaignPlatformMap.createMany({
    data: campaigns.map(({ id: campaignId, remote: { externalId: externalCampaignId } }) => ({
      ...tenant,
      campaignId,
      platform,
      adAccountId,
      externalCampaignId,
    })),
  })
  await tx.campaignBudget.createMany({
    data: campaigns.flatMap(({ id: campaignId, remote: { budget } }) =>
      budget ? [{ ...tenant, campaignId, currency, ...budget }] : [],
    ),
  })
  await tx.campaignUnit.createMany({
    data: units.map(({ id, campaignId, unit }) => ({
      ...tenant,
      id,
      campaignId,
      name: unit.name,
      externalId: unit.externalId,
      status: stateOf(unit.isOn),
      platformStatus: unit.platformStatus,
    })),
  })
  await tx.creative.createMany({
    data: units.flatMap(({ id: unitId, campaignId, unit: { ads } }) =>
      ads.map(({ name, externalId, headline, isOn, platformStatus }) => ({
        ...tenant,
        campaignId,
        unitId,
        name,
        externalId,
        headline,
        status: stateOf(isOn),
        platformStatus,
      })),
    ),
  })
}

/**
 * A campaign that we launched keeps what we want of it; one that was imported follows the platform until it is adopted.
 * Only what differs is written.
 */
async function refresh(
  tx: Transaction,
  scope: Scope,
  known: ReadonlyMap<string, string>,
  remote: readonly RemoteCampaign[],
): Promise<void> {
  const rows = await tx.campaign.findMany({
    where: { ...within(scope), id: { in: [...known.values()] } },
    select: {
      id: true,
      origin: true,
      adoptedAt: true,
      name: true,
      status: true,
      desiredOn: true,
      platformStatus: true,
      budget: { select: { type: true, amountMicros: true } },
    },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const there of remote) {
    const here = byId.get(known.get(there.externalId) ?? '')
    if (!here) continue
    const follows = here.origin === 'imported' && here.adoptedAt === null
    // What is not shown any more has no name to follow.
    const name = GONE.has(there.platformStatus) ? here.name : there.name
    const wanted = {
      platformStatus: there.platformStatus,
      ...(follows ? { name, status: campaignState(there), desiredOn: there.isOn } : {}),
    }
    const where = { id: here.id, ...within(scope) }
    if (differs(wanted, here)) await tx.campaign.update({ where, data: wanted })
    const { budget } = there
    if (
      follows &&
      budget &&
      here.budget &&
      differs({ type: budget.type, amountMicros: budget.amountMicros }, here.budget)
    )
      await tx.campaignBudget.updateMany({
        where: { campaignId: here.id, ...within(scope) },
        data: { amountMicros: budget.amountMicros, type: budget.type },
      })
  }
}

const differs = <T extends object>(wanted: Partial<T>, here: T): boolean => {
  const found = new Map<string, unknown>(Object.entries(here))
  return Object.entries(wanted).some(([key, value]) => found.get(key) !== value)
}
