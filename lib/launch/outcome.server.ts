import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { withoutMarker } from '@/lib/ad/marker'
import type { ConnectorError, ExternalIds, PlannedWrite, ReadBack } from '@/lib/connectors/define'
import { platformName } from '@/lib/integration/schema'
import { db, type Transaction } from '@/lib/server/prisma'
import { Prisma } from '@/prisma/generated/client'
import { sayDone } from './say'
import { storedError } from './write-error'

type Row = {
  id: string
  agencyId: string
  clientId: string
  campaignId: string | null
  launchId: string | null
  adAccountId: string
  platform: 'google_ads' | 'meta_ads' | 'tiktok_ads' | 'linkedin_ads'
}

/** The ids go to their rows and the log is written in the same transaction as the outcome itself. */
export async function recordDone(
  scope: Scope,
  row: Row,
  write: PlannedWrite,
  external: ExternalIds,
  readBack: ReadBack,
  at: Date,
): Promise<void> {
  const differs = readBack.differences.length > 0
  await db(scope).$transaction(async (tx) => {
    await tx.platformWrite.update({
      where: { id: row.id, ...within(scope) },
      data: {
        state: 'done',
        external,
        doneAt: at,
        readBackAt: at,
        differences: readBack.differences,
        error: Prisma.DbNull,
      },
    })
    for (const entity of write.entities)
      await place(tx, scope, row, entity, external, write.phase, readBack.platformStatus)
    await log(tx, scope, row, write, {
      status: differs ? 'warning' : 'success',
      message: sayDone(
        write,
        row.platform,
        readBack.differences.map((d) => d.field),
      ),
      details: { external, differences: readBack.differences },
    })
  })
}

type Entity = PlannedWrite['entities'][number]

async function place(
  tx: Transaction,
  scope: Scope,
  row: Row,
  entity: Entity,
  external: ExternalIds,
  phase: PlannedWrite['phase'],
  platformStatus: string,
): Promise<void> {
  const where = { key: entity.key, ...within(scope) }
  const status = phase === 'activate' ? { status: 'live' as const } : {}
  const id = external[`${entity.key}.${entity.kind}`]
  if (entity.kind === 'campaign') await placeCampaign(tx, scope, row, entity, external, phase, platformStatus)
  else if (entity.kind === 'unit') {
    await tx.campaignUnit.updateMany({ where, data: { ...(id ? { externalId: id } : {}), ...status, platformStatus } })
    await placeUnitBudget(tx, scope, row.campaignId, external[`${entity.key}.budget`])
  } else if (entity.kind === 'ad')
    await tx.creative.updateMany({ where, data: { ...(id ? { externalId: id } : {}), ...status, platformStatus } })
}

async function placeCampaign(
  tx: Transaction,
  scope: Scope,
  row: Row,
  { key }: Entity,
  external: ExternalIds,
  phase: PlannedWrite['phase'],
  platformStatus: string,
): Promise<void> {
  const campaign = await tx.campaign.findFirst({ where: { key, ...within(scope) } })
  if (!campaign) return
  await tx.campaign.update({
    where: { id: campaign.id, ...within(scope) },
    data: {
      platformStatus,
      ...(phase === 'activate' ? { status: 'live' as const, desiredOn: true } : { status: 'paused' as const }),
    },
  })
  const externalCampaignId = external[`${key}.campaign`]
  if (externalCampaignId) {
    const own = { agencyId: row.agencyId, campaignId: campaign.id }
    const data = { clientId: row.clientId, platform: row.platform, adAccountId: row.adAccountId, externalCampaignId }
    await tx.campaignPlatformMap.upsert({
      where: { agencyId_campaignId: own },
      create: { ...own, ...data },
      update: data,
    })
  }
  const budget = external[`${key}.budget`]
  if (budget)
    await tx.campaignBudget.updateMany({
      where: { campaignId: campaign.id, ...within(scope) },
      data: { externalId: budget, level: 'campaign' },
    })
}

/** Where ad sets own the money the campaign's budget is theirs together: their ids stand joined by commas. */
async function placeUnitBudget(
  tx: Transaction,
  scope: Scope,
  campaignId: string | null,
  id: string | undefined,
): Promise<void> {
  if (!campaignId || !id) return
  const budget = await tx.campaignBudget.findFirst({ where: { campaignId, ...within(scope) } })
  const ids = new Set([...(budget?.level === 'unit' ? (budget.externalId?.split(',') ?? []) : []), id])
  await tx.campaignBudget.updateMany({
    where: { campaignId, ...within(scope) },
    data: { level: 'unit', externalId: [...ids].join(',') },
  })
}

export async function recordFailure(
  scope: Scope,
  row: Row,
  write: PlannedWrite,
  error: ConnectorError,
  at: Date,
): Promise<void> {
  const stored = storedError(error)
  await db(scope).$transaction(async (tx) => {
    await tx.platformWrite.update({
      where: { id: row.id, ...within(scope) },
      data: { state: 'failed', error: stored, doneAt: at },
    })
    await log(tx, scope, row, write, {
      status: 'error',
      message: `${write.label} "${withoutMarker(write.name)}" ${error.fault === 'outcome_unknown' ? 'may have arrived or not' : 'was not accepted'}. ${error.platform ? `${platformName(row.platform)} says: ${error.platform.message}` : error.message}`,
      details: stored,
    })
  })
}

type Entry = { status: string; message: string; details: object }

async function log(tx: Transaction, scope: Scope, row: Row, write: PlannedWrite, entry: Entry): Promise<void> {
  const launch = row.launchId
    ? await tx.launch.findFirst({
        where: { id: row.launchId, ...within(scope) },
        select: { buildId: true, payloadHash: true },
      })
    : null
  await tx.campaignExecutionLog.create({
    data: {
      agencyId: row.agencyId,
      clientId: row.clientId,
      campaignId: row.campaignId,
      buildId: launch?.buildId ?? null,
      action: 'launch',
      status: entry.status,
      message: entry.message,
      actorName: scope.actor.name,
      details: { write: write.key, payloadHash: launch?.payloadHash ?? null, ...entry.details },
    },
  })
}
