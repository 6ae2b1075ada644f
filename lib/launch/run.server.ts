import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { notFound } from '@/lib/core/errors'
import { now } from '@/lib/server/clock.server'
import { db } from '@/lib/server/prisma'
import { byPlatform, outcome, type Progress, ready, sentence } from './progress'
import { platformName } from '@/lib/integration/schema'
import { plannedOf } from './write.server'

export async function progressOf(
  scope: Scope,
  launchId: string,
): Promise<(Progress & { id: string; adAccountId: string })[]> {
  const rows = await db(scope).platformWrite.findMany({
    where: { launchId, ...within(scope) },
    orderBy: { seq: 'asc' },
  })
  return rows.map((row) => ({
    id: row.id,
    adAccountId: row.adAccountId,
    write: plannedOf(row),
    state: row.state,
    platform: row.platform,
    accountName: '',
  }))
}

/** What is sent next: the first ready write of each ad account, so that accounts do not wait for each other. */
export async function nextWrites(
  scope: Scope,
  launchId: string,
): Promise<{ id: string; key: string; adAccountId: string }[]> {
  const all = await progressOf(scope, launchId)
  const open = new Set(ready(all).map((p) => p.write.key))
  const first = new Map<string, { id: string; key: string; adAccountId: string }>()
  for (const { id, adAccountId, write } of all)
    if (open.has(write.key) && !first.has(adAccountId)) first.set(adAccountId, { id, key: write.key, adAccountId })
  return [...first.values()]
}

export async function markRunning(scope: Scope, launchId: string): Promise<void> {
  const { count } = await db(scope).launch.updateMany({
    where: { id: launchId, ...within(scope) },
    data: { status: 'running', finishedAt: null },
  })
  if (count === 0) throw notFound('This launch')
}

const BUILD_STATUS = { done: 'launched', partly: 'partly', failed: 'failed', running: 'launching' } as const

/** Records what came of the launch, on the launch, its build and the campaigns that did not get through. */
export async function finishLaunch(scope: Scope, launchId: string): Promise<{ status: string; summary: string }> {
  const all = await progressOf(scope, launchId)
  const status = outcome(all)
  const summary = sentence(all, platformName)
  const at = await now()
  await db(scope).$transaction(async (tx) => {
    const launch = await tx.launch.update({
      where: { id: launchId, ...within(scope) },
      data: { status, finishedAt: status === 'running' ? null : at },
    })
    await tx.build.update({ where: { id: launch.buildId, ...within(scope) }, data: { status: BUILD_STATUS[status] } })
    const failed = new Set(all.filter((p) => p.state === 'failed').map((p) => p.adAccountId))
    await tx.campaign.updateMany({
      where: { ...within(scope), buildId: launch.buildId, adAccountId: { in: [...failed] }, status: { not: 'live' } },
      data: { status: 'error' },
    })
    await tx.campaignExecutionLog.create({
      data: {
        agencyId: launch.agencyId,
        clientId: launch.clientId,
        buildId: launch.buildId,
        action: 'launch',
        status: status === 'done' ? 'success' : 'error',
        message: summary,
        actorName: scope.actor.name,
        details: { payloadHash: launch.payloadHash, platforms: byPlatform(all, platformName) },
      },
    })
  })
  return { status, summary }
}
