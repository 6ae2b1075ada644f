import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useDatabase } from '@/vitest.setup'
import { listJournal } from '../journal.server'
import { listenSandbox } from '../listen.server'
import { accountNamed, campaignOperations, changed, Client, codesOf, connect, namesOf } from './fixture'
import { at, listOf, recordOf, textOf, type JsonObject } from './json'

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
    expect(answer.text, 'temporary names in the answer').not.toMatch(/\/-\d/)
    const [row] = await client.rows(
      customer,
      `SELECT conversion_goal_campaign_config.goal_config_level, conversion_goal_campaign_config.custom_conversion_goal FROM conversion_goal_campaign_config WHERE campaign.name = '${name}'`,
    )
    expect(at(row, 'conversionGoalCampaignConfig.goalConfigLevel')).toBe('CAMPAIGN')
    expect(at(row, 'conversionGoalCampaignConfig.customConversionGoal')).toMatch(/customConversionGoals\/\d+$/)
  })
})

describe('criteria', () => {
  const keyword = (adGroup: string, text: string, matchType: string) => ({
    create: { adGroup, keyword: { text, matchType } },
  })
  const without = (adGroup: string, type: string) => ({ create: { adGroup, negative: true, ageRange: { type } } })

  test('one keyword once for each match type', async () => {
    const { adGroup } = await made(fresh('Keywords'))
    expect(
      (
        await post('adGroupCriteria', [
          keyword(adGroup, 'trail shoes', 'EXACT'),
          keyword(adGroup, 'trail shoes', 'BROAD'),
        ])
      ).status,
    ).toBe(200)
    expect(codesOf(await post('adGroupCriteria', [keyword(adGroup, 'Trail shoes', 'EXACT')]))).toEqual([
      'mutateError.RESOURCE_ALREADY_EXISTS',
    ])
  })

  test('not every age can be excluded, nor all but the unknown', async () => {
    const { adGroup } = await made(fresh('Ages'))
    const rest = ['25_34', '35_44', '45_54', '55_64'].map((age) => without(adGroup, `AGE_RANGE_${age}`))
    expect((await post('adGroupCriteria', rest)).status).toBe(200)
    expect(codesOf(await post('adGroupCriteria', [without(adGroup, 'AGE_RANGE_65_UP')]))).toEqual([
      'criterionError.CANNOT_TARGET_ONLY_UNDETERMINED',
    ])
  })

  test('interests and single sites cannot be targeted on Search; a place can be left out', async () => {
    const { adGroup, campaign } = await made(fresh('Search'))
    const interest = {
      create: { adGroup, userInterest: { userInterestCategory: `customers/${customer}/userInterests/80432` } },
    }
    expect(codesOf(await post('adGroupCriteria', [interest]))).toEqual([
      'criterionError.CANNOT_ADD_USER_INTERESTS_TO_SEARCH_CAMPAIGNS',
    ])
    expect(
      codesOf(await post('adGroupCriteria', [{ create: { adGroup, placement: { url: 'example.com' } } }])),
    ).toEqual(['criterionError.CANNOT_TARGET_PLACEMENTS_FOR_SEARCH_CAMPAIGNS'])
    const berlin = {
      create: { campaign, negative: true, location: { geoTargetConstant: 'geoTargetConstants/1003854' } },
    }
    expect((await post('campaignCriteria', [berlin])).status).toBe(200)
    expect(
      codesOf(
        await post('campaignCriteria', [{ create: { campaign, keyword: { text: 'shoes', matchType: 'BROAD' } } }]),
      ),
    ).toEqual(['criterionError.CANNOT_ADD_CRITERIA_TYPE'])
  })

  test('a total budget needs an end, and is spread over the days', async () => {
    const operations = campaignOperations(customer, fresh('Total')).map((operation, i) =>
      i === 0
        ? {
            campaignBudgetOperation: {
              create: {
                ...recordOf(at(operation, 'campaignBudgetOperation.create')),
                amountMicros: undefined,
                period: 'CUSTOM_PERIOD',
                totalAmountMicros: '900000000',
              },
            },
          }
        : operation,
    )
    expect(codesOf(await client.mutate(customer, operations))[0]).toBe(
      'campaignError.END_DATE_TIME_REQUIRED_FOR_TOTAL_BUDGET',
    )
    const dated = changed(operations, '1.campaignOperation.create.endDateTime', '2099-12-31 23:59:59')
    expect((await client.mutate(customer, dated)).status).toBe(200)
  })
})
