import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '@/lib/core/day'
import type { CampaignSpec } from '@/lib/ad/spec'
import type { Json } from '../define'
import { adFields, adSpec, googleSpec, rules, unitSpec } from '../fixtures'
import { at, type Dict, dict, dicts, isDict, list, text, texts } from '../json'
import { reference, referenceJson, without } from '../reference.server'
import { googleLimits } from './limits'
import { billable, billableUnitMicros } from './money'
import { planGoogle } from './plan'

const operations = (spec: CampaignSpec): Dict[] => dicts(at(planGoogle(spec)[0]?.request, 'body', 'mutateOperations'))
const created = (spec: CampaignSpec, kind: string): Dict[] =>
  operations(spec).flatMap((operation) => (operation[kind] ? [dict(at(operation, kind, 'create'))] : []))
const campaign = (spec: CampaignSpec): Dict => created(spec, 'campaignOperation')[0] ?? {}
const budget = (spec: CampaignSpec): Dict => created(spec, 'campaignBudgetOperation')[0] ?? {}

test('one search campaign is one atomic write, and one more switches it on', () => {
  const [create, activate, ...others] = planGoogle(googleSpec())
  expect(others).toEqual([])
  expect(create?.request).toEqual({
    path: 'customers/1234567890/googleAds:mutate',
    names: ['c1.budget', 'c1.campaign', null, null, 'u1.unit', null, 'a1.ad'],
    body: {
      partialFailure: false,
      mutateOperations: [
        {
          campaignBudgetOperation: {
            create: {
              resourceName: 'customers/1234567890/campaignBudgets/-1',
              name: 'tasty_traffic_202611_1 [pl:c1]',
              deliveryMethod: 'STANDARD',
              explicitlyShared: false,
              amountMicros: '100000000',
            },
          },
        },
        {
          campaignOperation: {
            create: {
              resourceName: 'customers/1234567890/campaigns/-2',
              name: 'tasty_traffic_202611_1 [pl:c1]',
              status: 'PAUSED',
              advertisingChannelType: 'SEARCH',
              campaignBudget: 'customers/1234567890/campaignBudgets/-1',
              targetSpend: {},
              networkSettings: {
                targetGoogleSearch: true,
                targetSearchNetwork: false,
                targetContentNetwork: false,
                targetPartnerSearchNetwork: false,
              },
              geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE' },
              aiMaxSetting: { enableAiMax: false },
              assetAutomationSettings: [
                { assetAutomationType: 'TEXT_ASSET_AUTOMATION', assetAutomationStatus: 'OPTED_OUT' },
              ],
              containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
            },
          },
        },
        {
          campaignCriterionOperation: {
            create: {
              campaign: 'customers/1234567890/campaigns/-2',
              location: { geoTargetConstant: 'geoTargetConstants/2840' },
            },
          },
        },
        {
          campaignCriterionOperation: {
            create: {
              campaign: 'customers/1234567890/campaigns/-2',
              language: { languageConstant: 'languageConstants/1000' },
            },
          },
        },
        {
          adGroupOperation: {
            create: {
              resourceName: 'customers/1234567890/adGroups/-3',
              campaign: 'customers/1234567890/campaigns/-2',
              name: 'Snackers [pl:u1]',
              status: 'ENABLED',
              type: 'SEARCH_STANDARD',
            },
          },
        },
        {
          adGroupCriterionOperation: {
            create: {
              adGroup: 'customers/1234567890/adGroups/-3',
              status: 'ENABLED',
              keyword: { text: 'spicy chips', matchType: 'PHRASE' },
            },
          },
        },
        {
          adGroupAdOperation: {
            create: {
              adGroup: 'customers/1234567890/adGroups/-3',
              status: 'ENABLED',
              ad: {
                finalUrls: ['https://tasty.example/spicy?utm_source=x&utm_campaign=launch'],
                responsiveSearchAd: {
                  headlines: [
                    { text: 'New Spicy Chips', pinnedField: 'HEADLINE_1' },
                    { text: '20% Off This Week' },
                    { text: 'Order Online' },
                  ],
                  descriptions: [
                    { text: 'Crisp, hot and made from real potatoes.' },
                    { text: 'Free delivery from 20 dollars.', pinnedField: 'DESCRIPTION_2' },
                  ],
                  path1: 'chips',
                  path2: 'spicy',
                },
              },
            },
          },
        },
      ],
    },
  })
  expect([create?.phase, activate?.phase, activate?.dependsOn]).toEqual(['create', 'activate', [create?.key]])
  expect(at(activate?.request, 'body', 'operations', 0)).toEqual({
    updateMask: 'status',
    update: { resourceName: { $ref: 'c1.campaign_resource' }, status: 'ENABLED' },
  })
})

describe('the objective chooses the bidding', () => {
  test.each([
    ['traffic', 'targetSpend'],
    ['leads', 'maximizeConversions'],
    ['sales', 'maximizeConversionValue'],
  ] as const)('%s: %s', (objective, strategy) => {
    const strategies = ['targetSpend', 'maximizeConversions', 'maximizeConversionValue']
    const sent = Object.keys(campaign(googleSpec({ objective }))).filter((key) => strategies.includes(key))
    expect(sent).toEqual([strategy])
  })
})

test('dates are whole days of the account, the last one included', () => {
  const sent = campaign(googleSpec({ startsOn: day('2026-12-01'), endsOn: day('2026-12-31') }))
  expect([sent['startDateTime'], sent['endDateTime']]).toEqual(['2026-12-01 00:00:00', '2026-12-31 23:59:59'])
  expect(campaign(googleSpec())).not.toHaveProperty('startDateTime')
})

describe('budgets', () => {
  const of = (currency: string, amountMicros: bigint) => {
    const spec = googleSpec({ budget: { type: 'daily', amountMicros, currency } })
    return budget(spec)['amountMicros']
  }
  test.each([
    ['USD', 12_345_678n, '12340000'],
    ['EUR', 50_000_000n, '50000000'],
    ['JPY', 5_000_900_000n, '5000000000'],
    ['KWD', 12_345_000n, '12340000'],
    ['HUF', 1_234_560_000n, '1234000000'],
    ['USD', 1n, '10000'],
  ])('%s %s micros are sent as %s', (currency, micros, sent) => expect(of(currency, micros)).toBe(sent))

  test('never grow and are always a multiple of the unit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'TWD'),
        fc.bigInt({ min: 1_000_000n, max: 10n ** 14n }),
        (currency, micros) => {
          const sent = billable(micros, currency)
          expect(sent <= micros && sent % billableUnitMicros(currency) === 0n).toBe(true)
        },
      ),
    )
  })

  test('a lifetime budget is a total between two dates', () => {
    const spec = googleSpec({
      budget: { type: 'lifetime', amountMicros: 900_000_000n, currency: 'USD' },
      startsOn: day('2026-12-01'),
      endsOn: day('2026-12-31'),
    })
    expect(budget(spec)).toMatchObject({
      period: 'CUSTOM_PERIOD',
      totalAmountMicros: '900000000',
      explicitlyShared: false,
    })
    expect(budget(spec)).not.toHaveProperty('amountMicros')
    expect(googleLimits(spec)).toEqual([])
    const open = { ...spec, startsOn: null, endsOn: null }
    expect(googleLimits(open).map(({ path }) => path)).toEqual(['startsOn', 'endsOn'])
    expect(() => planGoogle(open)).toThrow('start and an end date')
  })
})

describe('audiences', () => {
  const criteria = (changes: Parameters<typeof rules>[0]) =>
    created(googleSpec({ units: [unitSpec({ rules: rules(changes) })] }), 'adGroupCriterionOperation').filter(
      (c) => c['negative'] === true,
    )
  test('leave out the bands that lie outside the ages', () => {
    expect(criteria({ ageMin: 25, ageMax: 44 }).map((c) => text(at(c, 'ageRange', 'type')))).toEqual([
      'AGE_RANGE_18_24',
      'AGE_RANGE_45_54',
      'AGE_RANGE_55_64',
      'AGE_RANGE_65_UP',
    ])
    expect(criteria({ ageMin: 20, ageMax: 65 })).toEqual([])
    expect(criteria({ ageMin: null, ageMax: null })).toEqual([])
  })
  test('leave out the other gender', () => {
    expect(criteria({ genders: 'female' }).map((c) => c['gender'])).toEqual([{ type: 'MALE' }])
  })
  test('that differ in places cannot share a Google campaign', () => {
    const other = unitSpec({
      key: 'u2',
      rules: rules({ locations: [{ kind: 'country', name: 'Norway', country: 'NO', keys: {} }] }),
    })
    expect(googleLimits(googleSpec({ units: [unitSpec(), other] })).map(({ level, path }) => [level, path])).toEqual([
      ['block', 'units.locations'],
    ])
  })
  test('places and languages of several units are sent once', () => {
    const spec = googleSpec({ units: [unitSpec(), unitSpec({ key: 'u2', name: 'Two', ads: [adSpec({ key: 'a2' })] })] })
    expect(created(spec, 'campaignCriterionOperation')).toHaveLength(2)
    expect(created(spec, 'adGroupOperation').map((g) => g['resourceName'])).toEqual([
      'customers/1234567890/adGroups/-3',
      'customers/1234567890/adGroups/-4',
    ])
  })
  test('a region goes by Google key, and without one is refused', () => {
    const place = (keys: { google_ads?: string }) =>
      rules({ locations: [{ kind: 'region', name: 'Texas', country: 'US', keys }] })
    const spec = (keys: { google_ads?: string }) => googleSpec({ units: [unitSpec({ rules: place(keys) })] })
    expect(
      at(created(spec({ google_ads: '21176' }), 'campaignCriterionOperation')[0], 'location', 'geoTargetConstant'),
    ).toBe('geoTargetConstants/21176')
    expect(googleLimits(spec({})).some(({ message }) => message.includes('Texas'))).toBe(true)
    expect(() => planGoogle(spec({}))).toThrow('Texas')
  })
})

test('texts are composed and empty ones left out', () => {
  const fields = adFields({
    headlines: [
      { text: 'Jalapen\u0303o ', pin: null },
      { text: '  ', pin: 1 },
      { text: 'B', pin: 3 },
      { text: 'C', pin: null },
    ],
    descriptions: [
      { text: 'D', pin: 3 },
      { text: 'E', pin: null },
    ],
    path1: '',
    path2: 'lost',
  })
  const ad = at(
    created(googleSpec({ units: [unitSpec({ ads: [adSpec({ fields })] })] }), 'adGroupAdOperation')[0],
    'ad',
    'responsiveSearchAd',
  )
  expect(ad).toEqual({
    headlines: [{ text: 'Jalapeño' }, { text: 'B', pinnedField: 'HEADLINE_3' }, { text: 'C' }],
    descriptions: [{ text: 'D' }, { text: 'E' }],
  })
})

test('a chosen conversion action becomes the goal of this campaign alone', () => {
  const sent = operations(googleSpec({ objective: 'leads', conversionGoalId: '777' }))
  expect(at(sent[4], 'customConversionGoalOperation', 'create')).toMatchObject({
    conversionActions: ['customers/1234567890/conversionActions/777'],
  })
  expect(at(sent[5], 'conversionGoalCampaignConfigOperation', 'update')).toEqual({
    resourceName: 'customers/1234567890/conversionGoalCampaignConfigs/-2',
    goalConfigLevel: 'CAMPAIGN',
    customConversionGoal: 'customers/1234567890/customConversionGoals/-3',
  })
})

test('without the EU political declaration nothing is planned', () => {
  const spec = googleSpec({
    declarations: { specialCategory: 'none', euPolitical: null, dsaBeneficiary: '', dsaPayor: '' },
  })
  expect(() => planGoogle(spec)).toThrow('EU political')
  expect(googleLimits(spec).map(({ path }) => path)).toEqual(['declarations.euPolitical'])
  expect(
    campaign({ ...spec, declarations: { ...spec.declarations, euPolitical: true } })['containsEuPoliticalAdvertising'],
  ).toBe('CONTAINS_EU_POLITICAL_ADVERTISING')
})

/** Checks a message of the published API against what is sent, field by field; returns what is wrong. */
function problems(spec: Json, message: string, value: Dict, path: string): string[] {
  const fields = dicts(at(spec, 'messages', message, 'fields'))
  if (fields.length === 0) return unprinted(spec, message, value, path)
  const oneofs = fields.filter(
    (f) => value[text(f['json'])] !== undefined && text(f['oneof']) === 'campaign_bidding_strategy',
  )
  const wrong = oneofs.length > 1 ? [`${path}: ${oneofs.length} bidding strategies`] : []
  return wrong.concat(
    Object.entries(value).flatMap(([key, item]) => {
      const field = fields.find((candidate) => candidate['json'] === key)
      if (!field) return [`${path}.${key}: unknown in ${message}`]
      const type = text(field['type'])
      if (texts(field['behavior']).includes('OUTPUT_ONLY')) return [`${path}.${key}: output only`]
      if (Array.isArray(item) !== (field['repeated'] === true)) return [`${path}.${key}: list or not`]
      return (Array.isArray(item) ? item : [item]).flatMap((one) => valueProblems(spec, type, one, `${path}.${key}`))
    }),
  )
}

function valueProblems(spec: Json, type: string, value: Json, path: string): string[] {
  if (isDict(value)) return problems(spec, type, value, path)
  if (type.startsWith('enums.'))
    return texts(at(spec, 'enums', type)).includes(text(value)) ? [] : [`${path}: ${text(value)} is not in ${type}`]
  const isRight =
    type === 'int64'
      ? typeof value === 'string' && /^-?\d+$/.test(value)
      : type === 'bool'
        ? typeof value === 'boolean'
        : type === 'string'
          ? typeof value === 'string'
          : true
  return isRight ? [] : [`${path}: ${JSON.stringify(value)} is not ${type}`]
}

/** Messages that the copy of the specification names without printing them: goals, and criteria of one enum each. */
function unprinted(spec: Json, message: string, value: Dict, path: string): string[] {
  if (/Conversion(Goal|GoalCampaignConfig)Operation$/.test(message)) return []
  const type = {
    'common.AgeRangeInfo': 'enums.AgeRangeTypeEnum.AgeRangeType',
    'common.GenderInfo': 'enums.GenderTypeEnum.GenderType',
  }[message]
  return type ? valueProblems(spec, type, value['type'] ?? null, `${path}.type`) : [`${path}: no message ${message}`]
}

describe(`planned requests keep to the published API${without}`, () => {
  const lifetime = {
    budget: { type: 'lifetime' as const, amountMicros: 9_000_000n, currency: 'EUR' },
    startsOn: day('2026-12-01'),
    endsOn: day('2026-12-24'),
  }
  const cases: [string, CampaignSpec][] = [
    ['plain', googleSpec()],
    ['lifetime', googleSpec(lifetime)],
    ['sales', googleSpec({ objective: 'sales' })],
    ['leads with a goal', googleSpec({ objective: 'leads', conversionGoalId: '777' })],
    [
      'a narrow audience',
      googleSpec({ units: [unitSpec({ rules: rules({ ageMin: 30, ageMax: 50, genders: 'male' }) })] }),
    ],
  ]
  test.skipIf(!reference).each(cases)('%s', (_name, planned) => {
    const spec = referenceJson('specs', 'google-ads-v25.json')
    const [create, activate] = planGoogle(planned)
    expect(problems(spec, 'services.MutateGoogleAdsRequest', dict(at(create?.request, 'body')), '')).toEqual([])
    const filled = JSON.parse(
      JSON.stringify(at(activate?.request, 'body')).replace(/\{"\$ref":"[^"]+"\}/g, '"customers/1/campaigns/2"'),
    )
    expect(problems(spec, 'services.MutateCampaignsRequest', dict(filled), '')).toEqual([])
  })
  test.skipIf(!reference)('the check itself finds a misspelt, a mistyped and an output-only field', () => {
    const spec = referenceJson('specs', 'google-ads-v25.json')
    const body = (create: Dict) => ({ mutateOperations: [{ campaignOperation: { create } }] })
    expect(problems(spec, 'services.MutateGoogleAdsRequest', body({ nam: 'x' }), '')).toHaveLength(1)
    expect(problems(spec, 'services.MutateGoogleAdsRequest', body({ status: 'ON' }), '')).toHaveLength(1)
    expect(problems(spec, 'services.MutateGoogleAdsRequest', body({ id: '1' }), '')).toHaveLength(1)
  })
})

test('every id that an answer gives has a place', () => {
  const [create] = planGoogle(googleSpec())
  expect(list(at(create?.request, 'names'))).toHaveLength(operations(googleSpec()).length)
})
