import { camel } from './proto'

/*
 * The resources that can be changed: where each lives in a path, its operation and message, and how its ids are
 * written. `kind` is the sandbox's own word for the entity.
 */

export type Kind =
  | 'campaign_budget'
  | 'campaign'
  | 'campaign_criterion'
  | 'campaign_asset'
  | 'campaign_conversion_goal'
  | 'conversion_goal_campaign_config'
  | 'custom_conversion_goal'
  | 'ad_group'
  | 'ad_group_ad'
  | 'ad_group_criterion'
  | 'ad'
  | 'asset'

export type Resource = {
  kind: Kind
  /** The middle of a resource name, and the service in `…:mutate`. */
  collection: string
  message: string
  operation: string
  can: readonly ('create' | 'update' | 'remove')[]
}

const all = ['create', 'update', 'remove'] as const
const row = (kind: Kind, collection: string, message: string, can: Resource['can'] = all): Resource => ({
  kind,
  collection,
  message,
  operation: `${message}Operation`,
  can,
})

export const RESOURCES: readonly Resource[] = [
  row('campaign_budget', 'campaignBudgets', 'CampaignBudget'),
  row('campaign', 'campaigns', 'Campaign'),
  row('campaign_criterion', 'campaignCriteria', 'CampaignCriterion'),
  row('campaign_asset', 'campaignAssets', 'CampaignAsset'),
  row('campaign_conversion_goal', 'campaignConversionGoals', 'CampaignConversionGoal', ['update']),
  row('conversion_goal_campaign_config', 'conversionGoalCampaignConfigs', 'ConversionGoalCampaignConfig', ['update']),
  row('custom_conversion_goal', 'customConversionGoals', 'CustomConversionGoal'),
  row('ad_group', 'adGroups', 'AdGroup'),
  row('ad_group_ad', 'adGroupAds', 'AdGroupAd'),
  row('ad_group_criterion', 'adGroupCriteria', 'AdGroupCriterion'),
  row('ad', 'ads', 'Ad', ['update']),
  row('asset', 'assets', 'Asset', ['create', 'update']),
]

export const resourceOf = (kind: Kind): Resource => {
  const found = RESOURCES.find((resource) => resource.kind === kind)
  if (!found) throw new RangeError(`"${kind}" is not a resource.`)
  return found
}

/** `campaignBudgetOperation` in googleAds:mutate, and the resource that it changes. */
export const resourceOfOperation = (name: string): Resource | undefined =>
  RESOURCES.find(({ kind }) => `${camel(kind)}Operation` === name)

export const resultName = (resource: Resource): string => `${camel(resource.kind)}Result`

export const resourceName = (customerId: string, resource: Resource, id: string): string =>
  `customers/${customerId}/${resource.collection}/${id}`

/** The customer and id of a resource name of one collection; undefined when it is not of that form. */
export function parseName(text: unknown, resource: Resource): { customerId: string; id: string } | undefined {
  if (typeof text !== 'string') return undefined
  const match = /^customers\/(\d{1,19})\/(\w+)\/(-?[\w~-]+)$/.exec(text)
  const [, customerId, collection, id] = match ?? []
  return customerId && id && collection === resource.collection ? { customerId, id } : undefined
}

export const isTemporary = (id: string): boolean => /^-\d{1,18}$/.test(id)
