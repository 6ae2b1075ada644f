import type { Page } from '@playwright/test'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { expectFault, expectSaved, field, goTo, pick, storedDraft, unwrittenDraft } from '../fixtures/draft'
import { signIn } from '../fixtures/home'
import { drawn } from '../fixtures/preview'
import { expect, expectAccessible, test } from '../fixtures/test'

/* A Google responsive search ad: what Google counts, refuses and combines. */

const HEADLINES = [
  'Spicy Jalapeño Chips',
  'Crunch Into the Heat',
  'Organic Potatoes',
  'Free Delivery Over $25',
  'Small Batch, Kettle Cooked',
  'Made in Austin, Texas',
  'Grown By Farmers Who Love Chili',
  'Vegan',
  'Gluten Free',
  'Hot Deals',
  'crunch into the heat',
  'Party Size Bags',
  'Ships Tomorrow',
  'Taste of the West',
  'Buy Two, Get One',
]
const DESCRIPTIONS = [
  'Order by noon.',
  'Crisp, hot and honest.',
  'Sliced this morning in Austin.',
  'Bags that never make it to the end of the film.',
]

/** Puts lines into the clipboard and pastes them where the cursor stands. */
async function pasteLines(page: Page, lines: readonly string[]): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines.join('\n'))
  await page.keyboard.press('ControlOrMeta+V')
}

/** What Google Search shows now: headlines and descriptions of one combination. */
async function combination(page: Page): Promise<{ headlines: string[]; description: string }> {
  const texts = await drawn(page, 'google-search')
  const headline = texts.findLast((text) => text.includes(' | ') && text.split(' | ').length === 3) ?? ''
  return { headlines: headline.split(' | '), description: texts[texts.indexOf(headline) + 1] ?? '' }
}

test('fifteen Google headlines: faults at their fields, and every way in which they can be combined', async ({
  page,
  home,
  baseURL,
}) => {
  const draft = await unwrittenDraft(home, baseURL, ['google_ads'])
  await signIn(page, home.email('buyer'))
  await page.goto(draft.at('creative'))
  await field(page, 'Headline 1').click()
  await pasteLines(page, HEADLINES)
  await field(page, 'Description 1').click()
  await pasteLines(page, DESCRIPTIONS)
  await field(page, 'Final URL').fill('https://www.tastychips.co/spicy')
  await expect(page.getByText('15 of 15')).toBeVisible()
  await expectSaved(page)

  const faults = [
    'Headline 7 is 31 of 30 characters for Google. Remove 1.',
    'Headlines 2 and 11 are the same. Google refuses duplicates; change or remove one.',
  ] as const
  await test.step('both faults stand at their fields, and the review refuses', async () => {
    await expectFault(field(page, 'Headline 7'), faults[0])
    await expectFault(field(page, 'Headline 11'), faults[1])
    for (const n of [1, 2, 6, 8, 15]) await expect(field(page, `Headline ${n}`)).not.toHaveAttribute('aria-invalid')
    await expectAccessible(page)
    await goTo(page, 'Review')
    const launch = page.getByRole('complementary', { name: 'Launch' })
    await expect(launch).toContainText('2 things hold up the launch.')
    for (const fault of faults) await expect(launch).toContainText(fault)
    await expect(launch.getByRole('button', { name: /^Launch/ })).toHaveCount(0)
    await expect(page.getByText('The payload is worked out once nothing blocks the launch.')).toBeVisible()
    await expectAccessible(page)
    expect(await unsafeDb().launch.count({ where: { agencyId: home.id } })).toBe(0)
    await page.getByRole('button', { name: 'Go to headline 7' }).click()
    await expect(field(page, 'Headline 7')).toBeFocused()
  })

  await test.step('shortest and longest first, on both devices', async () => {
    for (const device of ['Mobile', 'Desktop']) {
      await pick(page, 'Device', device)
      await pick(page, 'Combination', 'Shortest')
      const short = await combination(page)
      expect(short.headlines.toSorted()).toEqual(['Gluten Free', 'Hot Deals', 'Vegan'])
      expect(short.description.length).toBe('Order by noon. Crisp, hot and honest.'.length)
      await pick(page, 'Combination', 'Longest')
      const long = await combination(page)
      expect(long.headlines.toSorted()).toEqual([HEADLINES[3], HEADLINES[6], HEADLINES[4]])
      expect(long.description).toContain(DESCRIPTIONS[3])
      expect(long.description).toContain(DESCRIPTIONS[2])
    }
  })
  await test.step('a pinned headline keeps its position in all of them', () => expectPinned(page))
  await test.step('wide letters count twice, as Google counts them', async () => {
    const headline = field(page, 'Headline 8')
    await headline.fill('秋の夜に食べたい辛口ポテト新登場')
    await expectFault(headline, 'Headline 8 is 32 of 30 characters for Google. Wide characters count as two. Remove 2.')
    await expect(page.getByText('32/30')).toBeVisible()
    await headline.press('End')
    await headline.press('Backspace')
    await expect(page.getByText('30/30')).toBeVisible()
    await expect(headline).not.toHaveAttribute('aria-invalid')
    await expect(headline).not.toHaveAttribute('aria-describedby')
  })
  await test.step('emoji are named, right-to-left text is taken', async () => {
    await field(page, 'Headline 9').fill('Hot 🌶️🔥')
    await expect(field(page, 'Headline 9')).toHaveAccessibleDescription(
      /Headline 9 has an emoji\. Google usually refuses/,
    )
    await expect(field(page, 'Headline 9')).not.toHaveAttribute('aria-invalid')
    await field(page, 'Headline 10').fill('شيبس حار من المزرعة')
    await expect(field(page, 'Headline 10')).not.toHaveAttribute('aria-describedby')
    await field(page, 'Headline 7').fill('Grown By Farmers Who Love Heat')
    await field(page, 'Headline 11').fill('Made for Movie Nights')
    await goTo(page, 'Review')
    await expect(page.getByRole('button', { name: 'Launch', exact: true })).toBeVisible()
    await expectAccessible(page)
    const { ads } = await storedDraft(draft)
    expect(ads[0]?.fields.headlines.map(({ text }) => text)).toEqual(
      HEADLINES.with(6, 'Grown By Farmers Who Love Heat')
        .with(7, '秋の夜に食べたい辛口ポテト新登')
        .with(8, 'Hot 🌶️🔥')
        .with(9, 'شيبس حار من المزرعة')
        .with(10, 'Made for Movie Nights'),
    )
    expect(ads[0]?.fields.headlines[2]?.pin).toBe(2)
  })
})

async function expectPinned(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pin headline 3' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Only in position 2' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Headline 3, pinned to position 2' })).toBeVisible()
  for (const mode of ['Pinned', 'Shuffle', 'Shortest', 'Longest']) {
    await pick(page, 'Combination', mode)
    const seen = new Set<string>()
    for (const device of ['Mobile', 'Desktop', 'Mobile', 'Desktop', 'Mobile']) {
      const before = await combination(page)
      await pick(page, 'Device', device)
      const { headlines, description } = await combination(page)
      expect({ headlines, description }).toEqual(before)
      expect(headlines[1]).toBe('Organic Potatoes')
      expect(new Set(headlines.map((text) => text.toLowerCase())).size).toBe(3)
      expect(headlines.filter((text) => !HEADLINES.includes(text))).toEqual([])
      seen.add(headlines.join())
      await page.getByRole('button', { name: 'Next combination' }).click()
    }
    expect(seen.size).toBe(5)
    await expect(page.getByRole('status').filter({ hasText: /^6 of \d+$/ })).toBeVisible()
    for (let n = 0; n < 6; n++) await page.getByRole('button', { name: 'Previous combination' }).click()
    await expect(page.getByRole('status').filter({ hasText: /^(\d+) of \1$/ })).toBeVisible()
  }
}
