import type { Page } from '@playwright/test'
import type { PlacementSlug } from '@/lib/ad/placement/index'
import { payloadHash } from '@/lib/server/crypto'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { type Draft, field, goTo, pick, picture, storedFields, typeKeys, unwrittenDraft } from '../fixtures/draft'
import { signIn } from '../fixtures/home'
import { drawn, figure, foldOf, pictureOf, showPlacement } from '../fixtures/preview'
import { expect, expectAccessible, test } from '../fixtures/test'

/* One ad written once: every placement shows each key, and what was seen is what is launched. */

const LONG =
  'Made with organic potatoes and real jalapeños, kettle cooked in small batches, and packed the same day so that the ' +
  'crunch is still there when the bag is opened. Free delivery over $25, all over the country, also on Sundays and holidays.'

/** Each of these placements has an element that says exactly this. */
async function expectDrawn(page: Page, expected: Partial<Record<PlacementSlug, string[]>>): Promise<void> {
  const shown = await page.locator('figure[data-placement]').evaluateAll((all) => all.map((f) => f.dataset.placement))
  expect(new Set(shown)).toEqual(new Set(Object.keys(expected)))
  for (const [slug, texts] of Object.entries(expected)) {
    const found = await drawn(page, slug as PlacementSlug)
    for (const text of texts) expect(found, `${slug} shows "${text}"`).toContain(text)
  }
}

/** The host of a half-typed address; a half-typed scheme is none yet. */
const hostOf = (typed: string): string | undefined =>
  /^https?(:\/{0,2})?$/.test(typed) ? undefined : typed.replace('https://', '').split('/')[0]?.replace(/\.$/, '')

test('every key shows at Facebook, Instagram, in stories and at Google, and what was reviewed is launched', async ({
  page,
  home,
  baseURL,
}) => {
  const draft = await unwrittenDraft(home, baseURL, ['google_ads', 'meta_ads'])
  await signIn(page, home.email('buyer'))
  await page.goto(draft.at('creative'))
  await expect(page.getByText('No image yet').first()).toBeVisible()
  await page
    .getByRole('region', { name: 'Picture' })
    .locator('input[type=file]')
    .setInputFiles({ name: 'chips_bag.jpg', mimeType: 'image/jpeg', buffer: await picture() })
  await expect(page.getByText('1,080 × 1,350, 4:5')).toBeVisible()

  await showPlacement(page, 'Facebook Feed')
  await test.step('headline, address and primary text at Facebook and Google', async () => {
    const google = (text: string) => (text ? `${text} | Headline 2` : 'Headline 1 | Headline 2')
    await typeKeys(field(page, 'Headline 1'), 'Crunch Jalapeño 🌶', async (typed) =>
      expectDrawn(page, { 'facebook-feed': [typed.trim()], 'google-search': [google(typed.trim())] }),
    )
    // In the middle of the text the cursor stays where it is.
    for (const _ of '🌶') await page.keyboard.press('ArrowLeft')
    for (const key of 'Hot ') await page.keyboard.type(key)
    await expectDrawn(page, {
      'facebook-feed': ['Crunch Jalapeño Hot 🌶'],
      'google-search': [google('Crunch Jalapeño Hot 🌶')],
    })
    await typeKeys(field(page, 'Final URL'), 'https://www.tastychips.co/spicy', async (typed) => {
      const host = hostOf(typed)
      const bare = /^www\.[^.]+\./.test(host ?? '') ? host?.slice(4) : host
      await expectDrawn(page, {
        'facebook-feed': [bare ?? 'example.com'],
        'google-search': [host ? `https://${host}` : 'https://www.example.com'],
      })
    })
    await typeKeys(field(page, 'Primary text'), 'חטיפים חריפים\nCrisp & <b>hot</b>', async (typed) =>
      expectDrawn(page, { 'facebook-feed': [typed.trim()], 'google-search': [] }),
    )
  })
  await test.step('primary text at Instagram and in stories', async () => {
    await showPlacement(page, 'Instagram Feed')
    const account = await figure(page, 'instagram-feed').locator('bdi').first().textContent()
    for (const [name, slug, lead, text] of [
      ['Instagram Feed', 'instagram-feed', `${account} `, 'رقائق 👩🏽‍🌾 #spicy'],
      ['Story', 'story', '', 'Farm fresh, 20% off'],
    ] as const) {
      await showPlacement(page, name)
      await field(page, 'Primary text').fill('')
      await typeKeys(field(page, 'Primary text'), text, async (typed) =>
        expectDrawn(page, { [slug]: [`${lead}${typed.trim()}`], 'google-search': [] }),
      )
    }
  })
  await test.step('what Meta folds is folded where Meta folds it', () => expectFolds(page))
  await test.step('each placement shows its part of the picture', () => expectCrops(page))
  await test.step('what the preview and the review name is what the launch stores', () => expectLaunched(page, draft))
})

async function expectFolds(page: Page): Promise<void> {
  const short = 'Farm fresh, 20% off'
  for (const [name, slug, fold] of [
    ['Facebook Feed', 'facebook-feed', { lines: 3, word: '… See more' }],
    ['Instagram Feed', 'instagram-feed', { lines: 2, word: '… more' }],
  ] as const) {
    await showPlacement(page, name)
    await field(page, 'Primary text').fill(short)
    expect(await foldOf(page, slug)).toBeNull()
    await field(page, 'Primary text').fill(LONG)
    await expectDrawn(page, { [slug]: [], 'google-search': [] })
    expect(await foldOf(page, slug)).toEqual(fold)
    await expect(figure(page, slug)).toContainText(
      `Primary text folds after the ${fold.lines === 3 ? 'third' : 'second'} line`,
    )
  }
  await showPlacement(page, 'Facebook Feed')
  await pick(page, 'Device', 'Desktop')
  await expect.poll(() => foldOf(page, 'facebook-feed')).toBeNull()
  await field(page, 'Primary text').fill(`${LONG} ${LONG}`)
  expect(await foldOf(page, 'facebook-feed')).toEqual({ lines: 5, word: '… See more' })
  await pick(page, 'Device', 'Mobile')
  await expectAccessible(page)
}

async function expectCrops(page: Page): Promise<void> {
  const whole = { left: 0, right: 0, top: 0, bottom: 0 }
  const natural = [1080, 1350]
  const facebook = figure(page, 'facebook-feed')
  await expect(facebook.locator('figcaption')).toContainText('4:5, original')
  expect(await pictureOf(page, 'facebook-feed')).toEqual({ natural, ratio: 0.8, cut: whole })
  await pick(page, 'Device', 'Desktop')
  await expect(facebook.locator('figcaption')).toContainText('4:5 cropped to 1:1')
  await expect(facebook).toContainText('Desktop cuts the picture to 1:1.')
  expect(await pictureOf(page, 'facebook-feed')).toEqual({
    natural,
    ratio: 1,
    cut: { ...whole, top: 0.1, bottom: 0.1 },
  })
  await pick(page, 'Device', 'Mobile')

  await showPlacement(page, 'Instagram Feed')
  expect(await pictureOf(page, 'instagram-feed')).toEqual({ natural, ratio: 0.8, cut: whole })
  await showPlacement(page, 'Story')
  const story = figure(page, 'story')
  await expect(story.locator('figcaption')).toContainText('4:5 on a gradient')
  expect(await pictureOf(page, 'story')).toEqual({ natural, ratio: 0.8, cut: whole })
  await page.getByRole('switch', { name: 'Safe zones' }).click()
  for (const [words, part] of [
    ['Top 14 %, keep free', 0.14],
    ['Bottom 20 %, keep free', 0.2],
  ] as const) {
    const zone = await story.getByText(words).boundingBox()
    const phone = await story.locator('.pv-phone').boundingBox()
    expect((zone?.height ?? 0) / (phone?.height ?? 1)).toBeCloseTo(part, 2)
  }
  await expectAccessible(page)

  const crops = page.getByRole('region', { name: 'Picture' }).getByRole('listitem')
  await expect(crops).toHaveText([/4:5Original/, /1:1Auto/, /1\.91:1Auto/, /9:16Cuts/])
  await crops.filter({ hasText: '9:16' }).getByRole('button').click()
  await page.getByRole('slider', { name: 'Left, right' }).press('End')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save crop' }).click()
  await expect(crops.filter({ hasText: '9:16' })).toContainText('Edited')
  await expect(story.locator('figcaption')).toContainText('4:5 cropped to 9:16')
  expect(await pictureOf(page, 'story')).toMatchObject({ cut: { right: 0, top: 0, bottom: 0 } })
  await page.getByRole('switch', { name: 'Safe zones' }).click()
}

async function expectLaunched(page: Page, draft: Draft): Promise<void> {
  await field(page, 'Headline 1').fill('Crunch Into Jalapeño Chips')
  for (const [i, text] of ['Made With Real Peppers', 'Organic Potatoes'].entries()) {
    await page.getByRole('button', { name: 'Add headline', exact: true }).click()
    await field(page, `Headline ${i + 2}`).fill(text)
  }
  await field(page, 'Description 1').fill('Kettle cooked in small batches.')
  await page.getByRole('button', { name: 'Add description', exact: true }).click()
  await field(page, 'Description 2').fill('Free delivery over $25.')
  await goTo(page, 'Review')
  const payload = page.getByRole('region', { name: /^Payload/ })
  await expect(payload).toContainText(/[0-9a-f]{8}( [0-9a-f]{8}){7}/)
  const hash = /[0-9a-f]{8}(?: [0-9a-f]{8}){7}/.exec(await payload.innerText())?.[0].replaceAll(' ', '') ?? ''
  await expectAccessible(page)

  // The preview names the same payload, and another one as soon as the ad says something else.
  const short = `Payload ${hash.slice(0, 4)} ${hash.slice(4, 8)}`
  await goTo(page, 'Creative')
  await expect(page.getByText(short)).toBeVisible()
  await field(page, 'Primary text').fill('Another text')
  await expect(page.getByText(short)).toHaveCount(0)
  await expect(page.getByText(/^Payload [0-9a-f]{4} [0-9a-f]{4}$/)).toBeVisible()
  await field(page, 'Primary text').fill(`${LONG} ${LONG}`)
  await expect(page.getByText(short)).toBeVisible()

  await goTo(page, 'Review')
  await page.getByRole('button', { name: 'Launch', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Launch', exact: true }).click()
  await expect(page.getByText(/Google is live\..*Meta is live\./)).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText(short)).toBeVisible()
  const launch = await unsafeDb().launch.findFirstOrThrow({ where: { buildId: draft.id } })
  expect(launch.payloadHash).toBe(hash)
  const writes = await unsafeDb().platformWrite.findMany({ where: { launchId: launch.id }, orderBy: { seq: 'asc' } })
  const reviewed = writes.map(({ planned }) => {
    const { key, kind, name, request, dependsOn, phase } = planned as Record<string, unknown>
    return { key, kind, name, request, dependsOn, phase }
  })
  expect(payloadHash(reviewed)).toBe(hash)
  expect(JSON.stringify(reviewed)).toContain(LONG)
  expect((await storedFields(draft)).primaryText).toBe(`${LONG} ${LONG}`)
}
