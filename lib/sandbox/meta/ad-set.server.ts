import 'server-only'
import type { Entity, SandboxReply } from '../define'
import { createEntities, findEntity, nextId, updateEntity } from '../store.server'
import { checkAudience, checkDisclosure } from './audience'
import type { Account, Caller } from './caller.server'
import { changed, checkBudget, checkName, checkStatusChange, isDryRun, stored } from './campaign.server'
import { invalidParameter, missingParameter } from './error'
import { dict, word, words } from './json'
import { checkPromoted } from './promoted'
import { paramsOf } from './request'
import { CREATE_AD_SET, UPDATE_AD_SET } from './schema/ad-set'
import { GOALS_OF } from './schema/enums'
import type { Params } from './schema/type'
import { hasBudget, refreshSpend, scheduleOf, settleSchedule } from './spend.server'
import { statusOf } from './status'
import { instantFrom } from './time'

const DAY = 86_400_000
const REQUIRED = ['name', 'campaign_id', 'billing_event', 'optimization_goal', 'targeting']
const CAPPED = ['LOWEST_COST_WITH_BID_CAP', 'COST_CAP']

async function requireCampaign(caller: Caller, account: Account, id: string): Promise<Entity> {
  const campaign = await findEntity(caller.tx, 'meta', ['campaign'], id)
  if (!campaign || campaign.accountId !== account.id || statusOf(campaign) === 'DELETED')
    return invalidParameter(
      'campaign_id',
      'Campaign Not Found',
      `The campaign ${id} does not exist in this ad account.`,
    )
  return campaign
}

function checkLevels(params: Params, campaign: Entity): void {
  const own = word(params['daily_budget']) !== '' || word(params['lifetime_budget']) !== ''
  if (own && hasBudget(campaign))
    invalidParameter(
      'daily_budget',
      "Can't Set Budget On Both Campaign And Ad Set",
      'You can only set an ad set budget or a campaign budget.',
      1885621,
    )
  if (!own && !hasBudget(campaign))
    invalidParameter(
      'daily_budget',
      'Budget Is Missing',
      'Set a daily or lifetime budget on the ad set, as its campaign has none.',
    )
}

function checkSchedule(params: Params, campaign: Entity, account: Account, now: Date): void {
  const start = word(params['start_time'])
  const end = word(params['end_time'])
  const startsAt = start ? instantFrom(start, account.timezone) : now
  const isLifetime = word(params['lifetime_budget']) !== '' || word(campaign.data['lifetime_budget']) !== ''
  if (isLifetime && !end) invalidParameter('end_time', 'End Time Is Missing', 'A lifetime budget needs an end time.')
  if (!end) return
  const endsAt = instantFrom(end, account.timezone)
  if (endsAt <= startsAt)
    invalidParameter('end_time', 'End Is Before Start', 'The end time must be later than the start time.')
  if (endsAt <= now) invalidParameter('end_time', 'End Is In The Past', 'The end time must be in the future.')
  if (isLifetime && endsAt.getTime() - startsAt.getTime() < DAY)
    invalidParameter(
      'end_time',
      'Schedule Is Too Short',
      'An ad set with a lifetime budget must run for at least 24 hours.',
    )
}

function checkBid(params: Params, campaign: Entity): void {
  const strategy = word(params['bid_strategy']) || word(campaign.data['bid_strategy']) || 'LOWEST_COST_WITHOUT_CAP'
  const hasAmount = word(params['bid_amount']) !== ''
  if (CAPPED.includes(strategy) && !hasAmount)
    invalidParameter('bid_amount', 'Bid Amount Is Missing', `The bid strategy ${strategy} needs a bid amount.`)
  if (strategy === 'LOWEST_COST_WITHOUT_CAP' && hasAmount)
    invalidParameter('bid_amount', 'Bid Amount Not Allowed', 'Lowest cost without a cap takes no bid amount.')
  if (strategy === 'LOWEST_COST_WITH_MIN_ROAS' && dict(params['bid_constraints'])['roas_average_floor'] === undefined)
    invalidParameter(
      'bid_constraints',
      'ROAS Floor Is Missing',
      'The bid strategy LOWEST_COST_WITH_MIN_ROAS needs bid_constraints.roas_average_floor.',
    )
}

/** What an ad set must be as a whole, whether it is new or changed. */
function checkWhole(params: Params, campaign: Entity, account: Account): void {
  const goal = word(params['optimization_goal'])
  const goals = GOALS_OF[word(campaign.data['objective'])] ?? []
  if (!goals.includes(goal))
    invalidParameter(
      'optimization_goal',
      'Performance Goal Not Available',
      `${goal} cannot be used with the objective ${word(campaign.data['objective'])}. Use one of ${goals.join(', ')}.`,
    )
  if (word(params['billing_event']) === 'LINK_CLICKS' && goal !== 'LINK_CLICKS')
    invalidParameter('billing_event', 'Billing Event Not Available', `${goal} is billed by IMPRESSIONS.`)
  checkBid(params, campaign)
  checkAudience(params['targeting'], words(campaign.data['special_ad_categories']))
  checkDisclosure(params)
  checkPromoted(goal, params['promoted_object'], account)
}

/** `POST /act_X/adsets` */
export async function createAdSet(caller: Caller, account: Account): Promise<SandboxReply> {
  const params = paramsOf(caller.request, CREATE_AD_SET, REQUIRED)
  checkName(params)
  if (dict(dict(params['targeting'])['targeting_automation'])['advantage_audience'] === undefined)
    missingParameter('targeting[targeting_automation][advantage_audience]')
  const campaign = await requireCampaign(caller, account, word(params['campaign_id']))
  checkBudget(params, account.currency)
  checkLevels(params, campaign)
  checkSchedule(params, campaign, account, caller.now)
  checkWhole(params, campaign, account)
  if (isDryRun(params)) return { status: 200, body: { success: true } }
  await settleSchedule(caller.tx, account, campaign.id, caller.now)
  const id = await nextId(caller.tx, 'meta')
  const data = {
    status: 'ACTIVE',
    ...(hasBudget(campaign) ? {} : { bid_strategy: 'LOWEST_COST_WITHOUT_CAP' }),
    ...stored(params),
  }
  await createEntities(caller.tx, 'meta', [
    {
      kind: 'adset',
      id,
      accountId: account.id,
      parentId: campaign.id,
      name: word(params['name']),
      data,
      at: caller.now,
    },
  ])
  await refreshSpend(caller.tx, account, campaign.id, caller.now)
  return { status: 200, body: { id, success: true }, effects: [`create adset ${id}`] }
}

/** The start of what has begun stays. */
function checkStart(params: Params, adSet: Entity, account: Account, now: Date): void {
  const wished = word(params['start_time'])
  if (wished === '') return
  const { startsAt } = scheduleOf(adSet, account.timezone)
  const isSame = instantFrom(wished, account.timezone).getTime() === startsAt.getTime()
  if (startsAt <= now && !isSame)
    invalidParameter(
      'start_time',
      'Start Time Cannot Change',
      'The start time of an ad set that has begun cannot be changed.',
    )
}

/** `POST /{ad set}` */
export async function updateAdSet(caller: Caller, account: Account, adSet: Entity): Promise<SandboxReply> {
  const params = paramsOf(caller.request, UPDATE_AD_SET)
  checkName(params)
  checkStatusChange(adSet, params)
  checkBudget(params, account.currency)
  const campaign = await requireCampaign(caller, account, adSet.parentId ?? '')
  checkStart(params, adSet, account, caller.now)
  const data = changed(adSet, params)
  if (params['daily_budget'] !== undefined || params['lifetime_budget'] !== undefined) checkLevels(params, campaign)
  if (params['end_time'] !== undefined || params['start_time'] !== undefined)
    checkSchedule(data, campaign, account, caller.now)
  const isWhole = Object.keys(params).some((key) =>
    [
      'targeting',
      'optimization_goal',
      'billing_event',
      'bid_strategy',
      'bid_amount',
      'promoted_object',
      'dsa_beneficiary',
      'dsa_payor',
    ].includes(key),
  )
  if (isWhole) checkWhole(data, campaign, account)
  if (isDryRun(params)) return { status: 200, body: { success: true } }
  await settleSchedule(caller.tx, account, campaign.id, caller.now)
  await updateEntity(caller.tx, 'meta', 'adset', adSet.id, {
    name: word(params['name']) || undefined,
    data,
    at: caller.now,
  })
  await refreshSpend(caller.tx, account, campaign.id, caller.now)
  return { status: 200, body: { success: true }, effects: [`update adset ${adSet.id}`], accountId: account.id }
}
