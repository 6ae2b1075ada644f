import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDatabase } from '@/vitest.setup'
import { listenSandbox } from '../listen.server'
import { type MetaTrial, signInToMeta } from './trial.server'

/* Reads with a misspelt parameter, or one of another type: a faithful sandbox refuses what Meta would refuse. */

let meta: MetaTrial
let act = ''
let close = async (): Promise<void> => undefined

beforeAll(async () => {
  await useDatabase()
  const sandbox = await listenSandbox()
  close = sandbox.close
  meta = await signInToMeta(`${sandbox.origin}/api/sandbox/meta`, 'ads@harbour.example')
  act = `act_${await meta.account('Nordlys')}`
})
afterAll(() => close())

test.each([
  ['me', { fieldss: 'id' }, 'fieldss'],
  ['me/accounts', { limitt: '5' }, 'limitt'],
  ['me/permissions', { permissionn: 'ads_read' }, 'permissionn'],
  ['act', { fieldss: 'id' }, 'fieldss'],
  ['act/promote_pages', { limitt: '5' }, 'limitt'],
  ['act/instagram_accounts', { limitt: '5' }, 'limitt'],
  ['act/adimages', { hashes: '{"not":"a list"}' }, 'hashes'],
])('%s with %o is refused', async (path, query, named) => {
  const { status, body } = await meta.get(path.replace(/^act/, act), query)
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain(named)
})

test.each([
  ['me', { fields: 'id,name' }],
  ['me/accounts', { limit: '5', is_promotable: 'true' }],
  ['me/permissions', { permission: 'ads_read' }],
  ['act', { fields: 'id' }],
  ['act/adimages', { hashes: '["ab"]' }],
])('%s with %o is answered', async (path, query) => {
  expect((await meta.get(path.replace(/^act/, act), query)).status).toBe(200)
})

test('a crop of a ratio that Meta does not have is refused', async () => {
  const story = {
    page_id: '1',
    link_data: {
      link: 'https://a.example',
      image_crops: {
        '90x161': [
          [0, 0],
          [90, 161],
        ],
      },
    },
  }
  const { status, body } = await meta.post(`${act}/adcreatives`, { name: 'x', object_story_spec: story })
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain('90x161')
})
