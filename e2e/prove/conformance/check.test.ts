import { describe, expect, test } from 'vitest'
import type { Dict } from '@/lib/connectors/json'
import { reference, referenceJson, without } from '@/lib/connectors/reference.server'
import { checkGoogle } from './google'
import { type GoogleSpec, readGoogleSpec } from './google-spec'
import type { Recorded } from './journal'
import { checkMeta } from './meta'
import { type MetaSpec, readMetaSpec } from './meta-spec'
import { metaFiles } from './validate'

const request = (more: Partial<Recorded>): Recorded => ({
  seq: '1',
  platform: 'google',
  method: 'POST',
  path: '/v25/customers/1234567890/campaigns:mutate',
  query: {},
  body: null,
  kind: 'write',
  status: 200,
  fault: null,
  effects: [],
  ...more,
})

describe(`Google's messages${without}`, () => {
  let read: GoogleSpec | undefined
  const says = (more: Partial<Recorded>): string[] => {
    read ??= readGoogleSpec(referenceJson('specs', 'google-ads-v25.json'))
    return checkGoogle(read, request(more), 'v25').map(({ at, says: why }) => `${at}: ${why}`)
  }
  const update = (change: Dict, updateMask = 'status') =>
    says({ body: { operations: [{ updateMask, update: { resourceName: 'customers/1/campaigns/2', ...change } }] } })
  const create = (fields: Dict) =>
    says({
      path: '/v25/customers/1234567890/googleAds:mutate',
      body: {
        mutateOperations: [
          { campaignBudgetOperation: { create: { resourceName: 'customers/1/campaignBudgets/-1', ...fields } } },
        ],
      },
    })

  test.skipIf(!reference)('take an update of what its mask names', () =>
    expect(update({ status: 'PAUSED' })).toEqual([]),
  )
  test.skipIf(!reference).each([
    ['an unknown value', { status: 'STOPPED' }, 'status', 'is not in enums.CampaignStatusEnum'],
    ['what is output only', { id: '7' }, 'id', 'is output only'],
    [
      'what stays as created',
      { advertisingChannelType: 'SEARCH' },
      'advertisingChannelType',
      'cannot be changed after creation',
    ],
    ['a mask that names nothing', { status: 'PAUSED' }, 'state', 'state is not a field'],
    ['a mask without its value', { status: 'PAUSED' }, 'status,name', 'name is named and not set'],
    [
      'two strategies',
      { targetSpend: {}, manualCpc: {} },
      'targetSpend,manualCpc',
      'campaign_bidding_strategy allows one',
    ],
    [
      'a text for a truth value',
      { networkSettings: { targetGoogleSearch: 'true' } },
      'networkSettings',
      'is not a truth value',
    ],
    ['one for a list', { frequencyCaps: {} }, 'frequencyCaps', 'must be a list'],
  ])('refuse %s', (_name, change: Dict, mask, why) => expect(update(change, mask).join('\n')).toContain(why))
  test.skipIf(!reference)('want 64 bits as text, and an amount', () => {
    expect(create({ amountMicros: '1000000' })).toEqual([])
    expect(create({ amountMicros: 1_000_000 }).join()).toContain('is not an int64')
    expect(create({}).join()).toContain('a budget has an amount')
  })
  test.skipIf(!reference)('know their addresses and version', () => {
    expect(says({ path: '/v24/customers/1234567890/campaigns:mutate', body: { operations: [] } })).toEqual([
      '/v24/customers/1234567890/campaigns:mutate: has version v24; configured is v25',
    ])
    expect(says({ path: '/v25/customers/1234567890/campaigns:change' }).join()).toContain('is not an endpoint')
  })
  const ask = (query: string) =>
    says({ kind: 'read', path: '/v25/customers/1234567890/googleAds:search', body: { query } })
  test.skipIf(!reference).each([
    [
      "SELECT campaign.id, segments.date FROM campaign WHERE segments.date BETWEEN '2026-11-01' AND '2026-11-20' AND campaign.id IN (1, 2)",
      '',
    ],
    [
      "SELECT campaign.name FROM campaign WHERE campaign.name = 'A AND B''s' AND campaign.status != 'REMOVED' ORDER BY campaign.name LIMIT 5",
      '',
    ],
    ['SELECT campaign.nam FROM campaign', 'campaign.nam: no such field'],
    ['SELECT metrics.spend FROM campaign', 'metrics.spend: no such field'],
    ['SELECT campaign.network_settings FROM campaign', 'cannot be selected whole'],
    ['SELECT campaign.id FROM campaigns', 'campaigns is not a resource'],
    ["SELECT campaign.id FROM campaign WHERE campaign.status = 'OFF'", 'OFF is not in'],
    ["SELECT campaign.id FROM campaign WHERE campaign.id = 'x'", 'x is not a whole number'],
    ["SELECT campaign.id FROM campaign WHERE segments.date = 'yesterday'", 'is not a date'],
    ['SELECT campaign.id', 'cannot be read'],
  ])('%s', (query, why) => {
    const found = ask(query).join('\n')
    if (why === '') expect(found).toBe('')
    else expect(found).toContain(why)
  })
})

describe(`Meta's parameters${without}`, () => {
  const read = new Map<string, MetaSpec>()
  const says = (version: string, more: Partial<Recorded>): string[] => {
    const spec = read.get(version) ?? readMetaSpec(metaFiles(), version)
    read.set(version, spec)
    const kindOf = (id: string) => ({ '55555': 'campaign', '66666': 'ad' })[id]
    const path = `/${version}${more.path ?? '/act_12345/ads'}`
    return checkMeta(spec, request({ platform: 'meta', ...more, path }), kindOf).map(
      ({ at, says: why }) => `${at}: ${why}`,
    )
  }
  const ad = (change: Dict) =>
    says('v25.0', { body: { name: 'A', adset_id: '7', status: 'PAUSED', creative: { creative_id: '9' }, ...change } })
  const get = (version: string, path: string, query: Dict) =>
    says(version, { method: 'GET', kind: 'read', path, query })

  test.skipIf(!reference)('take an ad', () => expect(ad({})).toEqual([]))
  test.skipIf(!reference).each([
    ['an unknown value', { status: 'OFF' }, 'is not in adaccountads_status_enum_param'],
    ['an unknown name', { state: 'PAUSED' }, 'unknown parameter of POST ads'],
    ['an unknown name inside', { creative: { creative: '9' } }, 'creative.creative: unknown'],
    ['text for a number', { priority: 'first' }, 'is not a whole number from 0'],
    ['text for a node', { creative: '9' }, 'is not a AdCreativeReference'],
    ['what is gone from every version', { pretty: '1' }, 'not taken by any version'],
  ])('refuse %s', (_name, change: Dict, why) => expect(ad(change).join('\n')).toContain(why))
  test.skipIf(!reference)('differ by version: fields, values and the version itself', () => {
    expect(get('v25.0', '/55555', { fields: 'id,frequency_control_specs' })).toEqual([
      'fields: frequency_control_specs: unknown in Campaign',
    ])
    expect(get('v26.0', '/55555', { fields: 'id,frequency_control_specs' })).toEqual([])
    expect(get('v26.0', '/act_12345/insights', { fields: 'marketing_messages_website_purchase' }).join()).toContain(
      'unknown in AdsInsights',
    )
    expect(get('v25.0', '/act_12345/insights', { fields: 'marketing_messages_website_purchase' })).toEqual([])
  })
  test.skipIf(!reference)('follow what is asked for inside of fields', () => {
    expect(get('v25.0', '/act_12345/ads', { fields: 'id,creative{id,title}' })).toEqual([])
    expect(get('v25.0', '/66666', { fields: 'id,creative{id,headline}' })).toEqual([
      'fields: headline: unknown in AdCreative',
    ])
    expect(get('v25.0', '/66666', { fields: 'id,creative{id' }).join()).toContain('braces')
    expect(get('v25.0', '/act_12345/adz', {}).join()).toContain('is not an edge of AdAccount')
  })
  test.skipIf(!reference)('want what validation wants', () => {
    const campaign = (body: Dict) =>
      says('v25.0', { path: '/act_12345/campaigns', body: { name: 'C', special_ad_categories: [], ...body } })
    expect(campaign({ daily_budget: '100' })).toEqual([])
    expect(campaign({})).toEqual([
      'is_adset_budget_sharing_enabled: is missing: needed where the campaign owns no budget',
    ])
  })
})
