import 'server-only'
import { inngest } from '@/inngest/client'
import { campaignStateRequested } from '@/inngest/events'
import { within, type Scope } from '@/lib/access/scope'
import { AppError, notFound } from '@/lib/core/errors'
import { platformName } from '@/lib/integration/schema'
import { log } from '@/lib/server/log'
import { db, type Transaction } from '@/lib/server/prisma'
import { manualKey, saysOf, type Target } from './hold'
import type { PartRef } from './schema'
import { actionOf } from './state-record.server'

/*
 * What a person wants of campaigns, units and ads. Only the wish is recorded here: the job makes the platform agree,
 * and the sweep asks again where its event was lost.
 */

type Row = {
  id: string
  clientId: string
  name: string
  status: string
  platform: string
  origin: string
  adoptedAt: Date | null
  platformMap: { id: string } | null
  build: { launch: { status: string } | null } | null
}

const SHAPE = {
  id: true,
  clientId: true,
  name: true,
  status: true,
  platform: true,
  origin: true,
  adoptedAt: true,
  platformMap: { select: { id: true } },
  build: { select: { launch: { select: { status: true } } } },
} as const

export type Wish = {
  /** Campaigns whose wanted state changed. */
  asked: string[]
  /** Campaigns that were wanted so already. */
  already: string[]
  /** Those that stay off, with the other holds that keep them so. */
  held: { id: string; name: string; pills: string[] }[]
}

/** Why a campaign cannot be switched; a sentence, or undefined. */
function refusal(row: Row): string | undefined {
  const name = platformName(row.platform)
  if (row.origin === 'imported' && row.adoptedAt === null)
    return `"${row.name}" was imported and is read-only. Adopt it first; then Paceline may pause and resume it.`
  const launch = row.build?.launch?.status
  if (launch === 'queued' || launch === 'running')
    return `"${row.name}" is still being launched. Wait until the launch has ended.`
  if (!row.platformMap) return `"${row.name}" is not at ${name} yet. Launch it first.`
  return row.status === 'completed' ? `"${row.name}" has ended at ${name}. Build a new one from it.` : undefined
}

/** Locks the campaigns, so that two presses of a button make one hold. */
async function lock(tx: Transaction, scope: Scope, ids: readonly string[]): Promise<Row[]> {
  await tx.$queryRaw`select id from campaign where "agencyId" = ${scope.agencyId}::uuid and id = any(${[...ids].sort()}::uuid[]) order by id for update`
  const rows = await tx.campaign.findMany({
    where: { AND: [within(scope), { id: { in: [...ids] } }] },
    select: SHAPE,
    orderBy: { id: 'asc' },
  })
  if (rows.length < new Set(ids).size)
    throw notFound(rows.length === 0 && ids.length === 1 ? 'This campaign' : 'One of these campaigns')
  const [reason, ...more] = rows.flatMap((row) => refusal(row) ?? [])
  if (reason)
    throw new AppError(
      'conflict',
      more.length > 0
        ? `${reason} ${more.length === 1 ? 'Another one' : `${more.length} others`} cannot be switched either, so nothing was changed.`
        : reason,
    )
  return rows
}

async function writeRequest(
  tx: Transaction,
  scope: Scope,
  row: Row,
  target: Target & { name: string },
  isOn: boolean,
): Promise<void> {
  await tx.campaignExecutionLog.create({
    data: {
      agencyId: scope.agencyId,
      clientId: row.clientId,
      campaignId: row.id,
      action: actionOf(isOn),
      status: 'requested',
      message: `Asked ${platformName(row.platform)} to ${isOn ? 'resume' : 'pause'} ${target.kind === 'campaign' ? '' : `${target.kind} `}"${target.name}".`,
      actorName: scope.actor.name,
      details: { target: target.id, kind: target.kind },
    },
  })
}

/** The event may be lost: the wish is recorded, and the sweep asks again within five minutes. */
async function ask(scope: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  try {
    await inngest.send(ids.map((campaignId) => campaignStateRequested.create({ agencyId: scope.agencyId, campaignId })))
  } catch (error) {
    log().warn({ err: error, campaigns: ids.length }, 'the state of campaigns was not asked for; the sweep will')
  }
}

type Parts = { unitId: string | null; target: Target & { name: string } }

async function hold(tx: Transaction, scope: Scope, row: Row, { unitId, target }: Parts): Promise<boolean> {
  const key = manualKey(target.id)
  const found = await tx.hold.findFirst({
    where: { AND: [within(scope), { campaignId: row.id, key, releasedAt: null }] },
    select: { id: true },
  })
  if (found) return false
  const own = { agencyId: scope.agencyId, clientId: row.clientId, campaignId: row.id, unitId }
  await tx.hold.create({
    data: { ...own, kind: 'manual', key, reason: `Paused by ${scope.actor.name}.`, setBy: scope.actor.name },
  })
  await writeRequest(tx, scope, row, target, false)
  return true
}

/** Pauses campaigns by a manual hold each, all or none. Pausing twice is pausing once. */
export async function pauseCampaigns(scope: Scope, ids: readonly string[]): Promise<Wish> {
  const wish: Wish = { asked: [], already: [], held: [] }
  await db(scope).$transaction(async (tx) => {
    for (const row of await lock(tx, scope, ids)) {
      const isNew = await hold(tx, scope, row, {
        unitId: null,
        target: { kind: 'campaign', id: row.id, name: row.name },
      })
      ;(isNew ? wish.asked : wish.already).push(row.id)
    }
  })
  await ask(scope, wish.asked)
  return wish
}

/**
 * Resumes campaigns: wants them on and releases the manual hold, never another's. What still holds one is named in
 * `held`, as nothing but its own end or actor releases it.
 */
export async function resumeCampaigns(scope: Scope, ids: readonly string[]): Promise<Wish> {
  const wish: Wish = { asked: [], already: [], held: [] }
  await db(scope).$transaction(async (tx) => {
    for (const row of await lock(tx, scope, ids)) {
      const mine = { AND: [within(scope), { campaignId: row.id, unitId: null, releasedAt: null }] }
      const released = await tx.hold.updateMany({
        where: { AND: [mine, { key: manualKey(row.id) }] },
        data: { releasedAt: new Date() },
      })
      const wanted = await tx.campaign.updateMany({
        where: { AND: [within(scope), { id: row.id, desiredOn: false }] },
        data: { desiredOn: true },
      })
      const others = await tx.hold.findMany({ where: mine, select: { kind: true }, orderBy: { createdAt: 'asc' } })
      const isNew = released.count + wanted.count > 0
      if (isNew) await writeRequest(tx, scope, row, { kind: 'campaign', id: row.id, name: row.name }, true)
      ;(isNew ? wish.asked : wish.already).push(row.id)
      if (others.length > 0)
        wish.held.push({ id: row.id, name: row.name, pills: others.map(({ kind }) => saysOf(kind).pill) })
    }
  })
  await ask(scope, wish.asked)
  return wish
}

async function partOf(tx: Transaction, scope: Scope, { campaignId, kind, id }: PartRef): Promise<Parts> {
  if (kind === 'unit') {
    const unit = await tx.campaignUnit.findFirst({
      where: { AND: [within(scope), { id, campaignId }] },
      select: { name: true, externalId: true },
    })
    if (!unit?.externalId) throw notFound('This unit at the platform')
    return { unitId: id, target: { kind, id, name: unit.name } }
  }
  const ad = await tx.creative.findFirst({
    where: { AND: [within(scope), { id, campaignId }] },
    select: { name: true, unitId: true, externalId: true },
  })
  if (!ad?.externalId) throw notFound('This ad at the platform')
  return { unitId: ad.unitId, target: { kind, id, name: ad.name } }
}

/** Pauses one unit or ad by a hold of its own. */
export async function pausePart(scope: Scope, ref: PartRef): Promise<{ changed: boolean }> {
  const changed = await db(scope).$transaction(async (tx) => {
    const [row] = await lock(tx, scope, [ref.campaignId])
    return row ? hold(tx, scope, row, await partOf(tx, scope, ref)) : false
  })
  if (changed) await ask(scope, [ref.campaignId])
  return { changed }
}

/** Resumes one unit or ad. One that was off at the platform without us gets a released hold: from now on it is wanted on. */
export async function resumePart(scope: Scope, ref: PartRef): Promise<{ changed: boolean }> {
  const changed = await db(scope).$transaction(async (tx) => {
    const [row] = await lock(tx, scope, [ref.campaignId])
    if (!row) return false
    const part = await partOf(tx, scope, ref)
    const key = manualKey(ref.id)
    const own = { AND: [within(scope), { campaignId: row.id, key }] }
    const { count } = await tx.hold.updateMany({
      where: { AND: [own, { releasedAt: null }] },
      data: { releasedAt: new Date() },
    })
    if (count === 0) {
      if (await tx.hold.findFirst({ where: own, select: { id: true } })) return false
      const tenant = { agencyId: scope.agencyId, clientId: row.clientId, campaignId: row.id, unitId: part.unitId }
      await tx.hold.create({
        data: {
          ...tenant,
          kind: 'manual',
          key,
          reason: `Resumed by ${scope.actor.name}.`,
          setBy: scope.actor.name,
          releasedAt: new Date(),
        },
      })
    }
    await writeRequest(tx, scope, row, part.target, true)
    return true
  })
  if (changed) await ask(scope, [ref.campaignId])
  return { changed }
}
