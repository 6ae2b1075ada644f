import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { advanceClock, now } from '@/lib/server/clock.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { listenSandbox } from '../listen.server'
import { pageOf, pixelOf } from './asset'
import { DEFAULT_ENHANCEMENTS } from './enhancement'
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

const changesOf = (campaignId: string) =>
  unsafeDb().sandboxChange.findMany({
    where: { platform: 'meta', campaignId },
    orderBy: { seq: 'asc' },
    select: { isOn: true, dayMicros: true },
  })
const spendOf = async (campaignId: string): Promise<number> => {
  const { body } = await meta.get(`${campaignId}/insights`, { fields: 'spend', date_preset: 'maximum' })
  const [row] = Array.isArray(body['data']) ? body['data'] : []
  return Number(dict(row)['spend'] ?? 0)
}

describe('a launch', () => {
  test('creates paused things with ids of 18 digits that read back as they were sent', async () => {
    const made = await launch()
    for (const id of Object.values(made)) expect(id).toMatch(/^\d{18}$/)
    expect(new Set(Object.values(made)).size).toBe(4)
    const adSet = await meta.get(made.adSet, {
      fields:
        'name,status,effective_status,daily_budget,targeting,promoted_object,campaign{id,name,status},optimization_goal',
    })
    const sent = adSetRequest(made.campaign, ids)
    expect(adSet.body).toEqual({
      id: made.adSet,
      name: sent['name'],
      status: 'PAUSED',
      effective_status: 'PAUSED',
      daily_budget: '5000',
      targeting: sent['targeting'],
      promoted_object: sent['promoted_object'],
      optimization_goal: 'OFFSITE_CONVERSIONS',
      campaign: { id: made.campaign, name: 'Lamps autumn', status: 'PAUSED' },
    })
    const ad = await meta.get(made.ad, {
      fields: 'name,effective_status,adset_id,campaign_id,creative{object_story_spec,image_hash,call_to_action_type}',
    })
    expect(ad.body).toMatchObject({
      effective_status: 'PAUSED',
      adset_id: made.adSet,
      campaign_id: made.campaign,
      creative: {
        id: made.creative,
        image_hash: imageHash,
        call_to_action_type: 'SHOP_NOW',
        object_story_spec: creativeRequest(imageHash, ids)['object_story_spec'],
      },
    })
  })

  test('switches enhancements on that the request did not opt out of', async () => {
    const { creative } = await launch()
    const { body } = await meta.get(creative, { fields: 'degrees_of_freedom_spec' })
    const features = dict(dict(body['degrees_of_freedom_spec'])['creative_features_spec'])
    expect(features['image_animation']).toEqual({ enroll_status: 'OPT_OUT' })
    expect(features['text_optimizations']).toEqual({ enroll_status: 'OPT_IN' })
    const out = Object.fromEntries(DEFAULT_ENHANCEMENTS.map((name) => [name, { enroll_status: 'OPT_OUT' }]))
    const quiet = idOf(
      await meta.post(
        `${act}/adcreatives`,
        creativeRequest(imageHash, ids, { degrees_of_freedom_spec: { creative_features_spec: out } }),
      ),
    )
    expect((await meta.get(quiet, { fields: 'degrees_of_freedom_spec' })).body['degrees_of_freedom_spec']).toEqual({
      creative_features_spec: out,
    })
  })

  test('spends only when campaign, ad set and ad are on, and stops when one of them stops', async () => {
    const { campaign, adSet, ad } = await launch()
    await meta.form(ad, { status: 'ACTIVE' })
    await meta.form(adSet, { status: 'ACTIVE' })
    expect(await changesOf(campaign)).toEqual([])
    expect((await meta.get(adSet, { fields: 'effective_status' })).body['effective_status']).toBe('CAMPAIGN_PAUSED')
    await meta.form(campaign, { status: 'ACTIVE' })
    await meta.form(adSet, { daily_budget: 7500 })
    await advanceClock(26 * 3_600_000)
    expect(await spendOf(campaign)).toBeGreaterThan(20)
    await meta.form(ad, { status: 'PAUSED' })
    const [stopped] = [await spendOf(campaign)]
    await advanceClock(26 * 3_600_000)
    expect(await spendOf(campaign)).toBe(stopped)
    expect(await changesOf(campaign)).toEqual([
      { isOn: true, dayMicros: 50_000_000n },
      { isOn: true, dayMicros: 75_000_000n },
      { isOn: false, dayMicros: 0n },
    ])
    expect((await meta.remove(campaign)).body).toEqual({ success: true })
    expect((await meta.get(ad, { fields: 'effective_status' })).body['effective_status']).toBe('DELETED')
    expect((await meta.form(campaign, { status: 'ACTIVE' })).status).toBe(400)
  })

  test('a campaign budget serves all its ad sets, and a lifetime budget is spread over its days', async () => {
    const { campaign, adSet, ad } = await launch({
      campaign: { daily_budget: 9000, bid_strategy: 'LOWEST_COST_WITHOUT_CAP', status: 'ACTIVE' },
      adSet: { daily_budget: undefined, bid_strategy: undefined, status: 'ACTIVE' },
      ad: { status: 'ACTIVE' },
    })
    expect(await changesOf(campaign)).toEqual([{ isOn: true, dayMicros: 90_000_000n }])
    expect((await meta.form(adSet, { daily_budget: 1000 })).body).toMatchObject({ error: { error_subcode: 1885621 } })
    expect((await meta.get(ad, { fields: 'effective_status' })).body['effective_status']).toBe('ACTIVE')
    const start = Date.now() + 200 * 86_400_000
    const at = (days: number) => new Date(start + days * 86_400_000).toISOString().replace(/\.\d+Z$/, '+0000')
    const life = await launch({
      campaign: { status: 'ACTIVE' },
      adSet: {
        daily_budget: undefined,
        lifetime_budget: 100_000,
        start_time: at(0),
        end_time: at(10),
        status: 'ACTIVE',
      },
      ad: { status: 'ACTIVE' },
    })
    expect(await changesOf(life.campaign)).toEqual([{ isOn: true, dayMicros: 100_000_000n }])
    expect(await spendOf(life.campaign)).toBe(0)
  })

  test('changes at the same time do not hide each other', async () => {
    for (let round = 0; round < 5; round++) {
      const { campaign, adSet, ad } = await launch()
      await Promise.all([ad, campaign, adSet].map((id) => meta.form(id, { status: 'ACTIVE' })))
      expect(await changesOf(campaign)).toEqual([{ isOn: true, dayMicros: 50_000_000n }])
    }
  })

  test('a schedule that ended and is made longer does not spend in the time between', async () => {
    const time = (at: Date) => at.toISOString().replace(/\.\d+Z$/, '+0000')
    const later = async (hours: number) => time(new Date((await now()).getTime() + hours * 3_600_000))
    const on = { status: 'ACTIVE' }
    const { campaign, adSet } = await launch({ campaign: on, adSet: { ...on, end_time: await later(24) }, ad: on })
    await advanceClock(5 * 86_400_000)
    const ended = await spendOf(campaign)
    expect(ended).toBeGreaterThan(20)
    expect(ended).toBeLessThan(60)
    expect((await meta.post(adSet, { end_time: await later(48) })).status).toBe(200)
    expect(await spendOf(campaign)).toBe(ended)
    expect((await meta.post(adSet, { start_time: await later(24) })).body).toMatchObject({
      error: { error_user_title: 'Start Time Cannot Change' },
    })
    await advanceClock(86_400_000)
    expect(await spendOf(campaign)).toBeGreaterThan(ended + 20)
  })

  test('yen have no minor unit', async () => {
    const id = await meta.account('Kaze')
    const kaze = idsOf({ id, name: 'Kaze' })
    const campaign = idOf(
      await meta.post(
        `act_${id}/campaigns`,
        campaignRequest({ status: 'ACTIVE', daily_budget: 5000, is_adset_budget_sharing_enabled: undefined }),
      ),
    )
    const targeting = { geo_locations: { countries: ['JP'] }, targeting_automation: { advantage_audience: 0 } }
    const adSet = idOf(
      await meta.post(
        `act_${id}/adsets`,
        adSetRequest(campaign, kaze, {
          daily_budget: undefined,
          bid_strategy: undefined,
          dsa_beneficiary: undefined,
          dsa_payor: undefined,
          targeting,
          status: 'ACTIVE',
        }),
      ),
    )
    const image = dict(
      dict((await meta.form(`act_${id}/adimages`, { bytes: (await picture()).toString('base64') })).body['images'])[
        'bytes'
      ],
    )
    const creative = idOf(await meta.post(`act_${id}/adcreatives`, creativeRequest(word(image['hash']), kaze)))
    await meta.post(`act_${id}/ads`, adRequest(adSet, creative, { status: 'ACTIVE' }))
    expect(await changesOf(campaign)).toEqual([{ isOn: true, dayMicros: 5_000_000_000n }])
    expect((await meta.post(campaign, { daily_budget: 50 })).body).toMatchObject({ error: { error_subcode: 1885272 } })
  })

  test('review refuses an ad that promises too much, and it does not spend', async () => {
    const { campaign, adSet } = await launch({ campaign: { status: 'ACTIVE' }, adSet: { status: 'ACTIVE' } })
    const spec = {
      page_id: ids.pageId,
      link_data: { link: 'https://shop.example', message: 'A miracle cure for dark rooms' },
    }
    const creative = idOf(await meta.post(`${act}/adcreatives`, { name: 'x', object_story_spec: spec }))
    const ad = idOf(await meta.post(`${act}/ads`, adRequest(adSet, creative, { status: 'ACTIVE' })))
    expect((await meta.get(ad, { fields: 'effective_status,ad_review_feedback' })).body).toMatchObject({
      effective_status: 'DISAPPROVED',
      ad_review_feedback: { global: {} },
    })
    expect(await changesOf(campaign)).toEqual([])
  })

  test('a dry run checks all and keeps nothing', async () => {
    const before = await unsafeDb().sandboxEntity.count()
    const { campaign, adSet } = await launch()
    const dry = { execution_options: ['validate_only'] }
    const inline = { creative: creativeRequest(imageHash, ids) }
    expect((await meta.post(`${act}/campaigns`, campaignRequest(dry))).body).toEqual({ success: true })
    expect((await meta.post(`${act}/adsets`, adSetRequest(campaign, ids, dry))).body).toEqual({ success: true })
    expect((await meta.post(`${act}/ads`, { ...adRequest(adSet, ''), ...inline, ...dry })).body).toEqual({
      success: true,
    })
    expect((await meta.post(`${act}/campaigns`, campaignRequest({ ...dry, name: '' }))).status).toBe(400)
    expect(await unsafeDb().sandboxEntity.count()).toBe(before + 4)
  })

  test('pictures: a file part and base64 are the same picture; what is none is refused', async () => {
    const bytes = await picture()
    const form = new FormData()
    form.append('lamp.png', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'lamp.png')
    const response = await fetch(`${base}/v25.0/${act}/adimages`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${meta.token}` },
    })
    expect(await response.json()).toMatchObject({ images: { 'lamp.png': { hash: imageHash, width: 64, height: 64 } } })
    expect(
      (await meta.form(`${act}/adimages`, { bytes: Buffer.from('not a picture at all').toString('base64') })).body,
    ).toMatchObject({ error: { code: 100, error_user_title: 'Image Is Not Valid' } })
    expect((await meta.form(`${act}/adimages`, {})).status).toBe(400)
    expect((await meta.get(`${act}/adimages`, { fields: 'hash', name: 'another.png' })).body).toEqual({ data: [] })
    expect(
      (await meta.get(`${act}/adimages`, { fields: 'hash,width', hashes: JSON.stringify([imageHash]) })).body,
    ).toMatchObject({ data: [{ hash: imageHash, width: 64 }] })
  })
})

describe('lists', () => {
  test('page by cursor without losing or doubling one, filter by name, and leave out what is deleted', async () => {
    const names = Array.from({ length: 7 }, (_, n) => `Paged ${n} [mb:k${n}]`)
    const made = await Promise.all(
      names.map(async (name) => idOf(await meta.post(`${act}/campaigns`, campaignRequest({ name })))),
    )
    expect(new Set(made).size).toBe(7)
    await meta.remove(made[6] ?? '')
    const filtering = JSON.stringify([{ field: 'name', operator: 'CONTAIN', value: 'Paged' }])
    const seen: string[] = []
    for (let after: string | undefined = ''; after !== undefined;) {
      const { body }: Answer = await meta.get(`${act}/campaigns`, { fields: 'name', limit: '2', filtering, after })
      const rows: unknown[] = Array.isArray(body['data']) ? body['data'] : []
      seen.push(...rows.map((row) => word(dict(row)['id'])))
      const paging = dict(body['paging'])
      after = paging['next'] === undefined ? undefined : word(dict(paging['cursors'])['after'])
    }
    expect(seen.toSorted()).toEqual(made.slice(0, 6).toSorted())
    const one = await meta.get(`${act}/campaigns`, {
      fields: 'id',
      filtering: JSON.stringify([{ field: 'campaign.name', operator: 'CONTAIN', value: '[mb:k3]' }]),
    })
    expect(one.body['data']).toEqual([{ id: made[3] }])
    const gone = await meta.get(`${act}/campaigns`, {
      fields: 'id',
      effective_status: JSON.stringify(['DELETED']),
      filtering,
    })
    expect(gone.body['data']).toEqual([{ id: made[6] }])
  })

  test('nest ad sets and ads, and know what existed before', async () => {
    const { body } = await meta.get(`${act}/campaigns`, {
      fields:
        'name,effective_status,daily_budget,start_time,adsets.limit(5){name,effective_status,ads{name,creative{object_story_spec}}}',
      limit: '3',
    })
    expect(body['data']).toMatchObject([
      { adsets: { data: [{ ads: { data: [{ creative: { object_story_spec: { link_data: {} } } }, {}] } }] } },
      {},
      {},
    ])
    expect(JSON.stringify(body)).toMatch(/Lamp Prospecting|Chair Retargeting/)
  })
})
