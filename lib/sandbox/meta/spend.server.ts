import 'server-only'
import type { Transaction } from '@/lib/server/prisma'
import { recordChange } from '../change.server'
import type { Entity } from '../define'
import { listEntities, lockEntity } from '../store.server'
import type { Account } from './caller.server'
import { word } from './json'
import { microsOf } from './money'
import { adSetStatus, adStatus, campaignStatus } from './status'
import { instantFrom } from './time'

const DAY = 86_400_000

const budgetText = (entity: Entity, key: 'daily_budget' | 'lifetime_budget'): string => {
  const value = word(entity.data[key])
  return /^[1-9]\d*$/.test(value) ? value : ''
}
export const hasBudget = (entity: Entity): boolean =>
  budgetText(entity, 'daily_budget') !== '' || budgetText(entity, 'lifetime_budget') !== ''

/** When an ad set runs; null: without end. */
export function scheduleOf(entity: Entity, zone: string): { startsAt: Date; endsAt: Date | null } {
  const start = word(entity.data['start_time'])
  const end = word(entity.data['end_time']) || word(entity.data['stop_time'])
  // A start in the past means at once: nothing is spent before it exists.
  const wished = start ? instantFrom(start, zone) : entity.createdAt
  const startsAt = wished > entity.createdAt ? wished : entity.createdAt
  return { startsAt, endsAt: end ? instantFrom(end, zone) : null }
}

/** A budget as micros a day; a lifetime budget is spread over the days of its schedule. */
function dayMicros(owner: Entity, schedule: { startsAt: Date; endsAt: Date | null }, currency: string): bigint {
  const daily = budgetText(owner, 'daily_budget')
  if (daily) return microsOf(daily, currency)
  const lifetime = budgetText(owner, 'lifetime_budget')
  if (!lifetime || !schedule.endsAt) return 0n
  const days = Math.max(1, Math.ceil((schedule.endsAt.getTime() - schedule.startsAt.getTime()) / DAY))
  return microsOf(lifetime, currency) / BigInt(days)
}

export type CampaignSchedule = { startsAt: Date; endsAt: Date | null }

/** A campaign runs from its first ad set's start to its last one's end. */
export function campaignSchedule(campaign: Entity, adSets: readonly Entity[], zone: string): CampaignSchedule {
  const own = scheduleOf(campaign, zone)
  if (adSets.length === 0) return own
  const each = adSets.map((adSet) => scheduleOf(adSet, zone))
  const startsAt = new Date(Math.min(...each.map((s) => s.startsAt.getTime())))
  const ends = each.map((s) => s.endsAt?.getTime() ?? Infinity)
  const last = Math.min(Math.max(...ends), own.endsAt?.getTime() ?? Infinity)
  return { startsAt, endsAt: last === Infinity ? null : new Date(last) }
}

/** The budget of the campaign, or of those of its ad sets that deliver. */
function micros(campaign: Entity, on: readonly Entity[], account: Account): bigint {
  if (hasBudget(campaign))
    return dayMicros(campaign, campaignSchedule(campaign, on, account.timezone), account.currency)
  return on.reduce((sum, adSet) => sum + dayMicros(adSet, scheduleOf(adSet, account.timezone), account.currency), 0n)
}

/**
 * Closes a campaign whose schedule has run out, before that schedule is changed: a longer schedule then spends from now
 * on, and not also in the time between.
 */
export async function settleSchedule(tx: Transaction, account: Account, campaignId: string, at: Date): Promise<void> {
  const campaign = await lockEntity(tx, 'meta', ['campaign'], campaignId)
  if (!campaign) return
  const adSets = await listEntities(tx, 'meta', { kind: 'adset', parentIds: [campaignId] })
  const { endsAt } = campaignSchedule(campaign, adSets, account.timezone)
  if (!endsAt || endsAt > at) return
  const change = { platform: 'meta' as const, accountId: account.id, campaignId, dayMicros: 0n }
  await recordChange(tx, { ...change, at: endsAt, isOn: false })
}

/**
 * Writes down what a campaign spends from now on: it delivers when it is on, with an ad set that is on, with an ad
 * that is on and was not refused by review.
 */
export async function refreshSpend(tx: Transaction, account: Account, campaignId: string, at: Date): Promise<void> {
  // Locked, so that of two changes at once the later one sees both.
  const campaign = await lockEntity(tx, 'meta', ['campaign'], campaignId)
  if (!campaign) return
  const adSets = await listEntities(tx, 'meta', { kind: 'adset', parentIds: [campaignId] })
  const ads = await listEntities(tx, 'meta', { kind: 'ad', parentIds: adSets.map(({ id }) => id) })
  const isDelivering = (adSet: Entity): boolean =>
    adSetStatus(adSet, campaign) === 'ACTIVE' &&
    ads.some((ad) => ad.parentId === adSet.id && adStatus(ad, adSet, campaign) === 'ACTIVE')
  const on = campaignStatus(campaign) === 'ACTIVE' ? adSets.filter(isDelivering) : []
  const budget = micros(campaign, on, account)
  await recordChange(tx, {
    platform: 'meta',
    accountId: account.id,
    campaignId,
    at,
    isOn: on.length > 0 && budget > 0n,
    dayMicros: budget,
  })
}
