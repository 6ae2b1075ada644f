import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useDatabase } from '@/vitest.setup'
import { listenSandbox } from '../listen.server'
import { accountNamed, Client, codesOf, connect } from './fixture'
import { at, listOf, recordOf, textOf, type JsonObject } from './json'

let server: Awaited<ReturnType<typeof listenSandbox>>
let client: Client
const customer = accountNamed('Tasty Chips Co.')

beforeAll(async () => {
  await useDatabase()
  server = await listenSandbox()
  client = new Client(server.origin, (await connect(server.origin)).access)
})
afterAll(() => server.close())

let count = 0
const fresh = (what: string): string => `${what} ${++count}`
const made = (name: string) => client.make(customer, name)
const post = (collection: string, operations: unknown[], options: JsonObject = {}, account = customer) =>
  client.post(account, collection, operations, options)

describe('pictures', () => {
  const picture = async (width: number, height: number, format: 'png' | 'webp' = 'png'): Promise<string> => {
    const image = sharp({ create: { width, height, channels: 3, background: '#226644' } })
    return (format === 'png' ? await image.png().toBuffer() : await image.webp().toBuffer()).toString('base64')
  }
  const upload = (name: string, data: unknown, rest: JsonObject = {}) =>
    post('assets', [{ create: { name, type: 'IMAGE', imageAsset: { data }, ...rest } }])
  const nameIn = (json: unknown): string => textOf(at(listOf(recordOf(json)['results'])[0], 'resourceName'))

  test('an image is kept by its content and linked where its shape fits', async () => {
    const name = fresh('img')
    const square = await picture(600, 600)
    const first = await upload(name, square)
    expect(first.status).toBe(200)
    expect(nameIn((await upload(name, square)).json)).toBe(nameIn(first.json))
    expect(codesOf(await upload(name, await picture(601, 601)))).toEqual(['assetError.DUPLICATE_ASSET_NAME'])
    const { campaign } = await made(fresh('Pictures'))
    const link = { create: { campaign, asset: nameIn(first.json), fieldType: 'AD_IMAGE' } }
    expect((await post('campaignAssets', [link])).status).toBe(200)
    expect(codesOf(await post('campaignAssets', [link]))).toEqual(['assetLinkError.DUPLICATE_ASSET_LINK'])
    const [row] = await client.rows(
      customer,
      `SELECT campaign_asset.field_type, asset.image_asset.mime_type, asset.image_asset.full_size.width_pixels FROM campaign_asset WHERE campaign.id = ${campaign.split('/').at(-1)}`,
    )
    expect(row).toMatchObject({
      campaignAsset: { fieldType: 'AD_IMAGE' },
      asset: { imageAsset: { mimeType: 'IMAGE_PNG', fullSize: { widthPixels: '600' } } },
    })
    const tall = await upload(fresh('img'), await picture(600, 900))
    expect(
      codesOf(
        await post('campaignAssets', [{ create: { campaign, asset: nameIn(tall.json), fieldType: 'AD_IMAGE' } }]),
      ),
    ).toEqual(['imageError.ASPECT_RATIO_NOT_ALLOWED'])
  })

  test.each([
    [
      'text that is no picture',
      () => Promise.resolve(Buffer.from('hello').toString('base64')),
      'imageError.INVALID_IMAGE',
    ],
    ['a format that Google does not read', () => picture(300, 300, 'webp'), 'imageError.FORMAT_NOT_ALLOWED'],
    [
      'more than 5,120 KB',
      () => Promise.resolve(Buffer.alloc(5_120 * 1024 + 1).toString('base64')),
      'imageError.IMAGE_DATA_TOO_LARGE',
    ],
  ])('%s is refused', async (_what, data, code) => {
    expect(codesOf(await upload(fresh('img'), await data()))).toEqual([code])
  })

  test('an asset needs content that fits its type, and a picture a name', async () => {
    expect(codesOf(await post('assets', [{ create: { name: 'x' } }]))).toEqual(['assetError.ASSET_DATA_IS_MISSING'])
    expect(codesOf(await upload('', await picture(300, 300)))).toEqual(['assetError.NAME_REQUIRED_FOR_ASSET_TYPE'])
    expect(codesOf(await upload(fresh('img'), await picture(300, 300), { type: 'TEXT' }))).toEqual([
      'assetError.FIELD_INCOMPATIBLE_WITH_ASSET_TYPE',
    ])
    expect((await upload(fresh('img'), 'not base64 at all')).status).toBe(400)
  })
})
