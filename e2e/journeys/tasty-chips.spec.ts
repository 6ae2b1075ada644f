import type { Page } from '@playwright/test'
import sharp from 'sharp'
import type { Json } from '@/lib/connectors/define'
import { at } from '@/lib/connectors/json'
import { payloadHash } from '@/lib/server/crypto'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { dropFile, pasteFile } from '../fixtures/files'
import { type Home, signIn } from '../fixtures/home'
import { DESCRIPTION, expectTyped, HEADLINE, LAST_DAY } from '../fixtures/chips'
import { expectStored, writesOf } from '../fixtures/payload'
import { expect, expectAccessible, test } from '../fixtures/test'

const picture = (background: string) =>
  sharp({ create: { width: 1080, height: 1350, channels: 3, background } })
    .jpeg()
    .toBuffer()

async function connect(page: Page, home: Home, platform: 'Google Ads' | 'Meta'): Promise<void> {
  await page.goto(home.at('/integrations'))
  await page
    .getByRole('button', { name: `Connect ${platform}` })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: /^Sandbox (Google|Meta)$/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Sign in as').fill(`chips-${home.mark}@example.test`)
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(/\/integrations/)
}

const go = (page: Page, step: string) =>
  page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: new RegExp(`^${step}`) })
    .click()

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).first().click()
  await page.getByRole('option', { name: option }).first().click()
}

test('from nothing to live ads: connect, build, satisfy Google, launch, measure, pause, and the client sees it', async ({
  page,
  home,
  browser,
}) => {
  test.setTimeout(300_000)
  await signIn(page, home.email('owner'))

  await test.step('connect both platforms and assign their accounts', async () => {
    for (const platform of ['Google Ads', 'Meta'] as const) await connect(page, home, platform)
    await expectAccessible(page)
    const accounts = await unsafeDb().adAccount.findMany({ where: { agencyId: home.id, currency: 'USD' } })
    expect(accounts.map((a) => a.platform).sort()).toEqual(['google_ads', 'meta_ads'])
    for (const account of accounts) {
      await page
        .getByRole('combobox', { name: new RegExp(`client.*${account.name}|${account.name}.*client`, 'i') })
        .first()
        .click()
      await page.getByRole('option', { name: home.client.name }).click()
      await page
        .getByRole('dialog')
        .or(page.getByRole('alertdialog'))
        .getByRole('button', { name: /assign/i })
        .click()
      await expect
        .poll(async () => (await unsafeDb().adAccount.findUnique({ where: { id: account.id } }))?.importedAt ?? null, {
          timeout: 60_000,
        })
        .not.toBeNull()
    }
  })

  await test.step('begin a draft', async () => {
    await page.goto(home.at('/tasty-chips/ads'))
    await expectAccessible(page)
    await page.getByRole('button', { name: 'New ad' }).click()
    await page.getByLabel('Name').fill('November launch')
    await page.getByRole('button', { name: 'Start building' }).click()
    await page.waitForURL(/ads\/[0-9a-f-]{36}/)
    await page.getByRole('radio', { name: /^Sales/ }).check()
  })

  await test.step('connections', async () => {
    await go(page, 'Connections')
    for (const box of await page.getByRole('main').getByRole('checkbox').all()) await box.check()
    await expect(
      page
        .getByRole('region', { name: /^Google:/ })
        .getByRole('combobox')
        .first(),
    ).toBeVisible()
    for (const region of await page
      .getByRole('main')
      .getByRole('region', { name: /^(Google|Meta):/ })
      .all())
      for (const box of await region.getByRole('combobox').all()) {
        const options = page.getByRole('option')
        // A list that opens while the account's assets are still being read closes again.
        await expect(async () => {
          if ((await options.count()) === 0) await box.click()
          await options.last().click({ timeout: 3_000 })
        }).toPass()
        await expect(box).not.toHaveText('Choose…')
      }
    await expectAccessible(page)
  })

  await test.step('audience', async () => {
    await go(page, 'Audience')
    await page.getByRole('combobox', { name: /^Locations/ }).fill('United States')
    await page
      .getByRole('option', { name: /^United States(?! Minor)/ })
      .first()
      .click()
    await page.getByRole('combobox', { name: /^Locations/ }).fill('Germany')
    await page.getByRole('option', { name: /^Germany/ }).click()
    await expect(page.getByText(/no location/)).toHaveCount(0)
    await choose(page, 'From age', '25')
    await choose(page, 'To age', '54')
    await page.getByRole('radio', { name: 'Women' }).click()
    for (const [label, word] of [
      ['Languages', 'English'],
      ['Interests', 'Potato chips'],
    ] as const) {
      await page.getByRole('combobox', { name: label }).fill(word)
      await page
        .getByRole('option', { name: new RegExp(`^${word}`) })
        .first()
        .click()
    }
    await page.getByLabel('Who benefits from the ads').fill('Tasty Chips Co.')
    await page.getByLabel('Who pays for the ads').fill('Tasty Chips Holding')
    await page.getByRole('textbox', { name: 'Keywords' }).fill('"spicy chips"\n[jalapeño chips]')
    await page
      .getByRole('radiogroup', { name: /political/ })
      .getByRole('radio', { name: 'No' })
      .check()
    await expectAccessible(page)
  })

  await test.step('creative: previews follow every key, Google refuses, Meta accepts', async () => {
    await go(page, 'Creative')
    const google = page.getByRole('img', { name: /Google Search/ }).first()
    await page.getByRole('textbox', { name: 'Headline 1' }).pressSequentially(HEADLINE)
    await page.getByRole('textbox', { name: 'Description 1' }).fill(DESCRIPTION)
    await page.getByRole('textbox', { name: 'Primary text' }).fill(DESCRIPTION)
    await page.getByRole('textbox', { name: 'Final URL' }).fill('https://www.tastychips.co/spicy')
    await page.getByRole('textbox', { name: 'Path 1' }).fill('spicy')
    await page.getByRole('textbox', { name: 'Path 2' }).fill('20-off')
    await choose(page, 'Call to action', 'Shop now')
    const pictures = page.getByRole('region', { name: 'Picture' })
    await dropFile(pictures.getByText(/^Drop a picture/), 'dropped.jpg', await picture('#d0a040'))
    await expect(pictures.getByText('dropped.jpg')).toBeVisible()
    await pasteFile(page, 'pasted.jpg', await picture('#a03020'))
    await expect(pictures.getByText('pasted.jpg')).toBeVisible()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'chips_bag_spicy.jpg', mimeType: 'image/jpeg', buffer: await picture('#2b7351') })
    await expect(google).toContainText(HEADLINE)
    await expect(page.getByRole('img', { name: /Facebook Feed/ }).first()).toContainText(HEADLINE)
    await expect(page.getByText(/34 of 30 characters for Google/).first()).toBeVisible()
    await expect(page.getByText('chips_bag_spicy.jpg').first()).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('a Google version, and the texts that a responsive ad needs', async () => {
    const further = [
      'Crunch Into the Heat Today',
      'Made With Real Jalapeños',
      'Organic Potatoes, Small Batch',
      'Free Delivery Over $25',
    ]
    for (const [i, text] of further.entries()) {
      await page.getByRole('button', { name: 'Add headline' }).first().click()
      await page
        .getByRole('textbox', { name: `Headline ${i + 2}` })
        .first()
        .fill(text)
    }
    await page.getByRole('button', { name: 'Add description' }).first().click()
    await page
      .getByRole('textbox', { name: 'Description 2' })
      .first()
      .fill('Kettle cooked in small batches. Free delivery over $25.')
    await page.getByRole('button', { name: 'Write a Google version' }).first().click()
    const versions = page.getByRole('region', { name: 'Platform versions' })
    await versions.getByRole('textbox', { name: 'Headline 1' }).fill('Spicy Jalapeño Chips, 20% Off')
    await versions.getByRole('button', { name: 'Pin headline 1' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Only in position 1' }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByText(/34 of 30/)).toHaveCount(0)
    await expect(page.getByRole('img', { name: /Google Search/ }).first()).toContainText(
      'Spicy Jalapeño Chips, 20% Off',
    )
    await expect(page.getByRole('img', { name: /Facebook Feed/ }).first()).toContainText(HEADLINE)
  })

  await test.step('budget', async () => {
    await go(page, 'Budget')
    const amounts = page.getByRole('main').locator('input[inputmode=decimal]')
    await amounts.nth(0).fill('100')
    await amounts.nth(1).fill('140')
    await expect(page.getByText('$240.00').first()).toBeVisible()
    await page.getByLabel('Last day').fill(LAST_DAY)
    await expectAccessible(page)
  })

  let reviewed = ''
  await test.step('review and launch', async () => {
    await go(page, 'Review')
    const hash = page.getByRole('region', { name: /^Payload/ }).getByText(/^([0-9a-f]{8} ){7}[0-9a-f]{8}$/)
    await expect(hash).toBeVisible()
    reviewed = digits(await hash.innerText())
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Launch', exact: true }).click()
    await page
      .getByRole('dialog')
      .or(page.getByRole('alertdialog'))
      .getByRole('button', { name: 'Launch', exact: true })
      .click()
    await expect(page.getByText(/Google is live\..*Meta is live\./)).toBeVisible({ timeout: 90_000 })
    await expectAccessible(page)
  })

  await test.step('what the platforms stored is what was reviewed, field by field, and what was typed', async () => {
    expectTyped(await expectStored(await expectOneHash(home, reviewed)))
  })

  await test.step('a day passes, the sync brings figures, the overview shows them', async () => {
    await page.request.post('/api/sandbox/control/clock', { data: { advance_ms: 26 * 3_600_000 } })
    await page.goto(home.at('/integrations'))
    for (const button of await page.getByRole('button', { name: /^Sync now/ }).all()) await button.click()
    const spent = async () =>
      Number(
        (
          await unsafeDb().metricDay.aggregate({
            where: { agencyId: home.id, isLatest: true, campaign: { origin: 'built' } },
            _sum: { spendMicros: true },
          })
        )._sum.spendMicros ?? 0n,
      )
    await expect.poll(spent, { timeout: 90_000 }).toBeGreaterThan(0)
    await page.goto(home.at('/tasty-chips/overview'))
    await expect(page.getByRole('link', { name: /tasty-chips.*sales/ }).first()).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('pause', async () => {
    await page
      .getByRole('link', { name: /tasty-chips.*sales/ })
      .first()
      .click()
    await page.waitForURL(/campaigns\//)
    await expectAccessible(page)
    await page
      .getByRole('button', { name: /^Pause/ })
      .first()
      .click()
    const id = page.url().split('/campaigns/')[1]?.split('?')[0] ?? ''
    await expect
      .poll(async () => (await unsafeDb().campaign.findUnique({ where: { id } }))?.status, { timeout: 60_000 })
      .toBe('paused')
  })

  await test.step('the client sees it and can change nothing', async () => {
    const other = await browser.newContext()
    const phone = await other.newPage()
    await phone.setViewportSize({ width: 390, height: 844 })
    await signIn(phone, home.email('viewer'))
    await phone.goto(home.at('/tasty-chips/overview'))
    await expect(phone.getByText('Spent').first()).toBeVisible()
    await expect(phone.getByRole('button', { name: /pause|launch|edit|new ad/i })).toHaveCount(0)
    await expectAccessible(phone)
    await other.close()
  })
})

const digits = (shown: string): string => shown.replace(/\s/g, '')

/** What stands on the review page as the payload's hash is what is stored, logged, and the hash of what is stored. */
async function expectOneHash(home: Home, reviewed: string) {
  const launch = await unsafeDb().launch.findFirstOrThrow({ where: { agencyId: home.id } })
  const logged = await unsafeDb().campaignExecutionLog.findMany({
    where: { buildId: launch.buildId, action: 'launch' },
  })
  expect(logged.length).toBeGreaterThan(10)
  expect(new Set(logged.map(({ details }) => at(details as Json, 'payloadHash')))).toEqual(new Set([reviewed]))
  expect(launch.payloadHash).toBe(reviewed)
  expect(payloadHash(writesOf(launch).map(({ account: _account, ...write }) => write))).toBe(reviewed)
  return launch
}
