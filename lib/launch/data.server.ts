import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { platformName } from '@/lib/integration/schema'
import { db } from '@/lib/server/prisma'
import { sentence } from './progress'
import { countRows, launchAccounts, type LaunchAccount, type LaunchCount, type Written } from './view'
import { writeErrorOf } from './write-error'
import { plannedOf } from './write.server'

export type LaunchView = {
  id: string
  status: 'queued' | 'running' | 'done' | 'partly' | 'failed'
  isRunning: boolean
  /** Where it stands, in one or two sentences. */
  summary: string
  startedBy: string
  startedAt: string
  finishedAt: string | null
  payloadHash: string
  count: LaunchCount
  accounts: LaunchAccount[]
  /** Our campaigns, for pausing. */
  campaigns: { id: string; name: string; isOn: boolean }[]
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** The launch of a draft as its panel shows it, or null before there is one. */
export async function launchView(scope: Scope, buildId: string): Promise<LaunchView | null> {
  const launch = await db(scope).launch.findFirst({
    where: { AND: [within(scope), { buildId }] },
    include: { writes: { orderBy: { seq: 'asc' } } },
  })
  if (!launch) return null
  const [accounts, campaigns, started] = await Promise.all([
    db(scope).adAccount.findMany({
      where: { AND: [within(scope), { id: { in: launch.writes.map((row) => row.adAccountId) } }] },
      select: { id: true, name: true },
    }),
    db(scope).campaign.findMany({
      where: { AND: [within(scope), { buildId }] },
      select: {
        id: true,
        name: true,
        desiredOn: true,
        holds: { where: { releasedAt: null, unitId: null }, select: { id: true }, take: 1 },
      },
      orderBy: { createdAt: 'asc' },
    }),
    db(scope).campaignExecutionLog.findFirst({
      where: { AND: [within(scope), { buildId, action: 'launch', status: 'started' }] },
      orderBy: { createdAt: 'desc' },
      select: { createdAt: true },
    }),
  ])
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  const all = launch.writes.map((row): Written => ({
    id: row.id,
    adAccountId: row.adAccountId,
    platform: row.platform,
    accountName: names.get(row.adAccountId) ?? '',
    write: plannedOf(row),
    state: row.state,
    sentAt: iso(row.sentAt),
    doneAt: iso(row.doneAt),
    readBackAt: iso(row.readBackAt),
    differences: row.differences as Written['differences'],
    error: writeErrorOf(row.error),
  }))
  const rows = launchAccounts(all)
  return {
    id: launch.id,
    status: launch.status,
    isRunning: launch.status === 'queued' || launch.status === 'running',
    summary: launch.status === 'queued' ? 'The launch is about to start.' : sentence(all, platformName),
    startedBy: launch.startedBy,
    startedAt: (started?.createdAt ?? launch.createdAt).toISOString(),
    finishedAt: iso(launch.finishedAt),
    payloadHash: launch.payloadHash,
    count: countRows(rows),
    accounts: rows,
    campaigns: campaigns.map(({ id, name, desiredOn, holds }) => ({ id, name, isOn: desiredOn && holds.length === 0 })),
  }
}
