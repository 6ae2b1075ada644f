import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useDatabase } from '@/vitest.setup'
import { listenSandbox } from '../listen.server'
import { accountNamed, campaignOperations, changed, Client, codesOf, connect, locationOf } from './fixture'
import { at, listOf, textOf, withValue, type JsonObject } from './json'

let server: Awaited<ReturnType<typeof listenSandbox>>
let client: Client
const customer = accountNamed('Tasty Chips Co.')

beforeAll(async () => {
  await useDatabase()
  server = await listenSandbox()
  client = new Client(server.origin, (await connect(server.origin)).access)
})
afterAll(() => server.close())

let count = 0
const fresh = (what: string): string => `${what} ${++count}`
const made = (name: string) => client.make(customer, name)
const post = (collection: string, operations: unknown[], options: JsonObject = {}, account = customer) =>
  client.post(account, collection, operations, options)

const yen = accountNamed('Kaze')

describe('what is refused, and where', () => {
  const headlines = (texts: string[]) => texts.map((text) => ({ text }))
  const AD = '7.adGroupAdOperation.create.ad'
  const RSA = `${AD}.responsiveSearchAd`
  const CAMPAIGN = '1.campaignOperation.create'
  const BUDGET = '0.campaignBudgetOperation.create'
  const KEYWORD = '5.adGroupCriterionOperation.create.keyword'

  test.each([
    [
      `${CAMPAIGN}.containsEuPoliticalAdvertising`,
      undefined,
      'fieldError.REQUIRED',
      'contains_eu_political_advertising',
    ],
    [`${CAMPAIGN}.name`, undefined, 'fieldError.REQUIRED', 'name'],
    [`${CAMPAIGN}.name`, 'a\nb', 'campaignError.INVALID_CAMPAIGN_NAME', 'name'],
    [`${CAMPAIGN}.advertisingChannelType`, undefined, 'fieldError.REQUIRED', 'advertising_channel_type'],
    [`${CAMPAIGN}.campaignBudget`, undefined, 'fieldError.REQUIRED', 'campaign_budget'],
    [
      `${CAMPAIGN}.campaignBudget`,
      `customers/${customer}/campaignBudgets/77`,
      'mutateError.RESOURCE_NOT_FOUND',
      'campaign_budget',
    ],
    [`${CAMPAIGN}.maximizeConversions`, undefined, 'fieldError.REQUIRED', 'campaign_bidding_strategy'],
    [
      `${CAMPAIGN}.maximizeConversions`,
      { targetCpaMicros: '1234' },
      'biddingError.BID_TOO_MANY_FRACTIONAL_DIGITS',
      'target_cpa_micros',
    ],
    [`${CAMPAIGN}.startDateTime`, '2099-01-01', 'dateError.INVALID_STRING_DATE_TIME_SECONDS', 'start_date_time'],
    [
      `${CAMPAIGN}.startDateTime`,
      '2099-02-30 00:00:00',
      'dateError.INVALID_STRING_DATE_TIME_SECONDS',
      'start_date_time',
    ],
    [
      `${CAMPAIGN}.startDateTime`,
      '2099-01-01 09:30:00',
      'dateError.DATE_RANGE_ERROR_START_TIME_MUST_BE_THE_START_OF_A_DAY',
      'start_date_time',
    ],
    [`${CAMPAIGN}.startDateTime`, '2020-01-01 00:00:00', 'campaignError.CANNOT_SET_DATE_TO_PAST', 'start_date_time'],
    [
      `${CAMPAIGN}.endDateTime`,
      '2099-01-01 00:00:00',
      'dateError.DATE_RANGE_ERROR_END_TIME_MUST_BE_THE_END_OF_A_DAY',
      'end_date_time',
    ],
    [
      `${CAMPAIGN}.networkSettings.targetGoogleSearch`,
      false,
      'campaignError.CAMPAIGN_MUST_TARGET_AT_LEAST_ONE_NETWORK',
      'network_settings',
    ],
    [
      `${CAMPAIGN}.networkSettings.targetPartnerSearchNetwork`,
      true,
      'campaignError.CANNOT_TARGET_PARTNER_SEARCH_NETWORK',
      'network_settings',
    ],
    [`${CAMPAIGN}.id`, '12', 'fieldError.VALUE_MUST_BE_UNSET', 'id'],
    [`${CAMPAIGN}.status`, 'REMOVED', 'fieldError.INVALID_VALUE', 'status'],
    [`${CAMPAIGN}.status`, 'UNKNOWN', 'requestError.INVALID_ENUM_VALUE', 'status'],
    [
      `${CAMPAIGN}.resourceName`,
      `customers/${customer}/campaigns/5`,
      'newResourceCreationError.CANNOT_SET_ID_FOR_CREATE',
      'resource_name',
    ],
    [
      `${CAMPAIGN}.resourceName`,
      `customers/${customer}/campaigns/-1`,
      'newResourceCreationError.DUPLICATE_TEMP_IDS',
      'resource_name',
    ],
    [
      `${CAMPAIGN}.resourceName`,
      `customers/1111111111/campaigns/-2`,
      'requestError.RESOURCE_NAME_MALFORMED',
      'resource_name',
    ],
    [
      `${BUDGET}.amountMicros`,
      '50000001',
      'campaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT',
      'amount_micros',
    ],
    [`${BUDGET}.amountMicros`, '-10000', 'campaignBudgetError.NEGATIVE_MONEY_AMOUNT', 'amount_micros'],
    [`${BUDGET}.amountMicros`, '0', 'campaignBudgetError.BUDGET_BELOW_PER_DAY_MINIMUM', 'amount_micros'],
    [`${BUDGET}.amountMicros`, undefined, 'fieldError.REQUIRED', 'amount_micros'],
    [
      `${BUDGET}.deliveryMethod`,
      'ACCELERATED',
      'campaignBudgetError.CANNOT_USE_ACCELERATED_DELIVERY_MODE',
      'delivery_method',
    ],
    [
      `${BUDGET}.period`,
      'CUSTOM_PERIOD',
      'campaignBudgetError.BUDGET_AMOUNT_MUST_BE_UNSET_FOR_CUSTOM_BUDGET_PERIOD',
      'amount_micros',
    ],
    [
      '2.campaignCriterionOperation.create.location.geoTargetConstant',
      'geoTargetConstants/4711',
      'criterionError.INVALID_CRITERION_ID',
      'geo_target_constant',
    ],
    [
      '2.campaignCriterionOperation.create.location.geoTargetConstant',
      'Germany',
      'requestError.RESOURCE_NAME_MALFORMED',
      'geo_target_constant',
    ],
    ['2.campaignCriterionOperation.create.location', undefined, 'criterionError.CONCRETE_TYPE_REQUIRED', 'create'],
    [
      '3.campaignCriterionOperation.create.language.languageConstant',
      'languageConstants/9',
      'criterionError.INVALID_CRITERION_ID',
      'language_constant',
    ],
    [
      '4.adGroupOperation.create.type',
      'DISPLAY_STANDARD',
      'adGroupError.AD_GROUP_TYPE_NOT_VALID_FOR_ADVERTISING_CHANNEL_TYPE',
      'type',
    ],
    ['4.adGroupOperation.create.name', undefined, 'fieldError.REQUIRED', 'name'],
    [
      '4.adGroupOperation.create.campaign',
      `customers/${customer}/campaigns/-8`,
      'mutateError.RESOURCE_NOT_FOUND',
      'campaign',
    ],
    [`${KEYWORD}.text`, 'x'.repeat(81), 'criterionError.KEYWORD_TEXT_TOO_LONG', 'text'],
    [
      `${KEYWORD}.text`,
      'one two three four five six seven eight nine ten eleven',
      'criterionError.KEYWORD_HAS_TOO_MANY_WORDS',
      'text',
    ],
    [`${KEYWORD}.text`, 'shoes!', 'criterionError.KEYWORD_HAS_INVALID_CHARS', 'text'],
    [`${KEYWORD}.text`, '+shoes', 'criterionError.BROAD_MATCH_MODIFIER_KEYWORD_NOT_ALLOWED', 'text'],
    [`${KEYWORD}.matchType`, undefined, 'fieldError.REQUIRED', 'match_type'],
    ['6.adGroupCriterionOperation.create.ageRange.type', undefined, 'fieldError.REQUIRED', 'type'],
    [
      '6.adGroupCriterionOperation.create.bidModifier',
      1.2,
      'criterionError.FIELD_INCOMPATIBLE_WITH_NEGATIVE_TARGETING',
      'bid_modifier',
    ],
    [`${AD}.finalUrls`, undefined, 'fieldError.REQUIRED', 'final_urls'],
    [`${AD}.finalUrls`, ['shop.example.com'], 'urlFieldError.MISSING_PROTOCOL_IN_FINAL_URL', 'final_urls[0]'],
    [`${AD}.finalUrls`, ['https://localhost/x'], 'urlFieldError.INVALID_TLD_IN_FINAL_URL', 'final_urls[0]'],
    [`${AD}.finalUrls`, ['https://exa mple.com'], 'urlFieldError.MALFORMED_FINAL_URL', 'final_urls[0]'],
    [`${AD}.responsiveSearchAd`, undefined, 'fieldError.REQUIRED', 'ad_data'],
    [`${RSA}.headlines`, headlines(['One', 'Two']), 'collectionSizeError.TOO_FEW', 'headlines'],
    [
      `${RSA}.headlines`,
      headlines(Array.from({ length: 16 }, (_, i) => `Headline ${i}`)),
      'collectionSizeError.TOO_MANY',
      'headlines',
    ],
    [`${RSA}.headlines`, headlines(['One', 'Two', 'x'.repeat(31)]), 'stringLengthError.TOO_LONG', 'headlines[2].text'],
    [`${RSA}.headlines`, headlines(['One', 'Two', '靴'.repeat(16)]), 'stringLengthError.TOO_LONG', 'headlines[2].text'],
    [`${RSA}.headlines`, headlines(['One', 'one', 'Three']), 'assetError.DUPLICATE_ASSET', 'headlines[1].text'],
    [
      `${RSA}.headlines`,
      headlines(['One', 'Buy now!', 'Three']),
      'policyFindingError.POLICY_FINDING',
      'headlines[1].text',
    ],
    [`${RSA}.headlines`, headlines(['One', ' ', 'Three']), 'stringLengthError.EMPTY', 'headlines[1].text'],
    [`${RSA}.descriptions`, headlines(['One']), 'collectionSizeError.TOO_FEW', 'descriptions'],
    [`${RSA}.descriptions`, headlines(['One', 'x'.repeat(91)]), 'stringLengthError.TOO_LONG', 'descriptions[1].text'],
    [`${RSA}.path1`, 'x'.repeat(16), 'stringLengthError.TOO_LONG', 'path1'],
    [`${RSA}.path1`, undefined, 'adError.CANNOT_SET_PATH2_WITHOUT_PATH1', 'path2'],
  ])('%s = %j: %s', async (path, value, code, where) => {
    const answer = await client.mutate(customer, changed(campaignOperations(customer, fresh('Refused')), path, value))
    expect(answer.status).toBe(400)
    expect(codesOf(answer)[0]).toBe(code)
    expect(locationOf(answer)).toMatch(
      new RegExp(`^mutate_operations\\[${path.split('.')[0]}\\]\\..*${where.replace(/[[\].]/g, '\\$&')}$`),
    )
  })

  test('fifteen full-width letters are thirty', async () => {
    const wide = changed(
      campaignOperations(customer, fresh('Wide')),
      `${RSA}.headlines`,
      headlines(['One', 'Two', '靴'.repeat(15)]),
    )
    expect((await client.mutate(customer, wide)).status).toBe(200)
  })

  test('yen have no hundredths', async () => {
    const create = { name: fresh('Yen'), amountMicros: '5000500000', explicitlyShared: false }
    expect(codesOf(await post('campaignBudgets', [{ create }], {}, yen))).toEqual([
      'campaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT',
    ])
    expect(
      (await post('campaignBudgets', [{ create: { ...create, amountMicros: '5000000000' } }], {}, yen)).status,
    ).toBe(200)
  })

  test.each([
    [
      { ...campaignOperations(customer, 'x')[1] },
      'campaign_operation',
      'startDate',
      '2099-01-01',
      'Unknown name "startDate"',
    ],
    [{ ...campaignOperations(customer, 'x')[1] }, 'campaign_operation', 'status', 'ON', 'Invalid value'],
    [{ ...campaignOperations(customer, 'x')[1] }, 'campaign_operation', 'name', 5, 'TYPE_STRING'],
    [{ ...campaignOperations(customer, 'x')[1] }, 'campaign_operation', 'manualCpc', {}, 'oneof'],
    [{ ...campaignOperations(customer, 'x')[1] }, 'campaign_operation', 'networkSettings', [], 'Invalid value'],
  ])('the gateway refuses what is no message (%#)', async (operation, _name, field, value, words) => {
    const answer = await client.mutate(customer, [withValue(operation, `campaignOperation.create.${field}`, value)])
    expect(answer.status).toBe(400)
    expect(at(answer.json, 'error.status')).toBe('INVALID_ARGUMENT')
    expect(textOf(at(answer.json, 'error.message'))).toContain(words)
    expect(at(listOf(at(answer.json, 'error.details'))[0], '@type')).toBe('type.googleapis.com/google.rpc.BadRequest')
  })

  test('names in the style of the protocol are taken too', async () => {
    const { campaign } = await made(fresh('Snake'))
    const answer = await post('campaigns', [
      { update_mask: 'status', update: { resource_name: campaign, status: 'ENABLED' } },
    ])
    expect(answer.status).toBe(200)
  })

  test('a body that is no JSON, an operation that is none, too few and too many', async () => {
    const path = `/v25/customers/${customer}/googleAds:mutate`
    expect((await client.call(path, '{"mutateOperations":')).status).toBe(400)
    expect(codesOf(await client.mutate(customer, [{}]))).toEqual(['requestError.OPERATION_REQUIRED'])
    expect(codesOf(await client.mutate(customer, [{ campaignOperation: {} }]))).toEqual([
      'requestError.OPERATION_REQUIRED',
    ])
    expect(codesOf(await client.mutate(customer, []))).toEqual(['requestError.REQUIRED_FIELD_MISSING'])
    expect(codesOf(await client.mutate(customer, [{ labelOperation: { create: {} } }]))).toEqual([
      'mutateError.MUTATE_NOT_ALLOWED',
    ])
    const many = Array.from({ length: 10_001 }, () => ({ campaignOperation: { remove: 'x' } }))
    expect(codesOf(await client.mutate(customer, many))).toEqual(['requestError.TOO_MANY_MUTATE_OPERATIONS'])
  })
})
