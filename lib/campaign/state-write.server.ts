import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { ConnectorError, type Json, type PlannedWrite, type StatusTarget } from '@/lib/connectors/define'
import { withAccount } from '@/lib/integration/caller.server'
import { platformName } from '@/lib/integration/schema'
import { now } from '@/lib/server/clock.server'
import { db } from '@/lib/server/prisma'
import { Prisma } from '@/prisma/generated/client'
import type { Target } from './hold'

/*
 * One switch at a platform. It is read first and written only where it differs; the intent is recorded before the
 * call and its outcome after it. A call without an answer is resolved by the next read, before anything is sent again.
 */

export type Place = {
  agencyId: string
  clientId: string
  campaignId: string
  adAccountId: string
  platform: 'google_ads' | 'meta_ads' | 'tiktok_ads' | 'linkedin_ads'
}

export type Switch = Target & {
  name: string
  /** What it should be. */
  isOn: boolean
  at: StatusTarget
  /** Of the holds that decide: the same wish for another reason is another write. */
  because: string
}

/** What the platform says after it; `changed` when it was written to. */
export type Switched = { isOn: boolean; platformStatus: string; changed: boolean }

const LABELS = { campaign: 'Campaign', unit: 'Unit', ad: 'Ad' } as const
const OPEN = ['pending', 'sending', 'unknown'] as const

const prefix = (id: string, isOn: boolean): string => `state:${id}:${isOn ? 'on' : 'off'}:`

const read = (scope: Scope, place: Place, at: StatusTarget) =>
  withAccount(scope, place.adAccountId, (connector, caller) => connector.getStatus(caller, at))

function planned(key: string, wish: Switch): PlannedWrite {
  const target: { [key: string]: Json } = {
    kind: wish.at.kind,
    externalId: wish.at.externalId,
    unitExternalId: wish.at.unitExternalId ?? null,
  }
  const request: Json = { target, isOn: wish.isOn }
  return {
    key,
    kind: 'status',
    label: LABELS[wish.kind],
    name: wish.name,
    request,
    dependsOn: [],
    entities: [],
    phase: 'activate',
  }
}

/** The open write of this wish, or a new one with the next number. */
async function intend(scope: Scope, place: Place, wish: Switch): Promise<{ id: string; attempt: number }> {
  const start = `${prefix(wish.id, wish.isOn)}${wish.because}:`
  const rows = await db(scope).platformWrite.findMany({
    where: { AND: [within(scope), { campaignId: place.campaignId, key: { startsWith: start } }] },
    select: { id: true, state: true, attempt: true },
    orderBy: { createdAt: 'asc' },
  })
  const open = rows.find(({ state }) => OPEN.some((one) => one === state))
  if (open) return open
  const key = `${start}${rows.length + 1}`
  return db(scope).platformWrite.create({
    data: { ...place, key, seq: 0, planned: planned(key, wish) },
    select: { id: true, attempt: true },
  })
}

/** Writes of this thing that were left open are closed by what the platform shows: done, or no longer wanted. */
async function closeOpen(scope: Scope, place: Place, wish: Switch, seenOn: boolean, at: Date): Promise<void> {
  const mine = (isOn: boolean) => ({
    AND: [
      within(scope),
      { campaignId: place.campaignId, key: { startsWith: prefix(wish.id, isOn) }, state: { in: [...OPEN] } },
    ],
  })
  await db(scope).platformWrite.updateMany({
    where: mine(seenOn),
    data: { state: 'done', doneAt: at, readBackAt: at, error: Prisma.DbNull },
  })
  await db(scope).platformWrite.updateMany({ where: mine(!seenOn), data: { state: 'left_out', doneAt: at } })
}

async function settle(scope: Scope, id: string, error: unknown): Promise<never> {
  const fault = error instanceof ConnectorError ? error : undefined
  const mine = { AND: [within(scope), { id }] }
  if (!fault || fault.fault === 'outcome_unknown')
    await db(scope).platformWrite.updateMany({ where: mine, data: { state: 'unknown' } })
  else if (fault.retry !== 'never')
    await db(scope).platformWrite.updateMany({ where: mine, data: { state: 'pending' } })
  else {
    const stored = { fault: fault.fault, ours: fault.message, platform: fault.platform ?? null }
    await db(scope).platformWrite.updateMany({
      where: mine,
      data: { state: 'failed', error: stored, doneAt: await now() },
    })
  }
  throw error
}

/**
 * Brings one switch to what is wanted. Throws a ConnectorError where the platform refuses (retry never) or does not
 * answer (to be run again: the next read says what became of it).
 */
export async function bringTo(scope: Scope, place: Place, wish: Switch): Promise<Switched> {
  const seen = await read(scope, place, wish.at)
  if (seen.isOn === wish.isOn) {
    await closeOpen(scope, place, wish, seen.isOn, await now())
    return { ...seen, changed: false }
  }
  const row = await intend(scope, place, wish)
  const sentAt = await now()
  await db(scope).platformWrite.updateMany({
    where: { AND: [within(scope), { id: row.id }] },
    data: { state: 'sending', attempt: row.attempt + 1, sentAt, error: Prisma.DbNull },
  })
  await withAccount(scope, place.adAccountId, (connector, caller) =>
    connector.setStatus(caller, wish.at, wish.isOn),
  ).catch((error: unknown) => settle(scope, row.id, error))
  const after = await read(scope, place, wish.at).catch((error: unknown) => settle(scope, row.id, error))
  if (after.isOn !== wish.isOn)
    return settle(
      scope,
      row.id,
      new ConnectorError(
        'outcome_unknown',
        `${platformName(place.platform)} does not show the change yet. It is read again before anything is sent.`,
      ),
    )
  await closeOpen(scope, place, wish, after.isOn, await now())
  return { ...after, changed: true }
}
