import type { GoogleError } from '../failure'
import { isRecord, textOf, type JsonObject } from '../json'
import { messageOf, snake } from '../proto'

/* Campaigns and their budgets, as far as one message tells. What needs other entities is in `relate.server.ts`. */

const MAX_MICROS = 1_000_000_000_000_000n

const budgetError = (code: string, path: string, trigger?: string): GoogleError => ({
  family: 'campaignBudgetError',
  code,
  path,
  trigger,
})

function checkAmount(value: unknown, unit: bigint, path: string): GoogleError[] {
  if (value === undefined) return [{ family: 'fieldError', code: 'REQUIRED', path }]
  const micros = BigInt(textOf(value))
  if (micros < 0n) return [budgetError('NEGATIVE_MONEY_AMOUNT', path, micros.toString())]
  if (micros % unit !== 0n) return [budgetError('NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT', path, micros.toString())]
  if (micros === 0n) return [budgetError('BUDGET_BELOW_PER_DAY_MINIMUM', path, '0')]
  return micros > MAX_MICROS ? [budgetError('MONEY_AMOUNT_TOO_LARGE', path, micros.toString())] : []
}

/** The budget as it would be after the write. `unit` is the smallest amount of the account's currency, in micros. */
export function checkBudget(budget: JsonObject, unit: bigint, path: string): GoogleError[] {
  const errors: GoogleError[] = []
  const isShared = budget['explicitlyShared'] !== false
  const name = textOf(budget['name']).trim()
  if (isShared && name === '') errors.push({ family: 'fieldError', code: 'REQUIRED', path: `${path}.name` })
  if (Buffer.byteLength(name) > 255)
    errors.push({ family: 'stringLengthError', code: 'TOO_LONG', path: `${path}.name` })
  if (budget['deliveryMethod'] === 'ACCELERATED')
    errors.push(budgetError('CANNOT_USE_ACCELERATED_DELIVERY_MODE', `${path}.delivery_method`))
  if (budget['period'] === 'CUSTOM_PERIOD') {
    if (budget['amountMicros'] !== undefined)
      errors.push(budgetError('BUDGET_AMOUNT_MUST_BE_UNSET_FOR_CUSTOM_BUDGET_PERIOD', `${path}.amount_micros`))
    if (isShared) errors.push(budgetError('CAMPAIGN_BUDGET_CANNOT_BE_SHARED', `${path}.explicitly_shared`))
    return [...errors, ...checkAmount(budget['totalAmountMicros'], unit, `${path}.total_amount_micros`)]
  }
  if (budget['totalAmountMicros'] !== undefined)
    errors.push(budgetError('TOTAL_BUDGET_AMOUNT_MUST_BE_UNSET_FOR_BUDGET_PERIOD_DAILY', `${path}.total_amount_micros`))
  return [...errors, ...checkAmount(budget['amountMicros'], unit, `${path}.amount_micros`)]
}

const BIDDING = [...(messageOf('Campaign')?.values() ?? [])]
  .filter(({ oneof }) => oneof === 'campaignBiddingStrategy')
  .map(({ name }) => name)

/** The bidding strategy that is set: the name of its field. */
export const biddingOf = (campaign: JsonObject): string | undefined =>
  BIDDING.find((name) => campaign[name] !== undefined)

function checkBidding(campaign: JsonObject, unit: bigint, path: string): GoogleError[] {
  const name = biddingOf(campaign)
  if (!name) return [{ family: 'fieldError', code: 'REQUIRED', path: `${path}.campaign_bidding_strategy` }]
  const strategy = isRecord(campaign[name]) ? campaign[name] : {}
  const at = `${path}.${snake(name)}`
  const errors: GoogleError[] = []
  for (const [field, value] of Object.entries(strategy)) {
    if (!field.endsWith('Micros') || field === 'commissionRateMicros') continue
    const micros = BigInt(textOf(value) || '0')
    const fieldPath = `${at}.${snake(field)}`
    if (micros < 0n) errors.push({ family: 'biddingError', code: 'BID_TOO_SMALL', path: fieldPath })
    else if (micros % unit !== 0n)
      errors.push({ family: 'biddingError', code: 'BID_TOO_MANY_FRACTIONAL_DIGITS', path: fieldPath })
  }
  const roas = strategy['targetRoas']
  if (typeof roas === 'number' && roas !== 0 && (roas < 0.01 || roas > 1000))
    errors.push({ family: 'rangeError', code: roas < 0.01 ? 'TOO_LOW' : 'TOO_HIGH', path: `${at}.target_roas` })
  if (name === 'manualCpm' && campaign['advertisingChannelType'] === 'SEARCH')
    errors.push({ family: 'biddingError', code: 'BIDDING_STRATEGY_NOT_ALLOWED_FOR_SEARCH_ONLY_CAMPAIGNS', path: at })
  return errors
}

function checkNetworks(campaign: JsonObject, path: string): GoogleError[] {
  const networks = campaign['networkSettings']
  if (!isRecord(networks)) return []
  const at = `${path}.network_settings`
  const error = (code: string): GoogleError[] => [{ family: 'campaignError', code, path: at }]
  const has = (name: string): boolean => networks[name] === true
  if (has('targetSearchNetwork') && !has('targetGoogleSearch'))
    return error('CANNOT_TARGET_SEARCH_NETWORK_WITHOUT_GOOGLE_SEARCH')
  if (has('targetPartnerSearchNetwork')) return error('CANNOT_TARGET_PARTNER_SEARCH_NETWORK')
  if (!Object.values(networks).includes(true)) return error('CAMPAIGN_MUST_TARGET_AT_LEAST_ONE_NETWORK')
  return []
}

const shape = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/

const isDateTime = (text: string): boolean => {
  if (!shape.test(text)) return false
  const iso = `${text.replace(' ', 'T')}Z`
  return !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso.slice(0, 19))
}

function checkDateTime(value: unknown, clock: string, path: string): GoogleError[] {
  if (value === undefined) return []
  const text = textOf(value)
  if (!isDateTime(text)) return [{ family: 'dateError', code: 'INVALID_STRING_DATE_TIME_SECONDS', path, trigger: text }]
  if (text.endsWith(clock)) return []
  const code =
    clock === '00:00:00'
      ? 'DATE_RANGE_ERROR_START_TIME_MUST_BE_THE_START_OF_A_DAY'
      : 'DATE_RANGE_ERROR_END_TIME_MUST_BE_THE_END_OF_A_DAY'
  return [{ family: 'dateError', code, path, trigger: text }]
}

function checkDates(campaign: JsonObject, path: string): GoogleError[] {
  const errors = [
    ...checkDateTime(campaign['startDateTime'], '00:00:00', `${path}.start_date_time`),
    ...checkDateTime(campaign['endDateTime'], '23:59:59', `${path}.end_date_time`),
  ]
  const [start, end] = [textOf(campaign['startDateTime']), textOf(campaign['endDateTime'])]
  if (errors.length === 0 && start && end && end < start)
    errors.push({ family: 'dateRangeError', code: 'END_DATE_BEFORE_START_DATE', path: `${path}.end_date_time` })
  return errors
}

const nameError = (name: unknown, path: string): GoogleError[] => {
  if (typeof name !== 'string') return [{ family: 'fieldError', code: 'REQUIRED', path }]
  if (name.trim() === '') return [{ family: 'stringLengthError', code: 'EMPTY', path }]
  if (/[\0\n\r]/.test(name)) return [{ family: 'campaignError', code: 'INVALID_CAMPAIGN_NAME', path, trigger: name }]
  return Array.from(name).length > 256 ? [{ family: 'stringLengthError', code: 'TOO_LONG', path, trigger: name }] : []
}

const requiredFields = ['advertisingChannelType', 'campaignBudget', 'containsEuPoliticalAdvertising']

/** The campaign as it would be after the write. */
export function checkCampaign(campaign: JsonObject, unit: bigint, path: string): GoogleError[] {
  const missing = requiredFields
    .filter((field) => campaign[field] === undefined || campaign[field] === '')
    .map((field): GoogleError => ({ family: 'fieldError', code: 'REQUIRED', path: `${path}.${snake(field)}` }))
  return [
    ...nameError(campaign['name'], `${path}.name`),
    ...missing,
    ...checkBidding(campaign, unit, path),
    ...checkNetworks(campaign, path),
    ...checkDates(campaign, path),
  ]
}

/** An ad group's own content. */
export function checkAdGroup(adGroup: JsonObject, unit: bigint, path: string): GoogleError[] {
  const name = adGroup['name']
  const errors: GoogleError[] = []
  if (name === undefined) errors.push({ family: 'fieldError', code: 'REQUIRED', path: `${path}.name` })
  else if (textOf(name).trim() === '' || /[\0\n\r]/.test(textOf(name)))
    errors.push({ family: 'adGroupError', code: 'INVALID_ADGROUP_NAME', path: `${path}.name`, trigger: textOf(name) })
  else if (Array.from(textOf(name)).length > 255)
    errors.push({ family: 'stringLengthError', code: 'TOO_LONG', path: `${path}.name` })
  for (const field of ['cpcBidMicros', 'cpmBidMicros', 'targetCpaMicros']) {
    const micros = BigInt(textOf(adGroup[field]) || '0')
    if (micros < 0n) errors.push({ family: 'biddingError', code: 'BID_TOO_SMALL', path: `${path}.${snake(field)}` })
    else if (micros % unit !== 0n)
      errors.push({ family: 'biddingError', code: 'BID_TOO_MANY_FRACTIONAL_DIGITS', path: `${path}.${snake(field)}` })
  }
  return errors
}
