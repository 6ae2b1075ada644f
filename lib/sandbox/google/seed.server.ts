import 'server-only'
import { addDays } from '@/lib/core/day'
import { dayIn } from '@/lib/core/zone'
import type { Transaction } from '@/lib/server/prisma'
import { HISTORY_DAYS } from '../account.server'
import { recordChange } from '../change.server'
import { existingId, type ExistingCampaign, type SandboxAccount } from '../login'
import { createEntities, type NewEntity } from '../store.server'
import type { JsonObject } from './json'
import { resourceName, resourceOf, type Kind } from './resources'
import { jsonOf } from './workspace.server'

/* What an account had before its login was first used: conversion actions, and campaigns that have run for 90 days. */

const DAY_MS = 86_400_000
/** A campaign that is off now was switched off so many days ago. */
const OFF_DAYS = 20

const BIDDING: Record<ExistingCampaign['objective'], JsonObject> = {
  traffic: { targetSpend: {} },
  leads: { maximizeConversions: {} },
  sales: { maximizeConversionValue: {} },
}

const ACTIONS = [
  { name: 'Purchase', category: 'PURCHASE', counting: 'MANY_PER_CLICK' },
  { name: 'Lead form sent', category: 'SUBMIT_LEAD_FORM', counting: 'ONE_PER_CLICK' },
  { name: 'Newsletter sign-up', category: 'SIGNUP', counting: 'ONE_PER_CLICK' },
]

class Shelf {
  readonly entities: NewEntity[] = []
  readonly account: SandboxAccount
  readonly at: Date

  constructor(account: SandboxAccount, at: Date) {
    this.account = account
    this.at = at
  }

  id(what: string): string {
    return existingId('google', `${this.account.id} ${what}`)
  }

  /** Keeps an entity and returns its resource name. */
  add(kind: Kind, id: string, parentId: string | null, name: string, data: JsonObject): string {
    const own = resourceName(this.account.id, resourceOf(kind), id)
    const entity = { kind, id, parentId, name, accountId: this.account.id, at: this.at }
    this.entities.push({ ...entity, data: jsonOf({ ...data, resourceName: own }) })
    return own
  }
}

function addActions(shelf: Shelf): void {
  const { account, at } = shelf
  for (const { name, category, counting } of ACTIONS) {
    const id = shelf.id(`action ${name}`)
    const data = {
      resourceName: `customers/${account.id}/conversionActions/${id}`,
      name,
      category,
      status: 'ENABLED',
      type: 'WEBPAGE',
      origin: 'WEBSITE',
      primaryForGoal: true,
      includeInConversionsMetric: true,
      countingType: counting,
      ownerCustomer: `customers/${account.id}`,
    }
    shelf.entities.push({ kind: 'conversion_action', id, accountId: account.id, parentId: null, name, data, at })
  }
}

type Unit = ExistingCampaign['units'][number]

function addUnit(shelf: Shelf, campaignId: string, campaign: string, unit: Unit): void {
  const { account, at } = shelf
  const groupId = shelf.id(`ad group ${campaignId} ${unit.name}`)
  const adGroup = shelf.add('ad_group', groupId, campaignId, unit.name, {
    name: unit.name,
    campaign,
    status: 'ENABLED',
    type: 'SEARCH_STANDARD',
  })
  const goods = unit.name.toLowerCase().split(' ').slice(0, 2).join(' ')
  for (const text of [goods, `buy ${goods}`]) {
    const own = shelf.id(`keyword ${groupId} ${text}`)
    shelf.add('ad_group_criterion', `${groupId}~${own}`, groupId, text, {
      adGroup,
      criterionId: own,
      type: 'KEYWORD',
      status: 'ENABLED',
      keyword: { text, matchType: 'PHRASE' },
    })
  }
  for (const ad of unit.ads) {
    const adId = shelf.id(`ad ${groupId} ${ad.name}`)
    const texts = [ad.headline, `${account.name} shop`.slice(0, 30), 'Delivered in three days']
    shelf.add('ad_group_ad', `${groupId}~${adId}`, groupId, ad.name, {
      adGroup,
      status: 'ENABLED',
      ad: {
        id: adId,
        resourceName: `customers/${account.id}/ads/${adId}`,
        name: ad.name,
        finalUrls: [ad.url],
        responsiveSearchAd: {
          headlines: texts.map((text) => ({ text: text.slice(0, 30) })),
          descriptions: [{ text: ad.text.slice(0, 90) }, { text: 'Made well. See the whole range.' }],
        },
      },
      sandbox: { submittedAt: new Date(at.getTime() - DAY_MS).toISOString(), enabledAt: at.toISOString() },
    })
  }
}

function addCampaign(shelf: Shelf, existing: ExistingCampaign): { id: string; dayMicros: bigint } {
  const { account, at } = shelf
  const id = shelf.id(`campaign ${existing.name}`)
  const dayMicros = BigInt(existing.dayMajor) * 1_000_000n
  const budgetId = shelf.id(`budget ${existing.name}`)
  const budget = shelf.add('campaign_budget', budgetId, null, `${existing.name} budget`, {
    name: `${existing.name} budget`,
    amountMicros: dayMicros.toString(),
    deliveryMethod: 'STANDARD',
    explicitlyShared: false,
    period: 'DAILY',
    type: 'STANDARD',
    status: 'ENABLED',
  })
  const campaign = shelf.add('campaign', id, budgetId, existing.name, {
    name: existing.name,
    status: existing.isOn ? 'ENABLED' : 'PAUSED',
    advertisingChannelType: 'SEARCH',
    campaignBudget: budget,
    ...BIDDING[existing.objective],
    networkSettings: {
      targetGoogleSearch: true,
      targetSearchNetwork: true,
      targetContentNetwork: false,
      targetPartnerSearchNetwork: false,
    },
    geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE_OR_INTEREST', negativeGeoTargetType: 'PRESENCE' },
    containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
    startDateTime: `${addDays(dayIn(at, account.timezone), -1)} 00:00:00`,
    sandbox: { objective: existing.objective },
  })
  for (const unit of existing.units) addUnit(shelf, id, campaign, unit)
  return { id, dayMicros }
}

/** Keeps an account's conversion actions and existing campaigns. */
export async function seedAccount(
  tx: Transaction,
  account: SandboxAccount,
  campaigns: ExistingCampaign[],
  now: Date,
): Promise<void> {
  const began = new Date(now.getTime() - HISTORY_DAYS * DAY_MS)
  const shelf = new Shelf(account, began)
  addActions(shelf)
  const running = campaigns.map((existing) => ({ existing, ...addCampaign(shelf, existing) }))
  await createEntities(tx, 'google', shelf.entities)
  for (const { existing, id, dayMicros } of running) {
    const change = { platform: 'google' as const, accountId: account.id, campaignId: id, dayMicros }
    await recordChange(tx, { ...change, at: began, isOn: true })
    if (!existing.isOn)
      await recordChange(tx, { ...change, at: new Date(now.getTime() - OFF_DAYS * DAY_MS), isOn: false })
  }
}
