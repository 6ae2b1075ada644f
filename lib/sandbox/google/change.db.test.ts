import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { advanceClock } from '@/lib/server/clock.server'
import { useDatabase } from '@/vitest.setup'
import { listenSandbox } from '../listen.server'
import { accountNamed, campaignOperations, changed, Client, codesOf, connect } from './fixture'
import { at, recordOf, type JsonObject } from './json'

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

const renew = async (): Promise<void> => {
  client = new Client(server.origin, (await connect(server.origin)).access)
}

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
