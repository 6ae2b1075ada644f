import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { listenSandbox } from '../listen.server'
import { pageOf, pixelOf } from './asset'
import { dict, word } from './json'
import { adRequest, adSetRequest, campaignRequest, creativeRequest, type Ids } from './requests'
import { type Answer, type Body, type MetaTrial, signInToMeta } from './trial.server'

let meta: MetaTrial
let base = ''
let act = ''
let ids: Ids
let imageHash = ''
let close = async (): Promise<void> => undefined

const idsOf = (account: { id: string; name: string }): Ids => ({
  pageId: pageOf(account).id,
  instagramId: pageOf(account).instagram.id,
  pixelId: pixelOf(account).id,
})
const idOf = ({ body }: Answer): string => word(body['id'])
const picture = () =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: '#c04020' } })
    .png()
    .toBuffer()

beforeAll(async () => {
  await useDatabase()
  const sandbox = await listenSandbox()
  close = sandbox.close
  base = `${sandbox.origin}/api/sandbox/meta`
  meta = await signInToMeta(base, 'ads@harbour.example')
  const id = await meta.account('Nordlys')
  act = `act_${id}`
  ids = idsOf({ id, name: 'Nordlys' })
  const { body } = await meta.form(`${act}/adimages`, { bytes: (await picture()).toString('base64') })
  imageHash = word(dict(dict(body['images'])['bytes'])['hash'])
})
afterAll(() => close())

/** Creates the whole chain; gives its ids. */
async function launch(more: { campaign?: Body; adSet?: Body; ad?: Body } = {}) {
  const campaign = idOf(await meta.form(`${act}/campaigns`, campaignRequest(more.campaign)))
  const adSet = idOf(await meta.post(`${act}/adsets`, adSetRequest(campaign, ids, more.adSet)))
  const creative = idOf(await meta.post(`${act}/adcreatives`, creativeRequest(imageHash, ids)))
  const ad = idOf(await meta.form(`${act}/ads`, adRequest(adSet, creative, more.ad)))
  return { campaign, adSet, creative, ad }
}

describe('refusals', () => {
  const campaignCases: [string, Body, Body][] = [
    ['no special_ad_categories', { special_ad_categories: undefined }, { code: 100 }],
    [
      'no statement on sharing without a budget',
      { is_adset_budget_sharing_enabled: undefined },
      { error_data: JSON.stringify({ blame_field_specs: [['is_adset_budget_sharing_enabled']] }) },
    ],
    ['an old objective', { objective: 'CONVERSIONS' }, { error_user_title: 'Objective Is No Longer Supported' }],
    [
      'an unknown objective',
      { objective: 'SALES' },
      { message: expect.stringContaining('Param objective must be one of') },
    ],
    ['two budgets', { daily_budget: 5000, lifetime_budget: 50000 }, { code: 100 }],
    ['a budget below the least', { daily_budget: 99 }, { error_subcode: 1885272 }],
    ['a fraction of a cent', { daily_budget: '50.5' }, { message: expect.stringContaining('must be an integer') }],
    ['an unknown parameter', { daly_budget: 5000 }, { message: '(#100) Unknown parameter: daly_budget' }],
    ['a removed parameter', { pretty: '1' }, { message: expect.stringContaining('no longer supported') }],
    [
      'the old credit category',
      { special_ad_categories: ['CREDIT'] },
      { error_user_title: 'Special Ad Category Is Not Valid' },
    ],
    [
      'a smart promotion',
      { smart_promotion_type: 'SMART_APP_PROMOTION' },
      { error_user_title: 'Campaign Type Is No Longer Supported' },
    ],
    ['an empty name', { name: ' ' }, { error_user_title: 'Name Is Not Valid' }],
  ]
  test.each(campaignCases)('a campaign with %s', async (_case, change, expected) => {
    const { status, body } = await meta.post(`${act}/campaigns`, campaignRequest(change))
    expect([status, body]).toEqual([
      400,
      {
        error: expect.objectContaining({
          type: 'OAuthException',
          code: 100,
          fbtrace_id: expect.any(String),
          ...expected,
        }),
      },
    ])
  })

  const DE = { geo_locations: { countries: ['DE'] } }
  const adSetCases: [string, Body][] = [
    ['no advantage_audience', { targeting: DE }],
    ['no location', { targeting: { targeting_automation: { advantage_audience: 0 } } }],
    ['a misspelt audience key', { targeting: { ...DE, age_mim: 30, targeting_automation: { advantage_audience: 0 } } }],
    ['an impossible age', { targeting: { ...DE, age_min: 12, targeting_automation: { advantage_audience: 0 } } }],
    [
      'a country by name',
      { targeting: { geo_locations: { countries: ['Germany'] }, targeting_automation: { advantage_audience: 0 } } },
    ],
    ['no beneficiary in the EU', { dsa_beneficiary: undefined }],
    ['no payer in the EU', { dsa_payor: '' }],
    ['no pixel for conversions', { promoted_object: undefined }],
    ["a stranger's pixel", { promoted_object: { pixel_id: '123456789', custom_event_type: 'PURCHASE' } }],
    ['a goal that the objective does not have', { optimization_goal: 'PAGE_LIKES' }],
    ['no budget anywhere', { daily_budget: undefined }],
    ['a lifetime budget without an end', { daily_budget: undefined, lifetime_budget: 50000 }],
    ['an end before its start', { start_time: '2030-02-01T00:00:00+0000', end_time: '2030-01-01T00:00:00+0000' }],
    ['a cap without an amount', { bid_strategy: 'COST_CAP' }],
    ['an amount without a cap', { bid_amount: 200 }],
    ['a campaign of nobody', { campaign_id: '120210000999999999' }],
  ]
  test.each(adSetCases)('an ad set with %s', async (_case, change) => {
    const campaign = idOf(await meta.post(`${act}/campaigns`, campaignRequest()))
    const { status, body } = await meta.post(`${act}/adsets`, adSetRequest(campaign, ids, change))
    expect([status, body]).toEqual([400, { error: expect.objectContaining({ code: 100 }) }])
    expect(await unsafeDb().sandboxEntity.count({ where: { kind: 'adset', parentId: campaign } })).toBe(0)
  })

  test('an ad set of a restricted category must reach everyone', async () => {
    const campaign = idOf(
      await meta.post(
        `${act}/campaigns`,
        campaignRequest({ special_ad_categories: ['HOUSING'], special_ad_category_country: ['DE'] }),
      ),
    )
    expect((await meta.post(`${act}/adsets`, adSetRequest(campaign, ids))).body).toMatchObject({
      error: { error_user_title: 'Audience Cannot Be Limited' },
    })
    const wide = {
      geo_locations: { countries: ['DE'] },
      age_min: 18,
      age_max: 65,
      targeting_automation: { advantage_audience: 0 },
    }
    expect((await meta.post(`${act}/adsets`, adSetRequest(campaign, ids, { targeting: wide }))).status).toBe(200)
  })

  const creativeCases: [string, Body][] = [
    ["a stranger's page", { object_story_spec: { page_id: '42', link_data: { link: 'https://shop.example' } } }],
    [
      'the old Instagram field',
      { object_story_spec: { page_id: '42', instagram_actor_id: '1', link_data: { link: 'https://shop.example' } } },
    ],
    [
      'a button that does not exist',
      {
        object_story_spec: {
          page_id: '42',
          link_data: { link: 'https://shop.example', call_to_action: { type: 'BUY_IT' } },
        },
      },
    ],
    [
      'the old bundle of enhancements',
      { degrees_of_freedom_spec: { creative_features_spec: { standard_enhancements: { enroll_status: 'OPT_IN' } } } },
    ],
    [
      'a state that does not exist',
      { degrees_of_freedom_spec: { creative_features_spec: { image_animation: { enroll_status: 'OFF' } } } },
    ],
    ['no content', { object_story_spec: undefined }],
  ]
  test.each(creativeCases)('a creative with %s', async (_case, change) => {
    expect((await meta.post(`${act}/adcreatives`, creativeRequest(imageHash, ids, change))).status).toBe(400)
  })

  test('an ad with a picture, page, ad set or creative that is not there', async () => {
    expect((await meta.post(`${act}/adcreatives`, creativeRequest('0'.repeat(32), ids))).body).toMatchObject({
      error: { error_user_title: 'Image Not Found' },
    })
    const { adSet, creative } = await launch()
    expect((await meta.post(`${act}/ads`, adRequest('120210000999999999', creative))).body).toMatchObject({
      error: { error_user_title: 'Ad Set Not Found' },
    })
    expect((await meta.post(`${act}/ads`, adRequest(adSet, '120210000999999999'))).body).toMatchObject({
      error: { error_user_title: 'Creative Not Found' },
    })
  })

  test('a dead version, an unknown path and an unknown field', async () => {
    const old = await fetch(`${base}/v24.0/me?access_token=${meta.token}`)
    expect(await old.json()).toMatchObject({ error: { code: 2635 } })
    expect((await meta.get('me/friends')).status).toBe(400)
    expect((await meta.get(`${act}/campaigns`, { fields: 'name,colour' })).body).toMatchObject({
      error: { message: '(#100) Tried accessing nonexisting field (colour) on node type (AdCampaignGroup)' },
    })
    expect((await meta.get(`${act}/campaigns`, { fields: 'name,adsets{' })).body).toMatchObject({
      error: { code: 2500 },
    })
    expect((await meta.get('', { ids: '1,2' })).status).toBe(400)
  })
})
