import { describe, expect, test } from 'vitest'
import { day } from '@/lib/core/day'
import type { PlannedWrite } from './define'
import { differencesOf, same } from './compare'
import { adSpec, googleSpec, metaSpec, rules, unitSpec } from './fixtures'
import { differencesAtGoogle, idsOf, sentOf, type Whole } from './google/compare'
import { planGoogle } from './google/plan'
import { at, type Dict, dict } from './json'
import { differencesAtMeta } from './meta/compare'
import { planMeta } from './meta/plan'

describe('the same, as platforms write it', () => {
  test.each([
    ['5000', 5000, true],
    [false, null, true],
    [[], null, true],
    [true, null, false],
    [['a', 'b'], ['b', 'a'], true],
    [['a', 'a'], ['a', 'b'], false],
    [['a'], ['a', 'b'], false],
    [{ a: 1 }, { a: '1', more: 2 }, true],
    [{ a: { b: 1 } }, { a: null }, false],
    ['x', { x: 1 }, false],
  ])('%j and %j: %s', (sent, found, expected) => expect(same(sent, found)).toBe(expected))
  test('only what was sent is compared', () => {
    expect(differencesOf({ name: 'a', status: 'PAUSED' }, { name: 'a', status: 'ACTIVE', id: '1' })).toEqual([
      { field: 'status', sent: 'PAUSED', found: 'ACTIVE' },
    ])
  })
})

const spec = googleSpec({
  startsOn: day('2026-12-01'),
  units: [
    unitSpec({ rules: rules({ ageMin: 25 }), ads: [adSpec(), adSpec({ key: 'a2' })] }),
    unitSpec({
      key: 'u2',
      name: 'Second [pl:u2]',
      ads: [adSpec({ key: 'a3', finalUrl: 'https://tasty.example/other' })],
    }),
  ],
})
const create = (): PlannedWrite => {
  const [write] = planGoogle(spec)
  if (!write) throw new Error('nothing was planned')
  return write
}

/** What Google would tell of a campaign that it keeps just as it was sent. */
function faithful(write: PlannedWrite): Whole {
  const sent = sentOf(write)
  return {
    campaign: {
      campaign: {
        ...sent.campaign,
        id: '2',
        resourceName: 'customers/1/campaigns/2',
        biddingStrategyType: 'TARGET_SPEND',
      },
      campaignBudget: { ...sent.budget, id: '1', explicitlyShared: false },
    },
    campaignCriteria: sent.campaignCriteria.map((campaignCriterion) => ({ campaignCriterion })),
    adGroups: sent.units.map(({ group }, i) => ({ adGroup: { ...group, id: `3${i}` } })),
    adGroupCriteria: sent.units.flatMap(({ criteria }, i) =>
      criteria.map((adGroupCriterion) => ({ adGroup: { id: `3${i}` }, adGroupCriterion })),
    ),
    ads: sent.units.flatMap(({ ads }, i) =>
      ads.map(({ ad }, j) => ({
        adGroup: { id: `3${i}` },
        adGroupAd: { status: 'ENABLED', ad: { ...dict(ad['ad']), id: `4${i}${j}` } },
      })),
    ),
  }
}

describe('Google, read back', () => {
  const ids = {
    'c1.campaign': '2',
    'c1.campaign_resource': 'customers/1/campaigns/2',
    'c1.budget': '1',
    'u1.unit': '30',
    'u2.unit': '31',
    'a1.ad': '400',
    'a2.ad': '401',
    'a3.ad': '410',
  }
  test('ids of everything are found by name and content; two ads alike get two ids', () => {
    expect(idsOf(create(), faithful(create()))).toEqual(ids)
  })
  test('a faithful copy differs in nothing', () => {
    expect(differencesAtGoogle(create(), ids, faithful(create()))).toEqual([])
  })
  test.each<[string, (whole: Whole) => Whole, string]>([
    [
      'search partners switched on',
      (w) => ({
        ...w,
        campaign: {
          ...w.campaign,
          campaign: {
            ...dict(at(w.campaign, 'campaign')),
            networkSettings: { targetGoogleSearch: true, targetSearchNetwork: true },
          },
        },
      }),
      'campaign.networkSettings',
    ],
    [
      'another bidding',
      (w) => ({
        ...w,
        campaign: {
          ...w.campaign,
          campaign: { ...dict(at(w.campaign, 'campaign')), biddingStrategyType: 'MANUAL_CPC' },
        },
      }),
      'campaign.bidding',
    ],
    [
      'a shared budget',
      (w) => ({
        ...w,
        campaign: {
          ...w.campaign,
          campaignBudget: { ...dict(at(w.campaign, 'campaignBudget')), explicitlyShared: true },
        },
      }),
      'budget.explicitlyShared',
    ],
    [
      'another amount',
      (w) => ({
        ...w,
        campaign: { ...w.campaign, campaignBudget: { ...dict(at(w.campaign, 'campaignBudget')), amountMicros: '1' } },
      }),
      'budget.amountMicros',
    ],
    [
      'automatic texts',
      (w) => ({
        ...w,
        campaign: {
          ...w.campaign,
          campaign: {
            ...dict(at(w.campaign, 'campaign')),
            assetAutomationSettings: [
              { assetAutomationType: 'TEXT_ASSET_AUTOMATION', assetAutomationStatus: 'OPTED_IN' },
            ],
          },
        },
      }),
      'enhancement TEXT_ASSET_AUTOMATION',
    ],
    [
      'a lost keyword',
      (w) => ({ ...w, adGroupCriteria: w.adGroupCriteria.slice(1) }),
      'ad group "Snackers [pl:u1]" targeting',
    ],
    ['a lost place', (w) => ({ ...w, campaignCriteria: w.campaignCriteria.slice(1) }), 'campaign.targeting'],
    ['a lost ad', (w) => ({ ...w, ads: w.ads.slice(1) }), 'ad group "Snackers [pl:u1]" ad 1'],
    ['a lost ad group', (w) => ({ ...w, adGroups: w.adGroups.slice(1) }), 'ad group "Snackers [pl:u1]"'],
  ])('%s is told', (_name, change, field) => {
    expect(differencesAtGoogle(create(), ids, change(faithful(create()))).map((d) => d.field)).toEqual([field])
  })
})

describe('Meta, read back', () => {
  const write = (kind: string): Dict => {
    const found = planMeta(metaSpec({ startsOn: day('2026-12-01') })).find((w) => w.kind === kind)
    return dict(at(found?.request, 'body'))
  }
  test('an instant may be written otherwise, more targeting may be told, and neither is a difference', () => {
    const sent = write('meta.adset')
    const found = {
      ...sent,
      start_time: '2026-12-01T06:00:00+0000',
      targeting: { ...dict(sent['targeting']), brand_safety_content_filter_levels: ['X'] },
      effective_status: 'PAUSED',
    }
    expect(differencesAtMeta('meta.adset', sent, found)).toEqual([])
  })
  test('a widened audience and another start are differences', () => {
    const sent = write('meta.adset')
    const found = {
      ...sent,
      start_time: '2026-12-01T07:00:00+0000',
      targeting: { ...dict(sent['targeting']), targeting_automation: { advantage_audience: 1 } },
    }
    expect(differencesAtMeta('meta.adset', sent, found).map((d) => d.field)).toEqual([
      'targeting.targeting_automation',
      'start_time',
    ])
  })
  test('an enhancement that is on is a difference, whether it was refused or is not known', () => {
    const sent = write('meta.creative')
    const features = dict(at(sent, 'degrees_of_freedom_spec', 'creative_features_spec'))
    const found = {
      ...sent,
      degrees_of_freedom_spec: {
        creative_features_spec: {
          ...features,
          image_animation: { enroll_status: 'OPT_IN' },
          brand_new: { enroll_status: 'OPT_IN' },
        },
      },
    }
    expect(differencesAtMeta('meta.creative', sent, sent)).toEqual([])
    expect(differencesAtMeta('meta.creative', sent, found)).toEqual([
      { field: 'enhancement image_animation', sent: 'OPT_OUT', found: 'OPT_IN' },
      { field: 'enhancement brand_new', sent: 'OPT_OUT', found: 'OPT_IN' },
    ])
  })
  test('an ad shows the creative that it was given', () => {
    const sent: Dict = { name: 'Ad', adset_id: '3', creative: { creative_id: '7' }, status: 'PAUSED' }
    expect(differencesAtMeta('meta.ad', sent, { ...sent, creative: { id: '7' } })).toEqual([])
    expect(differencesAtMeta('meta.ad', sent, { ...sent, creative: { id: '8' } })).toEqual([
      { field: 'creative', sent: '7', found: '8' },
    ])
  })
})
