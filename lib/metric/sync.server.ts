import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { importCampaigns } from '@/lib/campaign/import.server'
import { connectorFor } from '@/lib/connectors/registry.server'
import { dateOf, type Day } from '@/lib/core/day'
import { AppError, notFound } from '@/lib/core/errors'
import { dayIn, floorHour } from '@/lib/core/zone'
import { now } from '@/lib/server/clock.server'
import { known } from '@/lib/server/known'
import { db } from '@/lib/server/prisma'
import { type Account as Place, pullReport } from './pull.server'
import { type SyncKind, windows } from './window'

type Account = Place & { dataUntil: Date | null; lastSyncedAt: Date | null }
export type Synced = { rows: number; changed: number; dataUntil: string | null }

async function load(scope: Scope, adAccountId: string): Promise<Account> {
  const row = await db(scope).adAccount.findFirst({ where: { id: adAccountId, ...within(scope) } })
  if (!row) throw notFound('This ad account')
  if (!row.clientId) throw new AppError('conflict', `${row.name} is not assigned to a client yet, so it is not synced.`)
  return { ...row, clientId: row.clientId, campaigns: await campaignIds(scope, adAccountId) }
}

async function campaignIds(scope: Scope, adAccountId: string): Promise<Map<string, string>> {
  const maps = await db(scope).campaignPlatformMap.findMany({
    where: { adAccountId, ...within(scope) },
    select: { externalCampaignId: true, campaignId: true },
  })
  return new Map(maps.map((m) => [m.externalCampaignId, m.campaignId]))
}

async function lastFullDay(scope: Scope, adAccountId: string, zone: string): Promise<Day | null> {
  const run = await db(scope).syncRun.findFirst({
    where: { adAccountId, ...within(scope), status: 'done', kind: { endsWith: ':full' } },
    orderBy: { startedAt: 'desc' },
  })
  return run ? dayIn(run.startedAt, zone) : null
}

/**
 * Pulls what can still change of one account: raw pages kept, figures normalised, a revision only where one changed.
 * When the source fails the last good figures stay, with the reason and its time.
 */
export async function syncAccount(scope: Scope, adAccountId: string, kind: SyncKind): Promise<Synced> {
  const account = await load(scope, adAccountId)
  const at = await now()
  const today = dayIn(at, account.timezone)
  const span = windows(kind, {
    today,
    restatesDays: connectorFor(account.platform).restatesDays,
    lastFullDay: await lastFullDay(scope, adAccountId, account.timezone),
    lastDay: account.lastSyncedAt && dayIn(account.lastSyncedAt, account.timezone),
  })
  const run = await db(scope).syncRun.create({
    data: {
      agencyId: scope.agencyId,
      clientId: account.clientId,
      adAccountId,
      kind: span.isFull ? `${kind}:full` : kind,
      fromDay: dateOf(span.days.first),
      toDay: dateOf(span.days.last),
      status: 'running',
      startedAt: at,
    },
  })
  try {
    // An import has read the campaigns a moment ago; otherwise their states are read once a day, and when a person asks.
    if (kind === 'manual' || (span.isFull && kind !== 'import')) {
      await importCampaigns(scope, adAccountId)
      account.campaigns = await campaignIds(scope, adAccountId)
    }
    const days = await pullReport(scope, account, 'day', span.days, at)
    const hours = await pullReport(scope, account, 'hour', span.hours, at)
    const dataUntil = freshness(hours.lastHour, account, at, await isRunning(scope, adAccountId))
    await finish(scope, run.id, account, {
      rows: days.rows + hours.rows,
      changed: days.changed + hours.changed,
      dataUntil,
      at,
    })
    return {
      rows: days.rows + hours.rows,
      changed: days.changed + hours.changed,
      dataUntil: dataUntil?.toISOString() ?? null,
    }
  } catch (error) {
    const { message } = known(error)
    await db(scope).$transaction([
      db(scope).syncRun.update({
        where: { id: run.id, ...within(scope) },
        data: { status: 'failed', error: message, finishedAt: await now() },
      }),
      db(scope).adAccount.update({
        where: { id: adAccountId, ...within(scope) },
        data: { syncError: message, syncErrorAt: at },
      }),
    ])
    throw error
  }
}

const isRunning = async (scope: Scope, adAccountId: string): Promise<boolean> =>
  (await db(scope).campaign.count({ where: { adAccountId, ...within(scope), status: 'live' } })) > 0

/** Figures reach to the end of the last hour that has any; an account in which nothing runs is complete until this hour. */
function freshness(lastHour: Date | undefined, account: Account, at: Date, runs: boolean): Date | null {
  const hour = floorHour(at)
  if (!runs) return hour
  if (!lastHour) return account.dataUntil ?? hour
  const end = new Date(lastHour.getTime() + 3_600_000)
  return end < hour ? end : hour
}

async function finish(
  scope: Scope,
  runId: string,
  account: Account,
  done: { rows: number; changed: number; dataUntil: Date | null; at: Date },
): Promise<void> {
  await db(scope).$transaction([
    db(scope).syncRun.update({
      where: { id: runId, ...within(scope) },
      data: { status: 'done', rows: done.rows, changed: done.changed, finishedAt: await now() },
    }),
    db(scope).adAccount.update({
      where: { id: account.id, ...within(scope) },
      data: { lastSyncedAt: done.at, dataUntil: done.dataUntil, syncError: null, syncErrorAt: null },
    }),
  ])
}
