import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { type Home, signIn } from '../fixtures/home'
import { expect, expectAccessible, test } from '../fixtures/test'

const HEADLINE = 'New Spicy Jalapeño Chips | 20% Off'
const DESCRIPTION = 'Made with organic potatoes and real jalapeños. Crunch into the heat today!'

const picture = () =>
  sharp({ create: { width: 1080, height: 1350, channels: 3, background: '#2b7351' } })
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
        await box.click()
        const options = page.getByRole('option')
        await options.last().click()
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
    await expect(page.getByText(/no location/)).toHaveCount(0)
    await choose(page, 'From age', '25')
    await choose(page, 'To age', '54')
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
    await choose(page, 'Call to action', 'Shop now')
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'chips_bag_spicy.jpg', mimeType: 'image/jpeg', buffer: await picture() })
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
    await expectAccessible(page)
  })

  await test.step('review and launch', async () => {
    await go(page, 'Review')
    await expect(page.getByText(/SHA-256/)).toBeVisible()
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

  await test.step('what the platforms stored is what was reviewed', () => expectStoredAsReviewed(home))

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

type Written = { key: string; name: string; phase: string; request: unknown }

/** Every text and amount of the reviewed payload stands in the sandbox's own entities, under the same names. */
async function expectStoredAsReviewed(home: Home): Promise<void> {
  const launch = await unsafeDb().launch.findFirstOrThrow({ where: { agencyId: home.id } })
  const writes = await unsafeDb().platformWrite.findMany({ where: { launchId: launch.id } })
  const stored = JSON.stringify(
    await unsafeDb().sandboxEntity.findMany({
      where: { OR: [{ name: { contains: '[pl:' } }, { updatedAt: { gte: launch.createdAt } }] },
      select: { name: true, data: true },
    }),
  )
  expect(writes.map((w) => w.state)).toEqual(writes.map(() => 'done'))
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : Array.isArray(value)
        ? value.flatMap(texts)
        : value && typeof value === 'object'
          ? Object.values(value).flatMap(texts)
          : []
  const words = writes.flatMap(({ planned }) =>
    (planned as Written).phase === 'create' ? texts((planned as Written).request) : [],
  )
  const spoken = [...new Set(words)].filter(
    (text) => /[\p{L}]{3,}.* /u.test(text) || /^https?:/.test(text) || text.includes('[pl:'),
  )
  expect(spoken.length).toBeGreaterThan(10)
  const inner = (text: string) => JSON.stringify(text).slice(1, -1)
  expect(spoken.filter((text) => !stored.includes(inner(text)) && !stored.includes(inner(inner(text))))).toEqual([])
}
