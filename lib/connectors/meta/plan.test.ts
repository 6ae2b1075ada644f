import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '@/lib/core/day'
import type { CampaignSpec } from '@/lib/ad/spec'
import type { PlannedWrite } from '../define'
import { adSpec, media, metaSpec, rules, unitSpec } from '../fixtures'
import { at, type Dict, dict, dicts, text, texts } from '../json'
import { reference, referenceJson, without } from '../reference.server'
import { CREATIVE_FEATURES } from './features'
import { metaLimits } from './limits'
import { fromMinor, toMinor } from './money'
import { planMeta } from './plan'

const bodies = (spec: CampaignSpec, kind: string): Dict[] =>
  planMeta(spec).flatMap((write) => (write.kind === `meta.${kind}` ? [dict(at(write.request, 'body'))] : []))
const first = (spec: CampaignSpec, kind: string): Dict => bodies(spec, kind)[0] ?? {}
const germany = rules({ locations: [{ kind: 'country', name: 'Germany', country: 'DE', keys: {} }] })
const sales = { objective: 'sales' as const, pixelId: '4455', pixelEvent: 'PURCHASE' }

test('everything is made paused, in order, and switched on from the ads upwards', () => {
  const writes = planMeta(metaSpec())
  expect(writes.map(({ key, phase }) => `${phase} ${key}`)).toEqual([
    'create c1.c1-ab12cd34ef56.image',
    'create c1.campaign',
    'create c1.u1.adset',
    'create c1.a1.creative',
    'create c1.a1.ad',
    'activate c1.a1.activate_ad',
    'activate c1.u1.activate_adset',
    'activate c1.activate_campaign',
  ])
  for (const { request } of writes.filter(({ phase }) => phase === 'create'))
    expect(at(request, 'body', 'status') ?? 'PAUSED').toBe('PAUSED')
})

test('nothing is sent before what it needs, and the campaign is switched on last of all', () => {
  const spec = metaSpec({
    units: [unitSpec(), unitSpec({ key: 'u2', ads: [adSpec({ key: 'a2' }), adSpec({ key: 'a3' })] })],
  })
  const writes = planMeta(spec)
  const before = (write: PlannedWrite): Set<string> => {
    const all = new Set<string>()
    const walk = (key: string) => {
      const needed = writes.find((w) => w.key === key)
      if (needed && !all.has(key)) all.add(key)
      needed?.dependsOn.forEach(walk)
    }
    write.dependsOn.forEach(walk)
    return all
  }
  const missing = writes.flatMap((write) =>
    [...JSON.stringify(write.request).matchAll(/"\$ref":"([^"]+)\.(\w+)"/g)].filter(
      ([, key, kind]) =>
        !writes.some((w) => before(write).has(w.key) && w.entities.some((e) => e.key === key && e.kind === kind)),
    ),
  )
  expect(missing).toEqual([])
  const last = writes.at(-1)
  expect(last?.key).toBe('c1.activate_campaign')
  expect(last && before(last).size).toBe(writes.length - 1)
})

test('one picture that three ads show is uploaded once', () => {
  const ads = [adSpec(), adSpec({ key: 'a2' }), adSpec({ key: 'a3' })]
  const writes = planMeta(metaSpec({ units: [unitSpec({ ads })] }))
  expect(writes.filter(({ kind }) => kind === 'meta.image')).toHaveLength(1)
  expect(new Set(writes.map(({ key }) => key)).size).toBe(writes.length)
})

test('the campaign owns the budget, and special categories are always said', () => {
  expect(first(metaSpec(), 'campaign')).toEqual({
    name: 'tasty_traffic_202611_1 [pl:c1]',
    objective: 'OUTCOME_TRAFFIC',
    status: 'PAUSED',
    buying_type: 'AUCTION',
    special_ad_categories: [],
    daily_budget: '10000',
    bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
  })
  expect(first(metaSpec(), 'adset')).not.toHaveProperty('daily_budget')
})

test('where ad sets own budgets, sharing between them is refused', () => {
  const units = [
    unitSpec({ budgetMicros: 60_000_000n }),
    unitSpec({ key: 'u2', budgetMicros: 40_000_000n, ads: [adSpec({ key: 'a2' })] }),
  ]
  const spec = metaSpec({ units })
  expect(first(spec, 'campaign')).toMatchObject({ is_adset_budget_sharing_enabled: false })
  expect(first(spec, 'campaign')).not.toHaveProperty('daily_budget')
  expect(bodies(spec, 'adset').map((b) => b['daily_budget'])).toEqual(['6000', '4000'])
  const mixed = metaSpec({ units: [unitSpec({ budgetMicros: 1n }), unitSpec({ key: 'u2' })] })
  expect(() => planMeta(mixed)).toThrow('Give each audience a share, or none')
  expect(metaLimits(mixed).map(({ path }) => path)).toContain('units.sharePercent')
})

describe('budget units follow Meta, not ISO 4217', () => {
  test.each([
    ['USD', 50_000_000n, 5000n],
    ['EUR', 12_349_999n, 1234n],
    ['JPY', 5_000_000_000n, 5000n],
    ['KWD', 12_345_000n, 1234n],
    ['BHD', 10_000_000n, 1000n],
    ['HUF', 15_000_000_000n, 15_000n],
    ['TWD', 300_000_000n, 300n],
    ['USD', 1n, 1n],
  ])('%s %s micros are %s', (currency, micros, minor) => expect(toMinor(micros, currency)).toBe(minor))
  test('what was sent reads back as the same amount, never more', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'HUF'),
        fc.bigInt({ min: 1_000_000n, max: 10n ** 14n }),
        (currency, micros) => {
          const minor = toMinor(micros, currency)
          expect(fromMinor(minor, currency) <= micros).toBe(true)
          expect(toMinor(fromMinor(minor, currency), currency)).toBe(minor)
        },
      ),
    )
  })
})

describe('the ad set', () => {
  test('goes to feeds and stories, widens nothing, and asks for clicks', () => {
    expect(first(metaSpec(), 'adset')).toEqual({
      name: 'Snackers [pl:u1]',
      campaign_id: { $ref: 'c1.campaign' },
      status: 'PAUSED',
      billing_event: 'IMPRESSIONS',
      optimization_goal: 'LINK_CLICKS',
      destination_type: 'WEBSITE',
      targeting: {
        geo_locations: { countries: ['US'] },
        age_min: 18,
        age_max: 65,
        locales: [6, 24],
        publisher_platforms: ['facebook', 'instagram'],
        facebook_positions: ['feed', 'story'],
        instagram_positions: ['stream', 'story'],
        targeting_automation: { advantage_audience: 0 },
      },
    })
  })
  test.each([
    ['traffic', null, null, 'LINK_CLICKS', undefined],
    ['traffic', '4455', null, 'LANDING_PAGE_VIEWS', undefined],
    ['leads', null, null, 'LINK_CLICKS', undefined],
    ['leads', '4455', 'LEAD', 'OFFSITE_CONVERSIONS', { pixel_id: '4455', custom_event_type: 'LEAD' }],
    ['sales', '4455', 'PURCHASE', 'OFFSITE_CONVERSIONS', { pixel_id: '4455', custom_event_type: 'PURCHASE' }],
  ] as const)('%s with pixel %s looks for %s', (objective, pixelId, pixelEvent, goal, promoted) => {
    const sent = first(metaSpec({ objective, pixelId, pixelEvent }), 'adset')
    expect([sent['optimization_goal'], sent['promoted_object']]).toEqual([goal, promoted])
  })
  test('sales without a pixel are refused before anything is sent', () => {
    const spec = metaSpec({ objective: 'sales' })
    expect(() => planMeta(spec)).toThrow('needs a pixel')
    expect(metaLimits(spec).map(({ level, path }) => [level, path])).toEqual([['block', 'pixelId']])
  })
  test('in the EU it names who benefits and who pays', () => {
    const spec = metaSpec({ units: [unitSpec({ rules: germany })] })
    expect(() => planMeta(spec)).toThrow('who benefits and who pays')
    const declared = {
      ...spec,
      declarations: { ...spec.declarations, dsaBeneficiary: 'Tasty GmbH ', dsaPayor: 'Harbour' },
    }
    expect(first(declared, 'adset')).toMatchObject({ dsa_beneficiary: 'Tasty GmbH', dsa_payor: 'Harbour' })
    expect(metaLimits(declared)).toEqual([])
    const norway = rules({ locations: [{ kind: 'country', name: 'Norway', country: 'NO', keys: {} }] })
    expect(first(metaSpec({ units: [unitSpec({ rules: norway })] }), 'adset')).not.toHaveProperty('dsa_payor')
  })
  test('begins and ends on the wall clock of the account, across a change of the clocks', () => {
    const account = { ...metaSpec().account, timezone: 'Europe/Oslo' }
    const spec = metaSpec({ account, startsOn: day('2026-10-20'), endsOn: day('2026-10-25') })
    expect(first(spec, 'adset')).toMatchObject({
      start_time: '2026-10-20T00:00:00+0200',
      end_time: '2026-10-25T23:59:59+0100',
    })
  })
  test('without Instagram it stays on Facebook, and says so', () => {
    const spec = metaSpec({ instagramId: null })
    expect(at(first(spec, 'adset'), 'targeting', 'publisher_platforms')).toEqual(['facebook'])
    expect(metaLimits(spec).map(({ level, path }) => [level, path])).toEqual([['note', 'instagramId']])
  })
  test('narrows by gender, interests and places by key', () => {
    const narrow = rules({
      genders: 'female',
      interests: [{ id: '6003', name: 'Snacks' }],
      locations: [{ kind: 'city', name: 'Austin', country: 'US', keys: { meta_ads: '2418779' } }],
    })
    expect(first(metaSpec({ units: [unitSpec({ rules: narrow })] }), 'adset')['targeting']).toMatchObject({
      genders: [2],
      flexible_spec: [{ interests: [{ id: '6003', name: 'Snacks' }] }],
      geo_locations: { cities: [{ key: '2418779' }] },
    })
  })
})

test('special categories are named with their countries, and narrowing them is refused', () => {
  const declarations = { specialCategory: 'housing' as const, euPolitical: false, dsaBeneficiary: '', dsaPayor: '' }
  expect(first(metaSpec({ declarations }), 'campaign')).toMatchObject({
    special_ad_categories: ['HOUSING'],
    special_ad_category_country: ['US'],
  })
  const narrow = metaSpec({ declarations, units: [unitSpec({ rules: rules({ ageMin: 30 }) })] })
  expect(metaLimits(narrow).map(({ path }) => path)).toEqual(['declarations.specialCategory'])
})

test('the ad content carries text, picture, button and crops, and refuses every change that is known', () => {
  const picture = media({
    width: 1200,
    height: 900,
    crops: { '1:1': { x: 0.125, y: 0, width: 0.75, height: 1 }, '9:16': { x: 0.3, y: 0, width: 0.5, height: 1.01 } },
  })
  const ad = adSpec()
  const spec = metaSpec({ units: [unitSpec({ ads: [{ ...ad, fields: { ...ad.fields, media: picture } }] })] })
  const creative = first(spec, 'creative')
  expect(creative['object_story_spec']).toEqual({
    page_id: '112704783733939',
    instagram_user_id: '17841400000000001',
    link_data: {
      link: ad.finalUrl,
      message: 'Turn up the heat with our new jalapeño chips.',
      name: 'New Spicy Chips',
      description: 'Crisp, hot and made from real potatoes.',
      image_hash: { $ref: 'c1-ab12cd34ef56.image' },
      image_crops: {
        '100x100': [
          [150, 0],
          [1050, 900],
        ],
        '90x160': [
          [360, 0],
          [960, 900],
        ],
      },
      call_to_action: { type: 'SHOP_NOW', value: { link: ad.finalUrl } },
    },
  })
  const features = dict(at(creative, 'degrees_of_freedom_spec', 'creative_features_spec'))
  expect(Object.keys(features)).toEqual([...CREATIVE_FEATURES])
  expect(new Set(Object.values(features).map((f) => text(at(f, 'enroll_status'))))).toEqual(new Set(['OPT_OUT']))
})

/** What is wrong with a body by an edge's own list of parameters. */
function edgeProblems(params: Dict[], enums: Map<string, string[]>, body: Dict): string[] {
  const required = params.filter((param) => param['required'] === true).map((param) => text(param['name']))
  return [
    ...required.filter((name) => !(name in body)).map((name) => `${name} is missing`),
    ...Object.entries(body).flatMap(([name, value]) => {
      const type = text(params.find((param) => param['name'] === name)?.['type'])
      if (type === '') return [`${name} is unknown`]
      const allowed = enums.get(/^list<(.+)>$/.exec(type)?.[1] ?? type)
      return (Array.isArray(value) ? value : [value]).map(text).filter((one) => allowed && !allowed.includes(one))
    }),
  ]
}

describe(`planned requests keep to the published API${without}`, () => {
  const units = [unitSpec({ budgetMicros: 60_000_000n })]
  const cases: [string, CampaignSpec][] = [
    ['campaign budget', metaSpec()],
    ['ad set budgets', metaSpec({ units })],
    ['sales', metaSpec({ ...sales, startsOn: day('2026-12-01'), endsOn: day('2026-12-24') })],
    [
      'lifetime',
      metaSpec({ budget: { type: 'lifetime', amountMicros: 10_000_000n, currency: 'EUR' }, endsOn: day('2026-12-24') }),
    ],
    [
      'a special category',
      metaSpec({ declarations: { specialCategory: 'gambling', euPolitical: false, dsaBeneficiary: '', dsaPayor: '' } }),
    ],
  ]
  const EDGES: Record<string, string> = {
    'meta.campaign': 'campaigns',
    'meta.adset': 'adsets',
    'meta.creative': 'adcreatives',
    'meta.ad': 'ads',
  }

  test.skipIf(!reference).each(cases)('%s: known parameters, none missing, values of the enums', (_name, spec) => {
    const edges = dicts(at(referenceJson('specs', 'meta', 'AdAccount.json'), 'apis'))
    const enums = new Map(
      dicts(referenceJson('specs', 'meta', 'enum_types.json')).map((e) => [text(e['name']), texts(e['values'])]),
    )
    const problems = planMeta(spec).flatMap((write) => {
      const edge = EDGES[write.kind]
      const api = edges.find((one) => one['method'] === 'POST' && one['endpoint'] === edge)
      return edge ? edgeProblems(dicts(api?.['params']), enums, dict(at(write.request, 'body'))) : []
    })
    expect(problems).toEqual([])
  })
  test.skipIf(!reference)('nested fields of targeting and content exist', () => {
    const names = (file: string) =>
      dicts(at(referenceJson('specs', 'meta', `${file}.json`), 'fields')).map((f) => text(f['name']))
    const spec = metaSpec(sales)
    const story = dict(at(first(spec, 'creative'), 'object_story_spec'))
    const parts: [string, Dict][] = [
      ['Targeting', dict(at(first(spec, 'adset'), 'targeting'))],
      ['TargetingGeoLocation', dict(at(first(spec, 'adset'), 'targeting', 'geo_locations'))],
      ['AdPromotedObject', dict(at(first(spec, 'adset'), 'promoted_object'))],
      ['AdCreativeObjectStorySpec', story],
      ['AdCreativeLinkData', dict(story['link_data'])],
    ]
    const unknown = parts.flatMap(([file, part]) => Object.keys(part).filter((key) => !names(file).includes(key)))
    expect(unknown).toEqual([])
  })
})
