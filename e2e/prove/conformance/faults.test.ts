import { describe, expect, test } from 'vitest'
import type { Dict } from '@/lib/connectors/json'
import { faultsOf } from './faults'
import { type Recorded, shapeOf } from './journal'

const request = (more: Partial<Recorded>): Recorded => ({
  seq: '1',
  platform: 'meta',
  method: 'POST',
  path: '/v25.0/act_123456/ads',
  query: {},
  body: null,
  kind: 'write',
  status: 200,
  fault: null,
  effects: [],
  ...more,
})
const told = (of: Recorded): string[] => faultsOf(of).map(({ kind, field }) => `${kind} ${field}`)
const bodies = (of: Recorded): (Dict | null)[] => faultsOf(of).map(({ body }) => body)

test('each field of an ad is misspelt and retyped in turn, and left out where Meta needs it', () => {
  const ad = request({ body: { name: 'A', status: 'PAUSED', creative: { creative_id: '99' } } })
  expect(told(ad)).toEqual([
    'misspelt name',
    'retyped name',
    'removed name',
    'misspelt status',
    'retyped status',
    'misspelt creative',
    'retyped creative',
    'removed creative',
    'misspelt creative.creative_id',
    'retyped creative.creative_id',
    'removed creative.creative_id',
  ])
  expect(bodies(ad)).toContainEqual({ name: 'A', statuss: 'PAUSED', creative: { creative_id: '99' } })
  expect(bodies(ad)).toContainEqual({ name: 'A', status: 'PAUSED', creative: {} })
  expect(bodies(ad)).toContainEqual({ name: 'A', status: 'PAUSED', creative: 'another type' })
})

test('what is needed depends on the rest: sharing without a campaign budget, payers in the EU', () => {
  const campaign = (body: Dict) => told(request({ path: '/v25.0/act_123456/campaigns', body }))
  expect(campaign({ is_adset_budget_sharing_enabled: 'false' })).toContain('removed is_adset_budget_sharing_enabled')
  expect(campaign({ is_adset_budget_sharing_enabled: 'false', daily_budget: '1' })).not.toContain(
    'removed is_adset_budget_sharing_enabled',
  )
  const adSet = (country: string) =>
    told(
      request({
        path: '/v25.0/act_123456/adsets',
        body: { dsa_payor: 'A', targeting: { geo_locations: { countries: [country] } } },
      }),
    )
  expect(adSet('DE')).toContain('removed dsa_payor')
  expect(adSet('US')).not.toContain('removed dsa_payor')
})

test('names that Meta leaves open are not misspelt, and any text of an address is not retyped', () => {
  const creative = request({
    path: '/v25.0/act_123456/adcreatives',
    body: { degrees_of_freedom_spec: { creative_features_spec: { image_touchups: { enroll_status: 'OPT_OUT' } } } },
  })
  const open = 'degrees_of_freedom_spec.creative_features_spec.image_touchups'
  expect(told(creative)).not.toContain(`misspelt ${open}`)
  expect(told(creative)).toContain(`misspelt ${open}.enroll_status`)
  const search = request({
    method: 'GET',
    kind: 'read',
    path: '/v25.0/search',
    query: { q: 'snack', type: 'adinterest' },
  })
  expect(told(search)).toEqual(['misspelt q', 'misspelt type', 'retyped type', 'removed type'])
})

test('names in the fields that are asked for are misspelt one by one', () => {
  const read = request({
    method: 'GET',
    kind: 'read',
    path: '/v25.0/act_123456/ads',
    query: { fields: 'id,creative{id,title}' },
  })
  expect(faultsOf(read).map(({ query }) => query['fields'])).toEqual([
    undefined,
    'idd,creative{id,title}',
    'id,creativee{id,title}',
    'id,creative{idd,title}',
    'id,creative{id,titlee}',
  ])
})

describe('a query', () => {
  const query =
    "SELECT campaign.id, metrics.clicks FROM campaign WHERE campaign.id IN (12, 13) AND campaign.status != 'REMOVED' AND campaign.name = 'x.y'"
  const search = request({
    platform: 'google',
    kind: 'read',
    path: '/v25/customers/1234567890/googleAds:search',
    body: { query },
  })
  test('has each name misspelt outside its texts', () => {
    const names = faultsOf(search).flatMap(({ kind, field }) => (kind === 'misspelt' ? [field] : []))
    expect(names).toEqual([
      'query',
      'query: campaign.id',
      'query: metrics.clicks',
      'query: campaign',
      'query: campaign.id',
      'query: campaign.status',
      'query: campaign.name',
    ])
  })
  test('has values of another type', () => {
    const asked = faultsOf(search).flatMap(({ kind, field, body }) =>
      kind === 'retyped' && field.startsWith('query:') ? [body?.['query']] : [],
    )
    expect(asked).toEqual([query.replace('(12,', "('a word',"), query.replace("'REMOVED'", '7')])
  })
})

test('an upload lacks its file or holds text; a login is left alone', () => {
  const file = { mime: 'image/png', filename: 'a.png', bytes: { length: 9, sha256: 'x' } }
  const upload = request({ path: '/v25.0/act_123456/adimages', body: { 'a.png': file } })
  expect(told(upload)).toEqual(['removed file', 'retyped file'])
  expect(told(request({ kind: 'oauth', path: '/v25.0/oauth/access_token', body: { code: '[redacted]' } }))).toEqual([])
})

test('requests of one shape differ in values alone', () => {
  const one = request({ path: '/v25.0/120210000000000012', body: { status: 'PAUSED' } })
  expect(shapeOf(one)).toBe(shapeOf(request({ path: '/v25.0/120210000000000099', body: { status: 'ACTIVE' } })))
  expect(shapeOf(one)).not.toBe(shapeOf(request({ path: '/v25.0/120210000000000012', body: { name: 'PAUSED' } })))
})
