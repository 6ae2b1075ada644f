import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { sha256 } from '@/lib/server/crypto'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { blankDraft, expectSaved, field, picture, storedFields } from '../fixtures/draft'
import { signIn } from '../fixtures/home'
import { pictureOf, showPlacement } from '../fixtures/preview'
import { expect, expectAccessible, test } from '../fixtures/test'

/* How a picture gets into an ad, and what is no picture. */

/** Drags a file of the disk onto a place of the page, as from a folder beside the browser. */
async function dropFile(page: Page, onto: string, path: string): Promise<void> {
  const place = page.getByText(onto)
  await place.scrollIntoViewIfNeeded()
  const box = await place.boundingBox()
  const at = { x: (box?.x ?? 0) + 4, y: (box?.y ?? 0) + 4 }
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data })
  await devtools.detach()
}

test('a picture is chosen, dropped or pasted; a wrong file is refused in words and nothing is lost', async ({
  page,
  home,
  watch,
}, info) => {
  // What is no picture is refused by the server too.
  watch.allow(/422/)
  const draft = await blankDraft(home)
  await signIn(page, home.email('buyer'))
  await page.goto(draft.at('creative'))
  const area = page.getByRole('region', { name: 'Picture' })
  const alert = area.getByRole('alert')
  await field(page, 'Primary text').fill('Written before the picture')
  const choose = async (click: string, file: { name: string; mimeType: string; buffer: Buffer }) => {
    const chooser = page.waitForEvent('filechooser')
    await area.getByText(click).click()
    await (await chooser).setFiles(file)
  }
  const stored = async () => (await storedFields(draft)).media ?? null
  const text = Buffer.from('This is a text.')
  const onDisk = async (name: string, bytes: Buffer) => {
    const path = info.outputPath(name)
    await writeFile(path, bytes)
    return path
  }

  await choose('or choose a file', { name: 'bag.jpg', mimeType: 'image/jpeg', buffer: text })
  await expect(alert).toHaveText(
    'bag.jpg is not a JPEG or PNG picture, whatever its name says. Export it as JPEG or PNG.',
  )
  await expectAccessible(page)
  await dropFile(page, 'or choose a file', await onDisk('notes.txt', text))
  await expect(alert).toHaveText(/^notes\.txt is not a JPEG or PNG picture\. Export it as one of these\.$/)
  await expectSaved(page)
  expect(await stored()).toBeNull()
  expect(await unsafeDb().mediaAsset.count({ where: { agencyId: home.id } })).toBe(0)

  const chosen = await picture()
  await choose('or choose a file', { name: 'chosen.jpg', mimeType: 'image/jpeg', buffer: chosen })
  await expect(area).toContainText('chosen.jpg')
  await expect(alert).toHaveCount(0)
  await expect.poll(async () => (await stored())?.hash).toBe(sha256(chosen))
  await showPlacement(page, 'Facebook Feed')
  expect(await pictureOf(page, 'facebook-feed')).toMatchObject({ natural: [1080, 1350] })

  const dropped = await picture(1200, 628, '#c65a1e')
  await dropFile(page, 'Drop another file here', await onDisk('dropped.jpg', dropped))
  await expect(area).toContainText('dropped.jpg')
  await expect(area).toContainText('1,200 × 628')
  await expect.poll(async () => (await stored())?.hash).toBe(sha256(dropped))
  await expect.poll(() => pictureOf(page, 'facebook-feed')).toMatchObject({ natural: [1200, 628], ratio: 1.91 })

  await choose('Replace', { name: 'torn.jpg', mimeType: 'image/jpeg', buffer: chosen.subarray(0, 900) })
  await expect(alert).toContainText('torn.jpg is damaged and cannot be read to its end. Export it again.')
  await expect(area).toContainText('dropped.jpg')

  // The cursor stands in a text: the picture finds its place all the same, and the text stays as it is.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const png = await sharp(await picture(1080, 1080, '#224488'))
    .png()
    .toBuffer()
  await page.evaluate(
    async (bytes) => {
      const blob = new Blob([Uint8Array.from(bytes)], { type: 'image/png' })
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
    },
    [...png],
  )
  await field(page, 'Primary text').click()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(area).toContainText('1,080 × 1,080, 1:1')
  await expect(alert).toHaveCount(0)
  await expect.poll(async () => (await stored())?.width).toBe(1080)
  expect(await storedFields(draft)).toMatchObject({ primaryText: 'Written before the picture' })
  expect(await unsafeDb().mediaAsset.count({ where: { agencyId: home.id } })).toBe(3)
  await expectAccessible(page)
})
