import { fail, ok, type Result } from '@/lib/core/result'
import type { Condition, Query, QueryFault } from './gaql'
import { camel, enumValues, messageOf } from './proto'

/* Which fields a query may name, and what goes together. */

type From = { message: string; with: readonly string[]; hasMetrics: boolean }

const from = (message: string, others: readonly string[] = [], hasMetrics = false): From => ({
  message,
  with: others,
  hasMetrics,
})

const FROM: Record<string, From> = {
  customer: from('Customer', [], true),
  customer_client: from('CustomerClient', ['customer']),
  campaign: from('Campaign', ['campaign_budget', 'customer'], true),
  campaign_budget: from('CampaignBudget', ['customer']),
  ad_group: from('AdGroup', ['campaign', 'customer'], true),
  ad_group_ad: from('AdGroupAd', ['ad_group', 'campaign', 'customer'], true),
  ad_group_criterion: from('AdGroupCriterion', ['ad_group', 'campaign', 'customer']),
  campaign_criterion: from('CampaignCriterion', ['campaign', 'customer']),
  campaign_asset: from('CampaignAsset', ['asset', 'campaign', 'customer']),
  campaign_conversion_goal: from('CampaignConversionGoal', ['campaign', 'customer']),
  conversion_goal_campaign_config: from('ConversionGoalCampaignConfig', ['campaign', 'customer']),
  asset: from('Asset', ['customer']),
  conversion_action: from('ConversionAction', ['customer']),
  currency_constant: from('CurrencyConstant'),
  geo_target_constant: from('GeoTargetConstant'),
}

/** Metrics by name: how each is made from the sums of a row. Money in micros; rates as fractions. */
const METRICS: Record<string, 'int64' | 'double'> = {
  impressions: 'int64',
  clicks: 'int64',
  interactions: 'int64',
  cost_micros: 'int64',
  conversions: 'double',
  conversions_value: 'double',
  all_conversions: 'double',
  all_conversions_value: 'double',
  view_through_conversions: 'int64',
  ctr: 'double',
  interaction_rate: 'double',
  average_cpc: 'double',
  average_cpm: 'double',
  average_cost: 'double',
  cost_per_conversion: 'double',
  cost_per_all_conversions: 'double',
  conversions_from_interactions_rate: 'double',
  value_per_conversion: 'double',
}

const DATE_SEGMENTS = ['date', 'week', 'month', 'quarter', 'year']
const SEGMENTS: Record<string, string> = {
  date: 'string',
  week: 'string',
  month: 'string',
  quarter: 'string',
  year: 'int32',
  day_of_week: 'DayOfWeek',
  hour: 'int32',
}

const isFrom = (resource: string): boolean => resource in FROM
export const attributedTo = (resource: string): readonly string[] => FROM[resource]?.with ?? []

/** The type of a field's end, or undefined when the resource has no such field or it has parts of its own. */
function typeAt(message: string, path: string[]): string | undefined {
  let type = message
  for (const [i, name] of path.entries()) {
    const field = messageOf(type)?.get(camel(name))
    if (!field) return undefined
    const isLast = i === path.length - 1
    if (field.isRepeated) return isLast ? `${field.type}[]` : undefined
    type = field.type
  }
  const inside = messageOf(type)
  return inside && inside.size > 0 ? undefined : type
}

/** The type of `campaign.status` or `metrics.clicks`; undefined for a field that does not exist. */
export function fieldType(field: string): string | undefined {
  const [resource = '', ...path] = field.split('.')
  const [name = ''] = path
  if (resource === 'metrics') return path.length === 1 ? METRICS[name] : undefined
  if (resource === 'segments') return path.length === 1 ? SEGMENTS[name] : undefined
  const message = FROM[resource]?.message
  return message && path.length > 0 ? typeAt(message, path) : undefined
}

const isDateSegment = (field: string): boolean => DATE_SEGMENTS.some((name) => field === `segments.${name}`)

const fault = (code: string, message: string): Result<never, QueryFault> => fail({ code, message })

function checkField(query: Query, field: string, clause: 'SELECT' | 'WHERE' | 'ORDER_BY'): Result<string, QueryFault> {
  const type = fieldType(field)
  if (!type) return fault('UNRECOGNIZED_FIELD', `Unrecognized field in the query: '${field}'.`)
  const [resource = ''] = field.split('.')
  const main = FROM[query.from]
  if (resource === 'metrics' || resource === 'segments') {
    if (main?.hasMetrics) return ok(type)
    const what = resource === 'metrics' ? 'METRIC' : 'SEGMENT'
    return fault(`PROHIBITED_${what}_IN_SELECT_OR_WHERE_CLAUSE`, `Cannot use ${field} with the resource ${query.from}.`)
  }
  if (resource === query.from || main?.with.includes(resource)) return ok(type)
  const where = clause === 'WHERE' ? 'WHERE' : 'SELECT'
  return fault(
    `PROHIBITED_RESOURCE_TYPE_IN_${where}_CLAUSE`,
    `Cannot select fields from the following resources: ${resource.toUpperCase()}, since the resource is incompatible with the resource in FROM clause.`,
  )
}

const DURING = new Set([
  'TODAY',
  'YESTERDAY',
  'LAST_7_DAYS',
  'LAST_14_DAYS',
  'LAST_30_DAYS',
  'LAST_BUSINESS_WEEK',
  'LAST_MONTH',
  'LAST_WEEK_MON_SUN',
  'LAST_WEEK_SUN_SAT',
  'THIS_MONTH',
  'THIS_WEEK_MON_TODAY',
  'THIS_WEEK_SUN_TODAY',
])

const NUMERIC = new Set(['int32', 'int64', 'double', 'float'])
const isDayText = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

function checkValues({ field, operator, values }: Condition, type: string): Result<null, QueryFault> {
  if (operator === 'DURING') {
    if (!isDateSegment(field)) return fault('OPERATOR_FIELD_MISMATCH', `Operator DURING cannot be used with ${field}.`)
    const [value] = values
    if (!DURING.has(value?.text ?? ''))
      return fault('INVALID_VALUE_WITH_DURING_OPERATOR', `Invalid value with DURING operator: '${value?.text}'.`)
    return ok(null)
  }
  if (operator.endsWith('LIKE') && type !== 'string' && !type.startsWith('string'))
    return fault('OPERATOR_FIELD_MISMATCH', `Operator LIKE cannot be used with ${field}.`)
  if (operator.startsWith('CONTAINS') !== type.endsWith('[]') && !operator.startsWith('IS '))
    return fault('OPERATOR_FIELD_MISMATCH', `Operator ${operator} cannot be used with ${field}.`)
  const inner = type.replace('[]', '')
  for (const { text } of values) {
    if (isDateSegment(field) && inner === 'string' && !isDayText(text))
      return fault('INVALID_DATE_FORMAT', `Invalid date literal supplied for ${field}: '${text}'. Use YYYY-MM-DD.`)
    if (NUMERIC.has(inner) && !/^-?\d+(\.\d+)?$/.test(text))
      return fault('BAD_NUMBER', `Error in query: bad number '${text}' for ${field}.`)
    if (inner === 'bool' && !/^(true|false)$/i.test(text))
      return fault('BAD_VALUE', `Invalid value for ${field}: '${text}'. Use TRUE or FALSE.`)
    const known = enumValues(inner)
    if (known && !known.has(text) && text !== 'UNSPECIFIED' && text !== 'UNKNOWN')
      return fault('BAD_ENUM_CONSTANT', `Invalid enum value cannot be included in WHERE clause: '${text}'.`)
  }
  return ok(null)
}

function checkSegments(query: Query): Result<null, QueryFault> {
  const selected = new Set(query.select)
  for (const { field } of query.where)
    if (
      (field.startsWith('segments.') || field.startsWith('metrics.')) &&
      !isDateSegment(field) &&
      !selected.has(field)
    )
      return fault(
        'EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE',
        `The following field must be present in SELECT clause: '${field}'.`,
      )
  const isSegmented = query.select.some(isDateSegment)
  const bounds = query.where.filter(({ field }) => isDateSegment(field)).map(({ operator }) => operator)
  const isFinite =
    bounds.some((operator) => ['=', 'BETWEEN', 'DURING', 'IN'].includes(operator)) ||
    (bounds.some((o) => o.startsWith('>')) && bounds.some((o) => o.startsWith('<')))
  if ((isSegmented || bounds.length > 0) && !isFinite)
    return fault('EXPECTED_FILTERS_ON_DATE_RANGE', "Expected filters on a finite date range for 'segments.date'.")
  return ok(null)
}

/** Every field exists, belongs to the resource, and is compared with values of its type. */
export function checkQuery(query: Query): Result<null, QueryFault> {
  if (!isFrom(query.from))
    return fault('BAD_RESOURCE_TYPE_IN_FROM_CLAUSE', `Error in FROM clause: '${query.from}' is not a resource.`)
  for (const field of query.select) {
    const checked = checkField(query, field, 'SELECT')
    if (!checked.ok) return checked
  }
  for (const condition of query.where) {
    const checked = checkField(query, condition.field, 'WHERE')
    if (!checked.ok) return checked
    const valued = checkValues(condition, checked.value)
    if (!valued.ok) return valued
  }
  for (const { field } of query.orderBy) {
    const checked = checkField(query, field, 'ORDER_BY')
    if (!checked.ok) return checked
    if (!query.select.includes(field) && !field.startsWith(`${query.from}.`))
      return fault(
        'EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE',
        `The following field must be present in SELECT clause: '${field}'.`,
      )
  }
  return checkSegments(query)
}
