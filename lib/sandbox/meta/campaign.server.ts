import 'server-only'
import type { Json } from '@/lib/connectors/define'
import type { Entity, SandboxReply } from '../define'
import { createEntities, listEntities, nextId, updateEntity } from '../store.server'
import type { Account, Caller } from './caller.server'
import { invalidParameter, refuse } from './error'
import { toJson, word, words } from './json'
import { leastDaily, offsetOf } from './money'
import { paramsOf } from './request'
import { CREATE_CAMPAIGN, UPDATE_CAMPAIGN } from './schema/campaign'
import { OLD_OBJECTIVE } from './schema/enums'
import type { Params } from './schema/type'
import { hasBudget, refreshSpend, settleSchedule } from './spend.server'
import { statusOf } from './status'
import { instantFrom } from './time'

export const isDryRun = (params: Params): boolean => words(params['execution_options']).includes('validate_only')

/** Amounts that read back as text however they were sent. */
const MONEY = /^(daily|lifetime)_(budget|spend_cap|min_spend_target)$|^spend_cap$/

/** What is kept of a request: its state, without its instructions. */
export const stored = (params: Params): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(params)
      .filter(([key, value]) => key !== 'execution_options' && value !== undefined)
      .map(([key, value]) => [key, MONEY.test(key) ? word(value) : toJson(value)]),
  )

/** A daily or lifetime budget in minor units: only one of them, and not below the least. */
export function checkBudget(params: Params, currency: string): void {
  const daily = word(params['daily_budget'])
  const lifetime = word(params['lifetime_budget'])
  if (daily && lifetime && daily !== '0' && lifetime !== '0')
    invalidParameter(
      'lifetime_budget',
      'Only One Budget Type',
      'You can set a daily budget or a lifetime budget, not both.',
    )
  const least = leastDaily(currency)
  for (const [field, value] of [
    ['daily_budget', daily],
    ['lifetime_budget', lifetime],
  ] as const) {
    if (value === '' || Number(value) >= least) continue
    invalidParameter(
      field,
      'Your Budget Is Too Low',
      `Your budget must be at least ${(least / offsetOf(currency)).toFixed(offsetOf(currency) === 1 ? 0 : 2)} ${currency} a day.`,
      1885272,
    )
  }
}

export function checkName(params: Params): void {
  const name = params['name']
  if (typeof name === 'string' && (name.trim() === '' || name.length > 400))
    invalidParameter('name', 'Name Is Not Valid', 'A name needs between 1 and 400 characters.')
}

function checkObjective(params: Params): void {
  const objective = word(params['objective'])
  if (OLD_OBJECTIVE.includes(objective))
    invalidParameter(
      'objective',
      'Objective Is No Longer Supported',
      `${objective} cannot be used for new campaigns. Use one of the OUTCOME_ objectives.`,
    )
  if (params['smart_promotion_type'] !== undefined)
    invalidParameter(
      'smart_promotion_type',
      'Campaign Type Is No Longer Supported',
      'Advantage+ shopping and app campaigns can no longer be created or updated through the API.',
    )
  const categories = words(params['special_ad_categories'])
  if (categories.includes('NONE') && categories.length > 1)
    invalidParameter(
      'special_ad_categories',
      'Special Ad Category Is Not Valid',
      'NONE cannot be combined with another special ad category.',
    )
  if (categories.includes('CREDIT'))
    invalidParameter(
      'special_ad_categories',
      'Special Ad Category Is Not Valid',
      'CREDIT was replaced by FINANCIAL_PRODUCTS_SERVICES.',
    )
}

function checkDates(params: Params, zone: string, endKey: 'stop_time' | 'end_time'): void {
  const start = word(params['start_time'])
  const end = word(params[endKey])
  if (start && end && instantFrom(end, zone) <= instantFrom(start, zone))
    invalidParameter(endKey, 'End Is Before Start', 'The end time must be later than the start time.')
}

/** `POST /act_X/campaigns` */
export async function createCampaign(caller: Caller, account: Account): Promise<SandboxReply> {
  const params = paramsOf(caller.request, CREATE_CAMPAIGN, ['name', 'objective', 'special_ad_categories'])
  checkName(params)
  checkObjective(params)
  checkBudget(params, account.currency)
  checkDates(params, account.timezone, 'stop_time')
  const isShared = params['daily_budget'] !== undefined || params['lifetime_budget'] !== undefined
  if (!isShared && params['is_adset_budget_sharing_enabled'] === undefined)
    invalidParameter(
      'is_adset_budget_sharing_enabled',
      'Budget Sharing Must Be Stated',
      'You must specify true or false for is_adset_budget_sharing_enabled when the campaign has no budget of its own.',
    )
  if (!isShared && params['bid_strategy'] !== undefined)
    invalidParameter(
      'bid_strategy',
      'Bid Strategy Needs A Campaign Budget',
      'A campaign can have a bid strategy only together with a campaign budget.',
    )
  if (isDryRun(params)) return { status: 200, body: { success: true } }
  const id = await nextId(caller.tx, 'meta')
  const data = { buying_type: 'AUCTION', status: 'ACTIVE', ...stored(params) }
  await createEntities(caller.tx, 'meta', [
    { kind: 'campaign', id, accountId: account.id, name: word(params['name']), data, at: caller.now },
  ])
  return { status: 200, body: { id, success: true }, effects: [`create campaign ${id}`] }
}

/** A deleted thing stays deleted, an archived one can only be deleted. */
export function checkStatusChange(node: Entity, params: Params): void {
  const from = statusOf(node)
  const to = word(params['status'])
  if (from === 'DELETED')
    refuse({
      message: 'Invalid parameter',
      code: 100,
      title: 'Object Is Deleted',
      says: `${node.id} was deleted and cannot be changed.`,
    })
  if (from === 'ARCHIVED' && to !== 'DELETED')
    refuse({
      message: 'Invalid parameter',
      code: 100,
      title: 'Object Is Archived',
      says: `${node.id} is archived and can only be deleted.`,
    })
}

/** New data after an update: a budget of one type replaces the other type only where both were sent. */
export function changed(node: Entity, params: Params): Record<string, Json> {
  for (const [key, other] of [
    ['daily_budget', 'lifetime_budget'],
    ['lifetime_budget', 'daily_budget'],
  ] as const)
    if (params[key] !== undefined && hasBudget(node) && node.data[key] === undefined && params[other] === undefined)
      invalidParameter(
        key,
        'Budget Type Cannot Change',
        `This has a ${other.replace('_', ' ')}; its type cannot be changed after it was created.`,
      )
  return { ...node.data, ...stored(params) }
}

/** `POST /{campaign}` */
export async function updateCampaign(caller: Caller, account: Account, campaign: Entity): Promise<SandboxReply> {
  const params = paramsOf(caller.request, UPDATE_CAMPAIGN)
  checkName(params)
  checkStatusChange(campaign, params)
  checkObjective(params)
  checkBudget(params, account.currency)
  checkDates({ ...campaign.data, ...params }, account.timezone, 'stop_time')
  if (params['objective'] !== undefined && params['objective'] !== campaign.data['objective'])
    invalidParameter(
      'objective',
      'Objective Cannot Change',
      'The objective of a campaign cannot be changed after it was created.',
    )
  if (!hasBudget(campaign) && (params['daily_budget'] !== undefined || params['lifetime_budget'] !== undefined)) {
    const adSets = await listEntities(caller.tx, 'meta', { kind: 'adset', parentIds: [campaign.id] })
    if (adSets.some((adSet) => hasBudget(adSet) && statusOf(adSet) !== 'DELETED'))
      invalidParameter(
        'daily_budget',
        "Can't Set Budget On Both Campaign And Ad Set",
        'You can only set an ad set budget or a campaign budget.',
        1885621,
      )
  }
  const data = changed(campaign, params)
  if (isDryRun(params)) return { status: 200, body: { success: true } }
  await settleSchedule(caller.tx, account, campaign.id, caller.now)
  await updateEntity(caller.tx, 'meta', 'campaign', campaign.id, {
    name: word(params['name']) || undefined,
    data,
    at: caller.now,
  })
  await refreshSpend(caller.tx, account, campaign.id, caller.now)
  return { status: 200, body: { success: true }, effects: [`update campaign ${campaign.id}`], accountId: account.id }
}
