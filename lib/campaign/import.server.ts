import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import type { RemoteCampaign } from '@/lib/connectors/define'
import { notFound } from '@/lib/core/errors'
import { withAccount } from '@/lib/integration/caller.server'
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

const statusOf = (isOn: boolean): 'live' | 'paused' => (isOn ? 'live' : 'paused')

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

/**
 * Brings the account's campaigns in: new ones read-only until a buyer adopts them, known ones with their current state.
 * Running it twice changes nothing.
 */
export async function importCampaigns(scope: Scope, adAccountId: string): Promise<{ seen: number; added: number }> {
  const at = await home(scope, adAccountId)
  const remote = await withAccount(scope, adAccountId, (connector, caller) => connector.listCampaigns(caller))
  const known = new Map(
    (await db(scope).campaignPlatformMap.findMany({ where: { adAccountId, ...within(scope) } })).map((m) => [
      m.externalCampaignId,
      m.campaignId,
    ]),
  )
  let added = 0
  for (const campaign of remote) {
    const id = known.get(campaign.externalId)
    await db(scope).$transaction(async (tx) => {
      if (id) await refresh(tx, scope, id, campaign)
      else await add(tx, at, campaign)
    })
    if (!id) added++
  }
  return { seen: remote.length, added }
}

async function add(tx: Transaction, { currency, ...at }: Home, remote: RemoteCampaign): Promise<void> {
  const tenant = { agencyId: at.agencyId, clientId: at.clientId }
  const campaign = await tx.campaign.create({
    data: {
      ...at,
      name: remote.name,
      objective: remote.objective,
      status: statusOf(remote.isOn),
      origin: 'imported',
      desiredOn: remote.isOn,
      platformStatus: remote.platformStatus,
      startsAt: remote.startsAt,
      endsAt: remote.endsAt,
    },
  })
  await tx.campaignPlatformMap.create({
    data: {
      ...tenant,
      campaignId: campaign.id,
      platform: at.platform,
      adAccountId: at.adAccountId,
      externalCampaignId: remote.externalId,
    },
  })
  const { budget } = remote
  if (budget)
    await tx.campaignBudget.create({
      data: {
        ...tenant,
        campaignId: campaign.id,
        currency,
        type: budget.type,
        amountMicros: budget.amountMicros,
        level: budget.level,
        externalId: budget.externalId,
      },
    })
  for (const unit of remote.units) {
    const row = await tx.campaignUnit.create({
      data: {
        ...tenant,
        campaignId: campaign.id,
        name: unit.name,
        externalId: unit.externalId,
        status: statusOf(unit.isOn),
        platformStatus: unit.platformStatus,
      },
    })
    await tx.creative.createMany({
      data: unit.ads.map((ad) => ({
        ...tenant,
        campaignId: campaign.id,
        unitId: row.id,
        name: ad.name,
        externalId: ad.externalId,
        headline: ad.headline,
        status: statusOf(ad.isOn),
        platformStatus: ad.platformStatus,
      })),
    })
  }
}

/** A campaign that we launched keeps what we want of it; one that was imported follows the platform until it is adopted. */
async function refresh(tx: Transaction, scope: Scope, id: string, remote: RemoteCampaign): Promise<void> {
  const row = await tx.campaign.findFirst({
    where: { id, ...within(scope) },
    select: { origin: true, adoptedAt: true },
  })
  const follows = row?.origin === 'imported' && row.adoptedAt === null
  await tx.campaign.update({
    where: { id, ...within(scope) },
    data: {
      platformStatus: remote.platformStatus,
      ...(follows ? { name: remote.name, status: statusOf(remote.isOn), desiredOn: remote.isOn } : {}),
    },
  })
  if (follows && remote.budget)
    await tx.campaignBudget.updateMany({
      where: { campaignId: id, ...within(scope) },
      data: { amountMicros: remote.budget.amountMicros, type: remote.budget.type },
    })
}
