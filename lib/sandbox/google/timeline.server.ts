import 'server-only'
import { daysBetween, isDay, type Day } from '@/lib/core/day'
import { roundTo } from '@/lib/core/money'
import { endOfDay, startOfDay } from '@/lib/core/zone'
import type { Transaction } from '@/lib/server/prisma'
import { recordChange } from '../change.server'
import type { Entity } from '../define'
import { listEntities } from '../store.server'
import { textOf } from './json'
import { approvedAt } from './status'
import type { Account } from './workspace.server'

/*
 * What spends, over time. A campaign spends while it, an ad group and an approved ad are on, between its dates.
 * Approvals and dates to come are written ahead, and drawn anew at each change.
 */

const dayIn = (data: Entity['data'], field: string): Day | null => {
  const text = textOf(data[field]).slice(0, 10)
  return isDay(text) ? text : null
}

/** The first and the first later instant of a campaign's run. */
export function runOf(campaign: Entity, zone: string): { start: Date | null; end: Date | null } {
  const [first, last] = [dayIn(campaign.data, 'startDateTime'), dayIn(campaign.data, 'endDateTime')]
  return { start: first && startOfDay(first, zone), end: last && endOfDay(last, zone) }
}

/** Micros a day of one campaign: its part of a shared budget, or a total budget's part of its run. */
function dayMicros(campaign: Entity, budget: Entity | undefined, sharers: number, { unit }: Account): bigint {
  const total = textOf(budget?.data['totalAmountMicros'])
  if (total !== '') {
    const [first, last] = [dayIn(campaign.data, 'startDateTime'), dayIn(campaign.data, 'endDateTime')]
    const days = first && last ? daysBetween(first, last) + 1 : 1
    return roundTo(BigInt(total) / BigInt(Math.max(1, days)), unit)
  }
  return roundTo(BigInt(textOf(budget?.data['amountMicros']) || '0') / BigInt(Math.max(1, sharers)), unit)
}

type Parts = { campaign: Entity; adGroups: Entity[]; ads: Entity[] }

/** The instants at which an ad that is on becomes approved. */
function approvals({ adGroups, ads }: Parts): Date[] {
  const open = new Set(adGroups.filter(({ data }) => data['status'] === 'ENABLED').map(({ id }) => id))
  return ads
    .filter(({ parentId, data }) => data['status'] === 'ENABLED' && open.has(parentId ?? ''))
    .flatMap((ad) => approvedAt(ad) ?? [])
}

function isOnAt(parts: Parts, zone: string, at: Date): boolean {
  if (parts.campaign.data['status'] !== 'ENABLED') return false
  const { start, end } = runOf(parts.campaign, zone)
  if ((start && at < start) || (end && at >= end)) return false
  return approvals(parts).some((approved) => approved <= at)
}

/** Writes what these campaigns spend from now on. */
export async function recordSpending(
  tx: Transaction,
  account: Account,
  campaignIds: string[],
  now: Date,
): Promise<void> {
  if (campaignIds.length === 0) return
  const accountId = account.id
  const campaigns = await listEntities(tx, 'google', { kind: 'campaign', accountId, ids: campaignIds })
  const adGroups = await listEntities(tx, 'google', { kind: 'ad_group', accountId, parentIds: campaignIds })
  const groupIds = adGroups.map(({ id }) => id)
  const ads = await listEntities(tx, 'google', { kind: 'ad_group_ad', accountId, parentIds: groupIds })
  const budgetIds = campaigns.map(({ parentId }) => parentId ?? '')
  const budgets = await listEntities(tx, 'google', { kind: 'campaign_budget', accountId, ids: budgetIds })
  await tx.sandboxChange.deleteMany({ where: { platform: 'google', campaignId: { in: campaignIds }, at: { gt: now } } })
  for (const campaign of campaigns) {
    const budget = budgets.find(({ id }) => id === campaign.parentId)
    const sharers = await enabledOn(tx, accountId, campaign.parentId)
    const own = adGroups.filter(({ parentId }) => parentId === campaign.id)
    const parts = { campaign, adGroups: own, ads: ads.filter((ad) => own.some(({ id }) => id === ad.parentId)) }
    const { start, end } = runOf(campaign, account.timezone)
    const later = [...approvals(parts), start, end].filter((at): at is Date => at !== null && at > now)
    const micros = dayMicros(campaign, budget, sharers, account)
    const instants = [now, ...later].toSorted((a, b) => a.getTime() - b.getTime())
    for (const at of instants) {
      const isOn = micros > 0n && isOnAt(parts, account.timezone, at)
      await recordChange(tx, { platform: 'google', accountId, campaignId: campaign.id, at, isOn, dayMicros: micros })
    }
  }
}

/** How many campaigns that are on share a budget. */
async function enabledOn(tx: Transaction, accountId: string, budgetId: string | null): Promise<number> {
  if (!budgetId) return 1
  const sharers = await listEntities(tx, 'google', { kind: 'campaign', accountId, parentIds: [budgetId] })
  return sharers.filter(({ data }) => data['status'] === 'ENABLED').length
}
