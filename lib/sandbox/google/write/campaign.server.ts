import 'server-only'
import { dayIn } from '@/lib/core/zone'
import type { Entity } from '../../define'
import { biddingOf, checkBudget, checkCampaign } from '../check/campaign'
import { AGE_RANGES, checkCriterion, criterionOf, criterionType, fixedCriterionId } from '../check/criterion'
import type { GoogleError } from '../failure'
import { recordOf, textOf, type JsonObject } from '../json'
import { snake } from '../proto'
import { idIn, sandboxOf, type Handler, type Writing } from './define'

/* Budgets, campaigns and their criteria, with what holds between them. */

const invalidRemoval = (data: JsonObject, path: string): GoogleError[] =>
  data['status'] === 'REMOVED'
    ? [
        {
          family: 'fieldError',
          code: 'INVALID_VALUE',
          message: 'Use the remove operation to remove it.',
          path: `${path}.status`,
        },
      ]
    : []

async function sameBudgetName({ work }: Writing, name: string, id: string, path: string): Promise<GoogleError[]> {
  const others = name === '' ? [] : (await work.named('campaign_budget', name)).filter((other) => other.id !== id)
  return others.length > 0
    ? [{ family: 'campaignBudgetError', code: 'DUPLICATE_NAME', path: `${path}.name`, trigger: name }]
    : []
}

export const budgetHandler: Handler = {
  references: {},
  async create(writing, draft, path) {
    const id = await writing.work.newId()
    const name = textOf(draft['name']).trim()
    const errors = [
      ...checkBudget(draft, writing.work.account.unit, path),
      ...(await sameBudgetName(writing, name, id, path)),
    ]
    const data = {
      deliveryMethod: 'STANDARD',
      period: 'DAILY',
      type: 'STANDARD',
      explicitlyShared: true,
      ...draft,
      status: 'ENABLED',
      name,
    }
    return { errors, id, parentId: null, name, data }
  },
  async update(writing, entity, merged, paths, path) {
    const name = textOf(merged['name']).trim()
    const errors = checkBudget(merged, writing.work.account.unit, path)
    if (paths.includes('name')) errors.push(...(await sameBudgetName(writing, name, entity.id, path)))
    if (paths.includes('explicitlyShared') && merged['explicitlyShared'] !== entity.data['explicitlyShared'])
      errors.push({
        family: 'campaignBudgetError',
        code:
          merged['explicitlyShared'] === true
            ? 'CANNOT_UPDATE_CAMPAIGN_BUDGET_TO_EXPLICITLY_SHARED'
            : 'CANNOT_UPDATE_CAMPAIGN_BUDGET_TO_IMPLICITLY_SHARED',
        path: `${path}.explicitly_shared`,
      })
    return { errors, data: merged, name }
  },
  async remove({ work }, entity, path) {
    const users = await work.campaignsOf(entity.id)
    return users.length > 0 ? [{ family: 'campaignBudgetError', code: 'CAMPAIGN_BUDGET_IN_USE', path }] : []
  },
}

async function checkBudgetUse(
  { work }: Writing,
  campaign: JsonObject,
  id: string,
  path: string,
): Promise<GoogleError[]> {
  const name = textOf(campaign['campaignBudget'])
  const budget = await work.get('campaign_budget', idIn(name))
  if (!budget) return []
  const at = `${path}.campaign_budget`
  const others = (await work.campaignsOf(budget.id)).filter((other) => other.id !== id)
  if (budget.data['explicitlyShared'] === false && others.length > 0)
    return [
      {
        family: 'campaignBudgetError',
        code: 'CANNOT_USE_IMPLICITLY_SHARED_CAMPAIGN_BUDGET_WITH_MULTIPLE_CAMPAIGNS',
        path: at,
        trigger: name,
      },
    ]
  if (budget.data['period'] === 'CUSTOM_PERIOD' && textOf(campaign['endDateTime']) === '')
    return [
      {
        family: 'campaignError',
        code: 'END_DATE_TIME_REQUIRED_FOR_TOTAL_BUDGET',
        message: 'Campaigns with total budgets must have end date/time specified.',
        path: `${path}.end_date_time`,
      },
    ]
  return []
}

async function sameCampaignName({ work }: Writing, name: string, id: string, path: string): Promise<GoogleError[]> {
  const others = (await work.named('campaign', name)).filter((other) => other.id !== id)
  if (others.length === 0) return []
  return [{ family: 'campaignError', code: 'DUPLICATE_CAMPAIGN_NAME', path: `${path}.name`, trigger: name }]
}

function checkPast(work: Writing['work'], campaign: JsonObject, fields: string[], path: string): GoogleError[] {
  const today = dayIn(work.now, work.account.timezone)
  return fields
    .filter((field) => campaign[field] !== undefined && textOf(campaign[field]).slice(0, 10) < today)
    .map((field) => ({
      family: 'campaignError',
      code: 'CANNOT_SET_DATE_TO_PAST',
      message: 'Trying to modify a date into the past.',
      path: `${path}.${snake(field)}`,
      trigger: textOf(campaign[field]),
    }))
}

const OBJECTIVE: Record<string, string> = {
  maximizeConversions: 'leads',
  targetCpa: 'leads',
  maximizeConversionValue: 'sales',
  targetRoas: 'sales',
}

/** What a campaign is for, by its bidding at creation: the market that it meets follows from it for good. */
const objectiveOf = (campaign: JsonObject): string => OBJECTIVE[biddingOf(campaign) ?? ''] ?? 'traffic'

export const campaignHandler: Handler = {
  references: { campaignBudget: 'campaign_budget' },
  async create(writing, draft, path) {
    const { work } = writing
    const id = await work.newId()
    const name = textOf(draft['name'])
    const data = {
      status: 'ENABLED',
      adServingOptimizationStatus: 'OPTIMIZE',
      paymentMode: 'CLICKS',
      startDateTime: `${dayIn(work.now, work.account.timezone)} 00:00:00`,
      geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE_OR_INTEREST', negativeGeoTargetType: 'PRESENCE' },
      ...draft,
      sandbox: { objective: objectiveOf(draft) },
    }
    const errors = [
      ...checkCampaign(draft, work.account.unit, path),
      ...checkPast(work, draft, ['startDateTime', 'endDateTime'], path),
      ...invalidRemoval(draft, path),
      ...(await sameCampaignName(writing, name, id, path)),
      ...(await checkBudgetUse(writing, data, id, path)),
    ]
    return { errors, id, parentId: idIn(draft['campaignBudget']), name, data }
  },
  async update(writing, entity, merged, paths, path) {
    const { work } = writing
    const name = textOf(merged['name'])
    const errors = [...checkCampaign(merged, work.account.unit, path), ...invalidRemoval(merged, path)]
    if (paths.includes('name')) errors.push(...(await sameCampaignName(writing, name, entity.id, path)))
    const dates = paths.filter((field) => field === 'startDateTime' || field === 'endDateTime')
    errors.push(...checkPast(work, merged, dates, path))
    const start = textOf(entity.data['startDateTime']).slice(0, 10)
    if (dates.includes('startDateTime') && start <= dayIn(work.now, work.account.timezone))
      errors.push({
        family: 'campaignError',
        code: 'CANNOT_MODIFY_START_DATE_IF_ALREADY_STARTED',
        message: 'Trying to change start date on a campaign that has started.',
        path: `${path}.start_date_time`,
      })
    errors.push(...(await checkBudgetUse(writing, merged, entity.id, path)))
    const parentId = idIn(merged['campaignBudget'])
    return { errors, data: { ...merged, sandbox: sandboxOf(entity.data) }, name, parentId }
  },
  async remove({ work }, entity) {
    const budget = await work.get('campaign_budget', idIn(entity.data['campaignBudget']))
    if (budget?.data['explicitlyShared'] === false) work.change(budget, { ...budget.data, status: 'REMOVED' })
    return []
  },
}

const channelOf = (campaign: Entity | undefined): string => textOf(campaign?.data['advertisingChannelType'])

/** Something may be targeted, or left out, once. */
async function sameCriterion(
  { work }: Writing,
  kind: 'campaign_criterion' | 'ad_group_criterion',
  parentId: string,
  draft: JsonObject,
): Promise<Entity | undefined> {
  const field = criterionOf(draft)
  if (!field) return undefined
  const said = (data: JsonObject): string =>
    JSON.stringify([data['negative'] === true, recordOf(data[field])]).toLowerCase()
  return (await work.children(kind, parentId)).find(
    (other) =>
      other.data['status'] !== 'REMOVED' && criterionOf(other.data) === field && said(other.data) === said(draft),
  )
}

type CriterionKind = 'campaign_criterion' | 'ad_group_criterion'

/** Somebody must be left to see the ads: not all ages may be excluded, nor all but the unknown. */
async function checkAges({ work }: Writing, parentId: string, draft: JsonObject, path: string): Promise<GoogleError[]> {
  const ageOf = (data: JsonObject): string =>
    data['negative'] === true && data['status'] !== 'REMOVED' ? textOf(recordOf(data['ageRange'])['type']) : ''
  if (ageOf(draft) === '') return []
  const siblings = await work.children('ad_group_criterion', parentId)
  const excluded = new Set([...siblings.map(({ data }) => ageOf(data)), ageOf(draft)])
  const left = AGE_RANGES.filter((age) => !excluded.has(age))
  if (left.length === 0) return [{ family: 'criterionError', code: 'CANNOT_EXCLUDE_ALL_TARGETS', path }]
  const isUnknownOnly = left.every((age) => age === 'AGE_RANGE_UNDETERMINED')
  return isUnknownOnly ? [{ family: 'criterionError', code: 'CANNOT_TARGET_ONLY_UNDETERMINED', path }] : []
}

/** Criteria of campaigns and of ad groups follow the same rules but for what may stand where. */
export function criterionHandler(kind: CriterionKind): Handler {
  const parentField = kind === 'campaign_criterion' ? 'campaign' : 'adGroup'
  const level = kind === 'campaign_criterion' ? 'campaign' : 'ad_group'
  const campaignOf = async ({ work }: Writing, parentId: string) =>
    level === 'campaign'
      ? work.get('campaign', parentId)
      : work.get('campaign', (await work.get('ad_group', parentId))?.parentId ?? '')
  return {
    references: { [parentField]: level },
    async create(writing, draft, path) {
      const parentId = idIn(draft[parentField])
      const errors: GoogleError[] = []
      if (draft[parentField] === undefined)
        errors.push({ family: 'fieldError', code: 'REQUIRED', path: `${path}.${snake(parentField)}` })
      errors.push(...checkCriterion(draft, level, channelOf(await campaignOf(writing, parentId)), path))
      if (parentId && (await sameCriterion(writing, kind, parentId, draft)))
        errors.push({ family: 'mutateError', code: 'RESOURCE_ALREADY_EXISTS', path })
      if (level === 'ad_group') errors.push(...(await checkAges(writing, parentId, draft, path)))
      const own = fixedCriterionId(draft) ?? (await writing.work.newId())
      const data = { status: 'ENABLED', ...draft, criterionId: own, type: criterionType(draft) }
      return { errors, id: `${parentId}~${own}`, parentId, name: textOf(recordOf(draft['keyword'])['text']), data }
    },
    async update(writing, entity, merged, _paths, path) {
      const campaign = await campaignOf(writing, entity.parentId ?? '')
      const errors = [...checkCriterion(merged, level, channelOf(campaign), path), ...invalidRemoval(merged, path)]
      return { errors, data: merged, name: entity.name }
    },
    remove: async () => [],
  }
}
