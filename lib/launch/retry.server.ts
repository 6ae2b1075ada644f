import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { withoutMarker } from '@/lib/ad/marker'
import { AppError, notFound } from '@/lib/core/errors'
import { db, type Transaction } from '@/lib/server/prisma'
import { requestLaunch } from './create.server'
import { leaveOutOf } from './leave-out'
import { ready } from './progress'
import { progressOf } from './run.server'
import type { WriteRef } from './schema'
import { reopenWrite } from './write.server'

async function requireLaunch(scope: Scope, buildId: string) {
  const launch = await db(scope).launch.findFirst({ where: { AND: [within(scope), { buildId }] } })
  if (!launch) throw notFound('The launch of this draft')
  return launch
}

/** The launch goes on: the draft shows it, and campaigns that were marked as failed are open again. */
async function markQueued(tx: Transaction, scope: Scope, launchId: string, buildId: string): Promise<void> {
  await tx.launch.updateMany({
    where: { AND: [within(scope), { id: launchId }] },
    data: { status: 'queued', finishedAt: null },
  })
  await tx.build.updateMany({ where: { AND: [within(scope), { id: buildId }] }, data: { status: 'launching' } })
  await tx.campaign.updateMany({
    where: { AND: [within(scope), { buildId, status: 'error', platformMap: null }] },
    data: { status: 'draft' },
  })
  await tx.campaign.updateMany({
    where: { AND: [within(scope), { buildId, status: 'error' }] },
    data: { status: 'paused' },
  })
}

/**
 * Tries again what failed, all of it or one write, and what waited for it; nothing that is there is sent again.
 * Throws `conflict` when there is nothing left to send.
 */
export async function retryLaunch(scope: Scope, buildId: string, writeId?: string): Promise<{ reopened: number }> {
  const launch = await requireLaunch(scope, buildId)
  const before = await progressOf(scope, launch.id)
  const failed = before.filter(({ id, state }) => state === 'failed' && (!writeId || id === writeId))
  let reopened = 0
  for (const { id } of failed) if (await reopenWrite(scope, id)) reopened++
  const isStuck = ready(before).length > 0
  if (reopened === 0 && !isStuck)
    throw new AppError('conflict', 'Nothing of this launch is left to send. Reload the page.')
  await db(scope).$transaction((tx) => markQueued(tx, scope, launch.id, buildId))
  await requestLaunch(scope, launch.id)
  return { reopened }
}

/** Leaves a failed ad out, so that the rest can go live. Throws `conflict` with the reason where that cannot be. */
export async function leaveOut(scope: Scope, { buildId, writeId }: WriteRef): Promise<{ left: string[] }> {
  const launch = await requireLaunch(scope, buildId)
  const all = await progressOf(scope, launch.id)
  const target = all.find(({ id }) => id === writeId)
  if (!target) throw notFound('This part of the launch')
  const decided = leaveOutOf(all, target.write.key)
  if (!decided.ok) throw new AppError('conflict', decided.error)
  const ids = all.filter(({ write }) => decided.value.includes(write.key)).map(({ id }) => id)
  await db(scope).$transaction(async (tx) => {
    const { count } = await tx.platformWrite.updateMany({
      where: { AND: [within(scope), { id: { in: ids }, state: { in: ['pending', 'failed', 'left_out'] } }] },
      data: { state: 'left_out' },
    })
    if (count !== ids.length)
      throw new AppError('conflict', 'The launch has moved on meanwhile. Look again, then decide.')
    await markQueued(tx, scope, launch.id, buildId)
    await tx.campaignExecutionLog.create({
      data: {
        agencyId: launch.agencyId,
        clientId: launch.clientId,
        buildId,
        action: 'launch',
        status: 'success',
        actorName: scope.actor.name,
        message: `Left out ${target.write.label.toLowerCase()} "${withoutMarker(target.write.name)}".`,
        details: { writes: decided.value, payloadHash: launch.payloadHash },
      },
    })
  })
  await requestLaunch(scope, launch.id)
  return { left: decided.value }
}
