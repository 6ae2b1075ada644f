import { describe, expect, test } from 'vitest'
import { day } from '@/lib/core/day'
import { at, type Dict } from '../json'
import { reference, referenceJson, without } from '../reference.server'
import { actionsFor } from './events'
import {
  accountOf,
  campaignOf,
  dataOf,
  insightsQuery,
  nextCursor,
  pageAssets,
  promotedEvents,
  reportRowOf,
} from './map'

const none = new Map<string, string>()
const purchases = [
  { action_type: 'link_click', value: '40' },
  { action_type: 'offsite_conversion.fb_pixel_purchase', value: '5' },
  { action_type: 'purchase', value: '5' },
  { action_type: 'omni_purchase', value: '6' },
  { action_type: 'lead', value: '9' },
  { action_type: 'add_to_cart', value: '30' },
]
const row: Dict = {
  campaign_id: '120210000000000001',
  objective: 'OUTCOME_SALES',
  date_start: '2026-10-01',
  date_stop: '2026-10-01',
  spend: '14.35',
  impressions: '185',
  clicks: '9',
  inline_link_clicks: '4',
  reach: '150',
  ctr: '4.864865',
  actions: purchases,
  action_values: [
    { action_type: 'purchase', value: '99.5' },
    { action_type: 'omni_purchase', value: '120.25' },
  ],
}

describe('figures', () => {
  test('clicks are link clicks, a purchase counts once, spend is in major units', () => {
    expect(reportRowOf(row, 'day', none)).toEqual({
      externalCampaignId: '120210000000000001',
      day: '2026-10-01',
      hour: null,
      spendMicros: 14_350_000n,
      impressions: 185n,
      clicks: 4n,
      conversions: 6,
      valueMicros: 120_250_000n,
      more: { all_clicks: 9, reach: 150 },
    })
  })
  test('the promoted event decides, else the objective', () => {
    const conversions = (objective: string, event?: string) =>
      reportRowOf({ ...row, objective }, 'day', event ? new Map([['120210000000000001', event]]) : none)?.conversions
    expect(conversions('OUTCOME_SALES', 'ADD_TO_CART')).toBe(30)
    expect(conversions('OUTCOME_LEADS')).toBe(9)
    expect(conversions('OUTCOME_TRAFFIC')).toBe(6)
    expect(conversions('OUTCOME_SALES', 'SUBSCRIBE')).toBe(0)
    expect(actionsFor('NO_SUCH_EVENT', 'OUTCOME_SALES')[0]).toBe('omni_purchase')
  })
  test('by the hour there is no reach, and the hour is where it begins', () => {
    expect(
      reportRowOf({ ...row, hourly_stats_aggregated_by_advertiser_time_zone: '13:00:00 - 13:59:59' }, 'hour', none),
    ).toMatchObject({ hour: 13, more: { all_clicks: 9 } })
    expect(insightsQuery({ grain: 'hour', first: day('2026-10-01'), last: day('2026-10-01') })['fields']).not.toContain(
      'reach',
    )
  })
  test('what is absent is zero', () => {
    expect(reportRowOf({ campaign_id: '1', date_start: '2026-10-01' }, 'day', none)).toMatchObject({
      spendMicros: 0n,
      impressions: 0n,
      clicks: 0n,
      conversions: 0,
      valueMicros: 0n,
    })
    expect(reportRowOf({ campaign_id: '1' }, 'day', none)).toBeUndefined()
  })
  test('yen have no hundredths', () =>
    expect(reportRowOf({ ...row, spend: '1500' }, 'day', none)?.spendMicros).toBe(1_500_000_000n))
})

test('pages go on by cursor alone, and only while Meta says that there is more', () => {
  const cursors = { before: 'a', after: 'b' }
  expect(nextCursor({ paging: { cursors, next: 'https://graph.facebook.com/x?access_token=SECRET' } })).toBe('b')
  expect(nextCursor({ paging: { cursors } })).toBeUndefined()
  expect(nextCursor({ data: [] })).toBeUndefined()
})

describe('campaigns', () => {
  const campaign: Dict = {
    id: '1',
    name: 'Chairs',
    objective: 'OUTCOME_LEADS',
    status: 'ACTIVE',
    effective_status: 'WITH_ISSUES',
    start_time: '2026-11-01T00:00:00+0100',
  }
  const adSets: Dict[] = [
    {
      id: '2',
      name: 'A',
      status: 'PAUSED',
      effective_status: 'CAMPAIGN_PAUSED',
      daily_budget: '600',
      lifetime_budget: '0',
    },
    { id: '3', name: 'B', status: 'ACTIVE', daily_budget: '400' },
  ]
  test('own their budget, or their ad sets do', () => {
    expect(campaignOf({ ...campaign, daily_budget: '5000', lifetime_budget: '0' }, [], [], 'USD').budget).toEqual({
      type: 'daily',
      amountMicros: 50_000_000n,
      level: 'campaign',
      externalId: '1',
    })
    expect(campaignOf({ ...campaign, lifetime_budget: '5000' }, [], [], 'JPY').budget).toEqual({
      type: 'lifetime',
      amountMicros: 5_000_000_000n,
      level: 'campaign',
      externalId: '1',
    })
    expect(campaignOf(campaign, adSets, [], 'USD').budget).toEqual({
      type: 'daily',
      amountMicros: 10_000_000n,
      level: 'unit',
      externalId: '2,3',
    })
    expect(campaignOf(campaign, [], [], 'USD').budget).toBeNull()
  })
  test('keep the ads with their ad set', () => {
    const ad = {
      id: '4',
      adset_id: '3',
      name: 'Ad',
      status: 'ACTIVE',
      effective_status: 'PENDING_REVIEW',
      creative: { object_story_spec: { link_data: { name: 'Sit well' } } },
    }
    expect(campaignOf(campaign, adSets, [ad], 'USD')).toMatchObject({
      objective: 'leads',
      isOn: true,
      platformStatus: 'WITH_ISSUES',
      startsAt: new Date('2026-10-31T23:00:00Z'),
      endsAt: null,
      units: [
        { externalId: '2', isOn: false, ads: [] },
        {
          externalId: '3',
          isOn: true,
          platformStatus: 'ACTIVE',
          ads: [{ externalId: '4', platformStatus: 'PENDING_REVIEW', headline: 'Sit well' }],
        },
      ],
    })
  })
  test('promote one event each', () => {
    const sets = [
      ['1', 'LEAD'],
      ['1', 'PURCHASE'],
      ['2', 'SEARCH'],
      ['2', 'CONTACT'],
    ].map(([campaign_id = '', event = '']): Dict => ({ campaign_id, promoted_object: { custom_event_type: event } }))
    expect([...promotedEvents([...sets, { campaign_id: '3' }])]).toEqual([
      ['1', 'PURCHASE'],
      ['2', 'CONTACT'],
    ])
  })
})

test('a page brings its Instagram account along', () => {
  expect(pageAssets({ id: '42', name: 'Tasty', instagram_business_account: { id: '178', username: 'tasty' } })).toEqual(
    [
      { kind: 'page', externalId: '42', name: 'Tasty', details: {} },
      { kind: 'instagram', externalId: '178', name: 'tasty', details: { pageId: '42' } },
    ],
  )
  expect(pageAssets({ id: '42', name: 'Tasty' })).toHaveLength(1)
})

describe(`recorded answers${without}`, () => {
  test.skipIf(!reference)('of insights give the figures that were computed by hand', () => {
    const fixture = referenceJson('fixtures', 'meta-insights-1.json')
    const rows = dataOf(at(fixture, 'body')).flatMap((r) => reportRowOf(r, 'day', none) ?? [])
    expect(rows.map(({ spendMicros }) => Number(spendMicros) / 1e6)).toEqual(at(fixture, 'expect', 'spend'))
    expect(rows.map(({ impressions }) => Number(impressions))).toEqual(at(fixture, 'expect', 'impressions'))
    expect(rows.map(({ clicks }) => Number(clicks))).toEqual(at(fixture, 'expect', 'link_clicks'))
    expect(rows.map(({ more }) => more['all_clicks'])).toEqual(at(fixture, 'expect', 'clicks_all'))
    expect(nextCursor(at(fixture, 'body'))).toBeUndefined()
  })
  test.skipIf(!reference)('of accounts, campaigns and ad sets are understood', () => {
    const [account] = dataOf(at(referenceJson('fixtures', 'meta-oauth-1.json'), 'body', 'adaccounts'))
    expect(account && accountOf(account)).toMatchObject({
      externalId: '798085168510957',
      currency: 'USD',
      platformStatus: 'ACTIVE',
      timezone: 'America/Los_Angeles',
    })
    const [campaign] = dataOf(at(referenceJson('fixtures', 'meta-campaigns-1.json'), 'body'))
    const adSets = dataOf(at(referenceJson('fixtures', 'meta-adsets-1.json'), 'body'))
    expect(campaign && campaignOf(campaign, adSets, [], 'USD').budget).toMatchObject({
      level: 'unit',
      amountMicros: 6_000_000n,
    })
  })
  test.skipIf(!reference)('without delivery there are no rows', () => {
    expect(dataOf(at(referenceJson('fixtures', 'meta-insights-3-empty.json'), 'body'))).toEqual([])
  })
})

test.each([
  ['JPY', 160, 160_000_000n],
  ['USD', '100', 1_000_000n],
  ['USD', undefined, null],
])('the least daily budget of an account in %s, %s, is %s micros', (currency, least, micros) => {
  const row = { id: 'act_1', account_id: '1', currency, account_status: 1, ...(least && { min_daily_budget: least }) }
  expect(accountOf(row).minimumDailyMicros).toBe(micros)
})
