import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { advanceClock } from '@/lib/server/clock.server'
import { useDatabase } from '@/vitest.setup'
import { listJournal } from '../journal.server'
import { listenSandbox } from '../listen.server'
import { accountNamed, campaignOperations, Client, codesOf, connect, locationOf } from './fixture'
import { at, listOf, recordOf, textOf, withValue, type JsonObject } from './json'

let server: Awaited<ReturnType<typeof listenSandbox>>
let client: Client
const customer = accountNamed('Tasty Chips Co.')
const yen = accountNamed('Kaze')

beforeAll(async () => {
  await useDatabase()
  server = await listenSandbox()
  client = new Client(server.origin, (await connect(server.origin)).access)
})
afterAll(() => server.close())

const renew = async (): Promise<void> => {
  client = new Client(server.origin, (await connect(server.origin)).access)
}

let count = 0
const fresh = (what: string): string => `${what} ${++count}`

const namesOf = (json: unknown): string[] =>
  listOf(recordOf(json)['mutateOperationResponses']).flatMap((response) =>
    Object.values(recordOf(response)).map((result) => textOf(recordOf(result)['resourceName'])),
  )

async function made(name: string): Promise<{ budget: string; campaign: string; adGroup: string; ad: string }> {
  const { status, json, text } = await client.mutate(customer, campaignOperations(customer, name))
  if (status !== 200) throw new Error(text)
  const names = namesOf(json)
  const find = (collection: string): string => names.find((known) => known.includes(`/${collection}/`)) ?? ''
  return {
    budget: find('campaignBudgets'),
    campaign: find('campaigns'),
    adGroup: find('adGroups'),
    ad: find('adGroupAds'),
  }
}

/** The operations with one value changed: `1.campaignOperation.create.name`. */
const changed = (operations: JsonObject[], path: string, value: unknown): JsonObject[] => {
  const [index = '', ...rest] = path.split('.')
  return operations.map((operation, i) =>
    i === Number(index) ? withValue(operation, rest.join('.'), value) : operation,
  )
}

const post = (collection: string, operations: unknown[], options: JsonObject = {}, account = customer) =>
  client.call(`/v25/customers/${account}/${collection}:mutate`, { operations, ...options })

describe('one atomic write', () => {
  test('makes everything, with real ids in place of temporary ones', async () => {
    const name = fresh('Atomic')
    const { status, json } = await client.mutate(customer, campaignOperations(customer, name))
    expect(status).toBe(200)
    expect(namesOf(json)).toHaveLength(8)
    expect(namesOf(json).join()).not.toMatch(/\/-\d/)
    const [row] = await client.rows(
      customer,
      `SELECT campaign.id, campaign.name, campaign.status, campaign.bidding_strategy_type, campaign_budget.amount_micros, campaign_budget.explicitly_shared, campaign_budget.reference_count, campaign.network_settings.target_google_search, campaign.network_settings.target_search_network FROM campaign WHERE campaign.name = '${name}'`,
    )
    expect(row).toMatchObject({
      campaign: {
        name,
        status: 'PAUSED',
        biddingStrategyType: 'MAXIMIZE_CONVERSIONS',
        networkSettings: { targetGoogleSearch: true },
      },
      campaignBudget: { amountMicros: '50000000', referenceCount: '1' },
    })
    // What is false is absent, as in the real answers.
    expect(recordOf(row?.['campaignBudget'])['explicitlyShared']).toBeUndefined()
    const last = (await listJournal({ platform: 'google' })).findLast(({ path }) => path.endsWith('googleAds:mutate'))
    expect(listOf(last?.effects).map((effect) => textOf(effect).split(' ').slice(0, 2).join(' '))).toEqual([
      'create campaign_budget',
      'create campaign',
      'create campaign_criterion',
      'create campaign_criterion',
      'create ad_group',
      'create ad_group_criterion',
      'create ad_group_criterion',
      'create ad_group_ad',
    ])
  })

  test('all or nothing: an ad that is refused leaves no budget behind', async () => {
    const name = fresh('Nothing')
    const wrong = changed(campaignOperations(customer, name), '7.adGroupAdOperation.create.ad.finalUrls', [
      'ftp://example.com',
    ])
    expect(codesOf(await client.mutate(customer, wrong))).toEqual(['urlFieldError.INVALID_PROTOCOL_IN_FINAL_URL'])
    for (const from of ['campaign', 'campaign_budget'])
      expect(await client.rows(customer, `SELECT ${from}.id FROM ${from} WHERE ${from}.name LIKE '${name}%'`)).toEqual(
        [],
      )
    expect((await client.mutate(customer, campaignOperations(customer, name))).status).toBe(200)
  })

  test('a dry run answers nothing and makes nothing', async () => {
    const name = fresh('Dry')
    const { status, json } = await client.mutate(customer, campaignOperations(customer, name), { validateOnly: true })
    expect([status, json]).toEqual([200, {}])
    expect(await client.rows(customer, `SELECT campaign.id FROM campaign WHERE campaign.name = '${name}'`)).toEqual([])
    const wrong = changed(campaignOperations(customer, name), '1.campaignOperation.create.name', '')
    expect((await client.mutate(customer, wrong, { validateOnly: true })).status).toBe(400)
  })

  test('with partial failure the good ones stand and the others are told', async () => {
    const [first, second] = [fresh('Partial'), fresh('Partial')]
    const budget = (name: string, amountMicros: string) => ({ create: { name, amountMicros, explicitlyShared: false } })
    const { status, json } = await post('campaignBudgets', [budget(first, '5000001'), budget(second, '5000000')], {
      partialFailure: true,
    })
    expect(status).toBe(200)
    expect(listOf(recordOf(json)['results']).map((result) => Object.keys(recordOf(result)).length)).toEqual([0, 1])
    expect(at(json, 'partialFailureError.code')).toBe(3)
    expect(
      await client.rows(
        customer,
        `SELECT campaign_budget.id FROM campaign_budget WHERE campaign_budget.name = '${first}'`,
      ),
    ).toEqual([])
  })

  test('the whole resource comes back when asked for', async () => {
    const name = fresh('Whole')
    const { json } = await client.mutate(customer, campaignOperations(customer, name), {
      responseContentType: 'MUTABLE_RESOURCE',
    })
    const result = recordOf(at(listOf(recordOf(json)['mutateOperationResponses'])[1], 'campaignResult'))
    expect(at(result, 'campaign.name')).toBe(name)
    expect(recordOf(result['campaign'])['sandbox']).toBeUndefined()
  })

  test('a budget is shared unless said otherwise, and then needs a name', async () => {
    const { json } = await post('campaignBudgets', [{ create: { name: fresh('Shared'), amountMicros: '1000000' } }])
    const [name] = listOf(recordOf(json)['results']).map((result) => textOf(recordOf(result)['resourceName']))
    const id = name?.split('/').at(-1) ?? ''
    const [row] = await client.rows(
      customer,
      `SELECT campaign_budget.explicitly_shared FROM campaign_budget WHERE campaign_budget.id = ${id}`,
    )
    expect(at(row, 'campaignBudget.explicitlyShared')).toBe(true)
    expect(codesOf(await post('campaignBudgets', [{ create: { amountMicros: '1000000' } }]))).toEqual([
      'fieldError.REQUIRED',
    ])
  })

  test('two requests at once for one name: one is made', async () => {
    const name = fresh('Twice')
    const answers = await Promise.all([1, 2, 3].map(() => client.mutate(customer, campaignOperations(customer, name))))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(
      await client.rows(customer, `SELECT campaign.id FROM campaign WHERE campaign.name = '${name}'`),
    ).toHaveLength(1)
  })

  test("a campaign's own conversion goal, named in the same request", async () => {
    const [action] = await client.rows(
      customer,
      "SELECT conversion_action.resource_name FROM conversion_action WHERE conversion_action.category = 'PURCHASE'",
    )
    const name = fresh('Goal')
    const goal = `customers/${customer}/customConversionGoals/-9`
    const operations = [
      ...campaignOperations(customer, name),
      {
        customConversionGoalOperation: {
          create: {
            resourceName: goal,
            name,
            conversionActions: [at(action, 'conversionAction.resourceName')],
            status: 'ENABLED',
          },
        },
      },
      {
        conversionGoalCampaignConfigOperation: {
          updateMask: 'goalConfigLevel,customConversionGoal',
          update: {
            resourceName: `customers/${customer}/conversionGoalCampaignConfigs/-2`,
            goalConfigLevel: 'CAMPAIGN',
            customConversionGoal: goal,
          },
        },
      },
    ]
    const answer = await client.mutate(customer, operations)
    expect([answer.status, codesOf(answer)]).toMatchObject([200, [expect.anything()]])
    const [row] = await client.rows(
      customer,
      `SELECT conversion_goal_campaign_config.goal_config_level, conversion_goal_campaign_config.custom_conversion_goal FROM conversion_goal_campaign_config WHERE campaign.name = '${name}'`,
    )
    expect(at(row, 'conversionGoalCampaignConfig.goalConfigLevel')).toBe('CAMPAIGN')
    expect(at(row, 'conversionGoalCampaignConfig.customConversionGoal')).toMatch(/customConversionGoals\/\d+$/)
  })
})

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

describe('changes', () => {
  test('a mask says what changes; the rest stays', async () => {
    const { campaign, budget } = await made(fresh('Change'))
    const name = fresh('Renamed')
    const update = { resourceName: campaign, status: 'ENABLED', name }
    expect((await post('campaigns', [{ updateMask: 'status', update }])).status).toBe(200)
    const id = campaign.split('/').at(-1) ?? ''
    const read = async () =>
      recordOf(
        (
          await client.rows(customer, `SELECT campaign.name, campaign.status FROM campaign WHERE campaign.id = ${id}`)
        )[0]?.['campaign'],
      )
    expect(await read()).toMatchObject({ status: 'ENABLED', name: expect.stringMatching(/^Change/) })
    expect(
      (await post('campaigns', [{ updateMask: 'name,status', update: { ...update, status: 'PAUSED' } }])).status,
    ).toBe(200)
    expect(await read()).toMatchObject({ status: 'PAUSED', name })
    expect(
      (
        await post('campaignBudgets', [
          { updateMask: 'amountMicros', update: { resourceName: budget, amountMicros: '75000000' } },
        ])
      ).status,
    ).toBe(200)
  })

  test('bidding changes from one strategy to another', async () => {
    const { campaign } = await made(fresh('Bidding'))
    const update = { resourceName: campaign, maximizeConversionValue: { targetRoas: 4 } }
    expect((await post('campaigns', [{ updateMask: 'maximizeConversionValue.targetRoas', update }])).status).toBe(200)
    const [row] = await client.rows(
      customer,
      `SELECT campaign.bidding_strategy_type, campaign.maximize_conversion_value.target_roas FROM campaign WHERE campaign.id = ${campaign.split('/').at(-1)}`,
    )
    expect(row?.['campaign']).toMatchObject({
      biddingStrategyType: 'MAXIMIZE_CONVERSION_VALUE',
      maximizeConversionValue: { targetRoas: 4 },
    })
  })

  test('what an update may not do', async () => {
    const [one, other] = [await made(fresh('Update')), await made(fresh('Update'))]
    const [otherRow] = await client.rows(
      customer,
      `SELECT campaign.name FROM campaign WHERE campaign.id = ${other.campaign.split('/').at(-1)}`,
    )
    const rows: [string, unknown, string][] = [
      ['campaigns', { update: { resourceName: one.campaign, status: 'PAUSED' } }, 'fieldMaskError.FIELD_MASK_MISSING'],
      ['campaigns', { updateMask: 'stat', update: { resourceName: one.campaign } }, 'fieldMaskError.FIELD_NOT_FOUND'],
      [
        'campaigns',
        { updateMask: 'networkSettings', update: { resourceName: one.campaign } },
        'fieldMaskError.FIELD_HAS_SUBFIELDS',
      ],
      [
        'campaigns',
        { updateMask: 'advertisingChannelType', update: { resourceName: one.campaign } },
        'fieldError.IMMUTABLE_FIELD',
      ],
      [
        'campaigns',
        { updateMask: 'primaryStatus', update: { resourceName: one.campaign } },
        'mutateError.RESOURCE_READ_ONLY',
      ],
      ['campaigns', { updateMask: 'status', update: { status: 'PAUSED' } }, 'requestError.RESOURCE_NAME_MISSING'],
      [
        'campaigns',
        { updateMask: 'status', update: { resourceName: `customers/${customer}/campaigns/99`, status: 'PAUSED' } },
        'mutateError.RESOURCE_NOT_FOUND',
      ],
      [
        'campaigns',
        { updateMask: 'status', update: { resourceName: `customers/1111111111/campaigns/99`, status: 'PAUSED' } },
        'requestError.INVALID_CUSTOMER_ID',
      ],
      [
        'campaigns',
        { updateMask: 'name', update: { resourceName: one.campaign, name: at(otherRow, 'campaign.name') } },
        'campaignError.DUPLICATE_CAMPAIGN_NAME',
      ],
      ['campaigns', { updateMask: 'name', update: { resourceName: one.campaign } }, 'fieldError.REQUIRED'],
      [
        'campaigns',
        { updateMask: 'campaignBudget', update: { resourceName: one.campaign, campaignBudget: other.budget } },
        'campaignBudgetError.CANNOT_USE_IMPLICITLY_SHARED_CAMPAIGN_BUDGET_WITH_MULTIPLE_CAMPAIGNS',
      ],
      [
        'campaigns',
        { updateMask: 'startDateTime', update: { resourceName: one.campaign, startDateTime: '2099-01-01 00:00:00' } },
        'campaignError.CANNOT_MODIFY_START_DATE_IF_ALREADY_STARTED',
      ],
      [
        'campaignBudgets',
        { updateMask: 'amountMicros', update: { resourceName: one.budget, amountMicros: '1' } },
        'campaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT',
      ],
      ['campaignBudgets', { remove: one.budget }, 'campaignBudgetError.CAMPAIGN_BUDGET_IN_USE'],
      ['campaigns', { updateMask: 'status', create: { name: 'x' } }, 'fieldMaskError.FIELD_MASK_NOT_ALLOWED'],
    ]
    for (const [collection, operation, code] of rows) {
      const answer = await post(collection, [operation])
      expect([JSON.stringify(operation), answer.status, codesOf(answer)[0]]).toEqual([
        JSON.stringify(operation),
        400,
        code,
      ])
    }
    const twice = { updateMask: 'status', update: { resourceName: one.campaign, status: 'PAUSED' } }
    expect(codesOf(await post('campaigns', [twice, twice]))).toEqual(['mutateError.ID_EXISTS_IN_MULTIPLE_MUTATES'])
  })

  test('what is removed stays removed, and frees its name', async () => {
    const name = fresh('Remove')
    const { campaign } = await made(name)
    expect((await post('campaigns', [{ remove: campaign }])).status).toBe(200)
    const again = await post('campaigns', [
      { updateMask: 'status', update: { resourceName: campaign, status: 'ENABLED' } },
    ])
    expect(codesOf(again)).toEqual(['contextError.OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE'])
    const row = await client.rows(
      customer,
      `SELECT campaign.status FROM campaign WHERE campaign.id = ${campaign.split('/').at(-1)}`,
    )
    expect(at(row[0], 'campaign.status')).toBe('REMOVED')
    expect((await client.mutate(customer, campaignOperations(customer, name))).status).toBe(200)
  })

  test('an ad is reviewed for an hour, then approved, or refused for its words', async () => {
    const good = await made(fresh('Review'))
    const bad = fresh('Review')
    const bait = changed(
      campaignOperations(customer, bad),
      '7.adGroupAdOperation.create.ad.responsiveSearchAd.headlines',
      [{ text: 'Clickbait that works' }, { text: 'Two' }, { text: 'Three' }],
    )
    expect((await client.mutate(customer, bait)).status).toBe(200)
    const summaries = async () =>
      (
        await client.rows(
          customer,
          `SELECT campaign.id, ad_group_ad.status, ad_group_ad.policy_summary.approval_status, ad_group_ad.policy_summary.review_status FROM ad_group_ad WHERE campaign.name = '${bad}' OR campaign.id = 0`.replace(
            / OR .*/,
            '',
          ),
        )
      ).map((row) => at(row, 'adGroupAd.policySummary'))
    const status = async (campaign: string) => {
      const update = { resourceName: campaign, status: 'ENABLED' }
      await post('campaigns', [{ updateMask: 'status', update }])
      const [row] = await client.rows(
        customer,
        `SELECT campaign.primary_status, campaign.primary_status_reasons FROM campaign WHERE campaign.id = ${campaign.split('/').at(-1)}`,
      )
      return [at(row, 'campaign.primaryStatus'), at(row, 'campaign.primaryStatusReasons')]
    }
    expect(await summaries()).toEqual([{ reviewStatus: 'REVIEW_IN_PROGRESS', approvalStatus: 'UNKNOWN' }])
    expect(await status(good.campaign)).toEqual(['PENDING', ['MOST_ADS_UNDER_REVIEW']])
    await advanceClock(3_600_000)
    await renew()
    expect(await summaries()).toEqual([{ reviewStatus: 'REVIEWED', approvalStatus: 'DISAPPROVED' }])
    expect(await status(good.campaign)).toEqual(['ELIGIBLE', undefined])
  })

  test('an ad changes by ads:mutate, not through its ad group', async () => {
    const { ad } = await made(fresh('Edit'))
    const [groupId = '', adId = ''] = (ad.split('/').at(-1) ?? '').split('~')
    const through = {
      updateMask: 'ad.finalUrls',
      update: { resourceName: ad, ad: { finalUrls: ['https://new.example.com'] } },
    }
    expect(codesOf(await post('adGroupAds', [through]))).toEqual(['fieldError.IMMUTABLE_FIELD'])
    const direct = {
      updateMask: 'finalUrls',
      update: { resourceName: `customers/${customer}/ads/${adId}`, finalUrls: ['https://new.example.com'] },
    }
    expect((await post('ads', [direct])).status).toBe(200)
    const [row] = await client.rows(
      customer,
      `SELECT ad_group.id, ad_group_ad.ad.final_urls, ad_group_ad.ad.type FROM ad_group_ad WHERE ad_group_ad.ad.id = ${adId}`,
    )
    expect(row).toMatchObject({
      adGroup: { id: groupId },
      adGroupAd: { ad: { finalUrls: ['https://new.example.com'], type: 'RESPONSIVE_SEARCH_AD' } },
    })
    const wrong = {
      updateMask: 'finalUrls',
      update: { resourceName: `customers/${customer}/ads/${adId}`, finalUrls: ['x'] },
    }
    expect(codesOf(await post('ads', [wrong]))).toEqual(['urlFieldError.MISSING_PROTOCOL_IN_FINAL_URL'])
  })

  test('at most three search ads of a group are on', async () => {
    const { adGroup } = await made(fresh('Many'))
    const ad = recordOf(at(campaignOperations(customer, 'x')[7], 'adGroupAdOperation.create'))
    const more = [1, 2].map(() => ({ create: { ...ad, adGroup } }))
    expect((await post('adGroupAds', more)).status).toBe(200)
    expect(codesOf(await post('adGroupAds', [{ create: { ...ad, adGroup } }]))).toEqual([
      'resourceCountLimitExceededError.AD_GROUP_AD_LIMIT',
    ])
    expect((await post('adGroupAds', [{ create: { ...ad, adGroup, status: 'PAUSED' } }])).status).toBe(200)
  })
})

describe('pictures', () => {
  const picture = async (width: number, height: number, format: 'png' | 'webp' = 'png'): Promise<string> => {
    const image = sharp({ create: { width, height, channels: 3, background: '#226644' } })
    return (format === 'png' ? await image.png().toBuffer() : await image.webp().toBuffer()).toString('base64')
  }
  const upload = (name: string, data: unknown, rest: JsonObject = {}) =>
    post('assets', [{ create: { name, type: 'IMAGE', imageAsset: { data }, ...rest } }])
  const nameIn = (json: unknown): string => textOf(at(listOf(recordOf(json)['results'])[0], 'resourceName'))

  test('an image is kept by its content and linked where its shape fits', async () => {
    const name = fresh('img')
    const square = await picture(600, 600)
    const first = await upload(name, square)
    expect(first.status).toBe(200)
    expect(nameIn((await upload(name, square)).json)).toBe(nameIn(first.json))
    expect(codesOf(await upload(name, await picture(601, 601)))).toEqual(['assetError.DUPLICATE_ASSET_NAME'])
    const { campaign } = await made(fresh('Pictures'))
    const link = { create: { campaign, asset: nameIn(first.json), fieldType: 'AD_IMAGE' } }
    expect((await post('campaignAssets', [link])).status).toBe(200)
    expect(codesOf(await post('campaignAssets', [link]))).toEqual(['assetLinkError.DUPLICATE_ASSET_LINK'])
    const [row] = await client.rows(
      customer,
      `SELECT campaign_asset.field_type, asset.image_asset.mime_type, asset.image_asset.full_size.width_pixels FROM campaign_asset WHERE campaign.id = ${campaign.split('/').at(-1)}`,
    )
    expect(row).toMatchObject({
      campaignAsset: { fieldType: 'AD_IMAGE' },
      asset: { imageAsset: { mimeType: 'IMAGE_PNG', fullSize: { widthPixels: '600' } } },
    })
    const tall = await upload(fresh('img'), await picture(600, 900))
    expect(
      codesOf(
        await post('campaignAssets', [{ create: { campaign, asset: nameIn(tall.json), fieldType: 'AD_IMAGE' } }]),
      ),
    ).toEqual(['imageError.ASPECT_RATIO_NOT_ALLOWED'])
  })

  test.each([
    [
      'text that is no picture',
      () => Promise.resolve(Buffer.from('hello').toString('base64')),
      'imageError.INVALID_IMAGE',
    ],
    ['a format that Google does not read', () => picture(300, 300, 'webp'), 'imageError.FORMAT_NOT_ALLOWED'],
    [
      'more than 5,120 KB',
      () => Promise.resolve(Buffer.alloc(5_120 * 1024 + 1).toString('base64')),
      'imageError.IMAGE_DATA_TOO_LARGE',
    ],
  ])('%s is refused', async (_what, data, code) => {
    expect(codesOf(await upload(fresh('img'), await data()))).toEqual([code])
  })

  test('an asset needs content that fits its type, and a picture a name', async () => {
    expect(codesOf(await post('assets', [{ create: { name: 'x' } }]))).toEqual(['assetError.ASSET_DATA_IS_MISSING'])
    expect(codesOf(await upload('', await picture(300, 300)))).toEqual(['assetError.NAME_REQUIRED_FOR_ASSET_TYPE'])
    expect(codesOf(await upload(fresh('img'), await picture(300, 300), { type: 'TEXT' }))).toEqual([
      'assetError.FIELD_INCOMPATIBLE_WITH_ASSET_TYPE',
    ])
    expect((await upload(fresh('img'), 'not base64 at all')).status).toBe(400)
  })
})
