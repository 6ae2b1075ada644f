import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { jobScope } from '@/lib/access/scope.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { loadMedia, storeMedia } from './data.server'

beforeAll(useDatabase)

async function tenant(slug: string) {
  const agency = await unsafeDb().agency.create({
    data: { slug, name: slug, currency: 'EUR', locale: 'en-GB', timezone: 'Europe/Oslo' },
  })
  const client = await unsafeDb().client.create({
    data: { agencyId: agency.id, slug: 'a', name: 'A', industry: 'Food', currency: 'EUR', timezone: 'Europe/Oslo' },
  })
  return { scope: jobScope(agency.id, 'test'), clientId: client.id }
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2b7351' } })
    .jpeg()
    .toBuffer()

describe('pictures', () => {
  test('the same bytes are stored once, with size and colour by content', async () => {
    const { scope, clientId } = await tenant('one')
    const bytes = await picture(1080, 1350)
    const first = await storeMedia(scope, clientId, bytes, 'chips_bag_spicy.jpg')
    const again = await storeMedia(scope, clientId, bytes, 'renamed.jpg')
    expect(again.id).toBe(first.id)
    expect([first.width, first.height, first.mime]).toEqual([1080, 1350, 'image/jpeg'])
    expect(first.color).toMatch(/^#[0-9a-f]{6}$/)
    expect(Buffer.from((await loadMedia(scope, first.hash)).bytes).equals(bytes)).toBe(true)
  })

  test('a picture that lies on its side is stored upright', async () => {
    const { scope, clientId } = await tenant('upright')
    const lying = await sharp(await picture(1200, 800))
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect(await storeMedia(scope, clientId, lying, 'camera.jpg')).toMatchObject({ width: 800, height: 1200 })
  })

  test.each([
    ['text with the name of a picture', Buffer.from('not a picture'), /not a JPEG or PNG/],
    [
      'a drawing with script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      /not a JPEG or PNG/,
    ],
    ['half a picture', async () => (await picture(2000, 2000)).subarray(0, 4000), /damaged/],
    ['a picture of 31 MB', Buffer.alloc(31 * 1024 * 1024), /The most is 30 MB/],
  ])('%s is refused in words', async (_, given, words) => {
    const { scope, clientId } = await tenant(`t${Math.floor(performance.now() * 1000)}`)
    await expect(
      storeMedia(scope, clientId, typeof given === 'function' ? await given() : given, 'x.jpg'),
    ).rejects.toThrow(words)
  })

  test('another agency does not find it, and cannot store for a client that is not its own', async () => {
    const [a, b] = [await tenant('mine'), await tenant('theirs')]
    const { hash } = await storeMedia(a.scope, a.clientId, await picture(600, 600), 'x.jpg')
    await expect(loadMedia(b.scope, hash)).rejects.toThrow('not found')
    await expect(storeMedia(b.scope, a.clientId, await picture(600, 600), 'x.jpg')).rejects.toThrow('not found')
  })
})
