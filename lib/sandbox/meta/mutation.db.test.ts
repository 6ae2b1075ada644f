import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDatabase } from '@/vitest.setup'
import { listenSandbox } from '../listen.server'
import { pageOf, pixelOf } from './asset'
import { dict, word } from './json'
import { adRequest, adSetRequest, campaignRequest, creativeRequest, type Ids } from './requests'
import { type Body, type MetaTrial, signInToMeta } from './trial.server'

/*
 * Takes a legal request of each endpoint that writes, and spoils one field at a time: misspells its name, gives it a
 * value of another type, or leaves it out where Meta needs it. A faithful sandbox refuses what Meta would refuse.
 */

type Path = readonly string[]
type Case = { what: string; path: string; body: Body }

let meta: MetaTrial
let act = ''
let ids: Ids
let imageHash = ''
let close = async (): Promise<void> => undefined

beforeAll(async () => {
  await useDatabase()
  const sandbox = await listenSandbox()
  close = sandbox.close
  meta = await signInToMeta(`${sandbox.origin}/api/sandbox/meta`, 'ads@harbour.example')
  const id = await meta.account('Nordlys')
  act = `act_${id}`
  const account = { id, name: 'Nordlys' }
  ids = { pageId: pageOf(account).id, instagramId: pageOf(account).instagram.id, pixelId: pixelOf(account).id }
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123456' } })
    .png()
    .toBuffer()
  const { body } = await meta.form(`${act}/adimages`, { bytes: bytes.toString('base64') })
  imageHash = word(dict(dict(body['images'])['bytes'])['hash'])
})
afterAll(() => close())

/** Every field of a request, nested ones too, by its path; list positions are followed, not spoilt themselves. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => pathsOf(item, [...at, String(index)]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [[...at, key], ...pathsOf(item, [...at, key])])
}

function edited(body: Body, path: Path, edit: (parent: Body, key: string) => void): Body {
  const copy: Body = structuredClone(body)
  let parent: Body = copy
  for (const key of path.slice(0, -1)) parent = Object(parent[key])
  edit(parent, path.at(-1) ?? '')
  return copy
}

const misspelt = (key: string): string => `${key.slice(0, -2)}${key.slice(-1)}${key.slice(-2, -1)}x`

/** A value that no reading can take for the field: a text for a structure, a structure for anything else. */
function retyped(value: unknown): unknown {
  if (Array.isArray(value)) return { not: 'a list' }
  return typeof value === 'object' && value !== null ? 'not an object' : { not: 'a plain value' }
}

const REQUIRED: Record<string, string[]> = {
  campaigns: ['name', 'objective', 'special_ad_categories', 'is_adset_budget_sharing_enabled'],
  adsets: [
    'name',
    'campaign_id',
    'billing_event',
    'optimization_goal',
    'daily_budget',
    'targeting',
    'promoted_object',
    'dsa_beneficiary',
    'dsa_payor',
    'targeting.geo_locations',
    'targeting.targeting_automation',
    'targeting.targeting_automation.advantage_audience',
    'promoted_object.pixel_id',
    'promoted_object.custom_event_type',
  ],
  adcreatives: [
    'object_story_spec',
    'object_story_spec.page_id',
    'object_story_spec.link_data',
    'object_story_spec.link_data.link',
    'object_story_spec.link_data.call_to_action.type',
  ],
  ads: ['name', 'adset_id', 'creative', 'creative.creative_id'],
  adimages: ['bytes'],
}

/** Maps whose keys Meta leaves open take any name. */
const isOpen = (path: Path): boolean =>
  path.includes('creative_features_spec') && path.at(-1) !== 'enroll_status' && path.at(-1) !== 'creative_features_spec'

function spoilt(edge: string, path: string, body: Body): Case[] {
  const cases: Case[] = []
  for (const field of pathsOf(body)) {
    const name = field.join('.')
    if (!isOpen(field))
      cases.push({
        what: `${edge}: ${name} misspelt`,
        path,
        body: edited(body, field, (parent, key) =>
          Object.assign(parent, { [misspelt(key)]: parent[key], [key]: undefined }),
        ),
      })
    cases.push({
      what: `${edge}: ${name} of another type`,
      path,
      body: edited(body, field, (parent, key) => Object.assign(parent, { [key]: retyped(parent[key]) })),
    })
    if (REQUIRED[edge]?.includes(name))
      cases.push({
        what: `${edge}: ${name} left out`,
        path,
        body: edited(body, field, (parent, key) => delete parent[key]),
      })
  }
  return cases
}

test('at least 95 of 100 spoilt writes are refused, and each request is taken whole', async () => {
  const bytes = (
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#654321' } })
      .png()
      .toBuffer()
  ).toString('base64')
  const create = async (edge: string, body: Body): Promise<string> => {
    const answer = await meta.post(`${act}/${edge}`, body)
    expect([edge, answer.status, answer.body['error']]).toEqual([edge, 200, undefined])
    return word(answer.body['id'])
  }
  const campaign = await create('campaigns', campaignRequest())
  const adSet = await create('adsets', adSetRequest(campaign, ids))
  const creative = await create('adcreatives', creativeRequest(imageHash, ids))
  const ad = await create('ads', adRequest(adSet, creative))
  await create('adimages', { bytes })
  const cases = [
    ...spoilt('campaigns', `${act}/campaigns`, campaignRequest()),
    ...spoilt('adsets', `${act}/adsets`, adSetRequest(campaign, ids)),
    ...spoilt('adcreatives', `${act}/adcreatives`, creativeRequest(imageHash, ids)),
    ...spoilt('ads', `${act}/ads`, adRequest(adSet, creative)),
    ...spoilt('adimages', `${act}/adimages`, { bytes }),
    ...spoilt('campaign', campaign, { name: 'New name', status: 'PAUSED' }),
    ...spoilt('adset', adSet, { daily_budget: 7500, status: 'PAUSED' }),
    ...spoilt('ad', ad, { name: 'New name', status: 'PAUSED' }),
  ]
  const passed: string[] = []
  for (const one of cases) {
    const { status } = await meta.post(one.path, one.body)
    expect(status).toBeLessThan(500)
    if (status === 200) passed.push(one.what)
  }
  const share = 1 - passed.length / cases.length
  process.stdout.write(
    `sandbox Meta refused ${cases.length - passed.length} of ${cases.length} spoilt writes (${(share * 100).toFixed(1)} %)\n${passed.map((what) => `  taken: ${what}\n`).join('')}`,
  )
  expect(cases.length).toBeGreaterThan(100)
  expect(share).toBeGreaterThanOrEqual(0.95)
})
