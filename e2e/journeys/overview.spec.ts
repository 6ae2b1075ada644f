import type { Page } from '@playwright/test'
import { addDays, firstOfMonth } from '@/lib/core/day'
import { unsafeDb } from '@/lib/server/unsafe.server'
import {
  amount,
  campaignTable,
  cardOf,
  cards,
  exported,
  expectSame,
  expectShows,
  rowsOf,
} from '../fixtures/campaign-table'
import { addCampaigns, sumsOf, todayOf, withFigures } from '../fixtures/figures'
import { type Home, makeHome, signIn } from '../fixtures/home'
import { expect, expectAccessible, test } from '../fixtures/test'

/* The overview of a client: figures that are the database's, and a table that stands in its address. */

const SEARCH = 'Search campaigns by name'

let home: Home
let accounts: Awaited<ReturnType<typeof withFigures>>

test.beforeAll(async ({ baseURL }) => {
  home = await makeHome()
  accounts = await withFigures(home, baseURL)
})

const overview = (query = '') => home.at(`/tasty-chips/overview${query}`)

const leave = (page: Page) =>
  page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())

test('cards, total and rows are the sums of the database, and so is the comparison', async ({ page }) => {
  const today = await todayOf(home)
  await signIn(page, home.email('buyer'))
  // An hourly pull may come between reading the page and asking the database: then both are read again.
  await expect(async () => {
    await page.goto(overview())
    const [total, ...rows] = await rowsOf(page)
    const sums = await sumsOf(home, firstOfMonth(today), today)
    expectShows(await cardOf(page, /^Spend against budget/), sums.spend)
    expectShows(await cardOf(page, /^Revenue/), sums.value)
    expectShows(await cardOf(page, /^Conversions/), sums.conversions)
    expectShows(await cardOf(page, /^ROAS/), sums.value / sums.spend)
    expectShows(await cardOf(page, /^CPA/), sums.spend / sums.conversions)
    expectShows(total?.['Spend'], sums.spend)
    expectShows(total?.['Clicks'], sums.clicks)
    expectShows(total?.['Impr.'], sums.impressions)
    expectShows(total?.['ROAS'], sums.value / sums.spend)
    expect(rows.length).toBeGreaterThan(3)
    const spends = rows.map((row) => amount(row['Spend'] ?? ''))
    expect(spends.reduce((a, b) => a + b, 0)).toBeCloseTo(sums.spend, 0)
    expect(spends).toEqual(spends.toSorted((a, b) => b - a))
  }).toPass({ timeout: 60_000 })
  await expectAccessible(page)

  // The comparison is that of the same weekdays before.
  const [first, last] = [addDays(today, -34), addDays(today, -7)]
  await page.goto(overview(`?from=${first}&to=${last}`))
  const [now, before] = [await sumsOf(home, first, last), await sumsOf(home, addDays(first, -28), addDays(first, -1))]
  const changes = {
    Spend: now.spend / before.spend - 1,
    Revenue: now.value / before.value - 1,
    Conversions: now.conversions / before.conversions - 1,
  }
  for (const [name, change] of Object.entries(changes)) {
    const card = cards(page).getByRole('button', { name: new RegExp(`^${name}`) })
    const [, arrow, percent] = /([▲▼]) ([\d.]+) %/.exec((await card.textContent()) ?? '') ?? []
    expect(arrow).toBe(change > 0 ? '▲' : '▼')
    expectShows(percent, Math.abs(change) * 100)
  }
  await expectAccessible(page)
})

test('a view is an address: sort, filters, columns, metric and period are the same in a new tab and in the file', async ({
  page,
  another,
}) => {
  await signIn(page, home.email('owner'))
  await page.goto(overview())
  const all = (await rowsOf(page)).length
  await page.getByRole('button', { name: /^This month/ }).click()
  await page.getByRole('button', { name: 'Last 28 days' }).click()
  await expect(page).toHaveURL(/from=.*to=/)
  await page.getByRole('button', { name: 'Platform' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Meta' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/platform=meta_ads/)
  const header = (name: string) => campaignTable(page).getByRole('columnheader', { name })
  await header('Clicks').getByRole('button').click()
  await expect(header('Clicks')).toHaveAttribute('aria-sort', /ending/)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Revenue' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'CTR' }).click()
  await page.keyboard.press('Escape')
  await cards(page)
    .getByRole('button', { name: /^Conversions/ })
    .click()
  await expect(page).toHaveURL(/metric=conversions/)
  await expect(page).toHaveURL(/hide=/)
  await expect(header('CTR')).toHaveCount(0)
  await expect(header('Revenue')).toBeVisible()
  await expect(page.getByText(/^\d of \d+ campaigns$/)).toBeVisible()
  const rows = await rowsOf(page)
  expect(rows.length).toBeLessThan(all)
  const clicks = rows.slice(1).map((row) => amount(row['Clicks'] ?? ''))
  expect(new Set(clicks).size).toBeGreaterThan(1)
  expect([clicks.toSorted((a, b) => b - a), clicks.toSorted((a, b) => a - b)]).toContainEqual(clicks)
  await expectAccessible(page)
  expectSame(await exported(page), rows)

  const colleague = await another()
  await signIn(colleague, home.email('manager'))
  await colleague.goto(page.url())
  await expect(campaignTable(colleague).getByRole('columnheader', { name: 'Clicks' })).toHaveAttribute(
    'aria-sort',
    /ending/,
  )
  // A manager chooses no rows; all the rest is equal.
  const chosen = ([name]: [string, string]) => name !== ''
  const plain = rows.map((row) => Object.fromEntries(Object.entries(row).filter(chosen)))
  expect(await rowsOf(colleague)).toEqual(plain)
  await expect(cards(colleague).getByRole('button', { name: /^Conversions/, pressed: true })).toBeVisible()

  await page.getByRole('searchbox', { name: SEARCH }).fill('no such thing')
  await expect(page.getByText('No campaign matches: name contains "no such thing", platform is Meta')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page).not.toHaveURL(/platform=|q=/)
  await expect(page.getByText(`${all - 1} campaigns`, { exact: true })).toBeVisible()
  expect(await rowsOf(page)).toHaveLength(all)

  // What an address cannot mean is left out, and nothing breaks.
  await page.goto(overview('?from=yesterday&to=2020-99-99&sort=magic&minSpend=x&platform=,&metric=love'))
  expect(await rowsOf(page)).toHaveLength(all)
})

test('the keyboard reaches everything, and the command menu finds a client and a campaign', async ({ page }) => {
  await signIn(page, home.email('owner'))
  await page.goto(overview())
  await expect(campaignTable(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  await leave(page)
  const search = page.getByRole('searchbox', { name: SEARCH })
  // Until the table listens, the key is the command menu's.
  await expect(async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await expect(search).toBeFocused({ timeout: 1000 })
  }).toPass()
  await page.keyboard.type('jk?/')
  await expect(search).toHaveValue('jk?/')
  await search.fill('')
  await page.keyboard.press('Escape')
  await page.keyboard.press('f')
  await expect(page.getByLabel('Above')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Above')).toBeHidden()

  await leave(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByRole('toolbar', { name: 'Actions for 1 campaign' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}/)
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''

  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page).toHaveURL(/\/integrations$/)
  const menu = page.getByRole('dialog', { name: 'Command menu' })
  const find = async (typed: string, note: RegExp) => {
    await page.keyboard.press('Control+k')
    await expect(menu).toBeVisible()
    await page.keyboard.type(typed)
    await expect(menu.getByRole('option', { name: note })).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await expect(menu).toBeHidden()
  }
  await find('tasty', /Tasty Chips Co\..*Client/)
  await expect(page).toHaveURL(/\/tasty-chips\/overview$/)
  await find(name.slice(0, 12), /Campaign, Tasty Chips Co\./)
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}/)
  await find('portf', /Portfolio/)
  await expect(page).toHaveURL(new RegExp(`/${home.slug}$`))
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectAccessible(page)
})

test('ten thousand campaigns scroll, are searched and leave as the file that is on screen', async ({ page }) => {
  const [account] = accounts
  if (!account) throw new Error('The sandbox gave no account.')
  await addCampaigns(home, account.id, 10_000, await todayOf(home))
  const count = await unsafeDb().campaign.count({ where: { agencyId: home.id } })
  const written = count.toLocaleString('en-GB')
  await signIn(page, home.email('buyer'))
  await page.goto(overview())
  await expect(page.getByText(`${written} campaigns`, { exact: true })).toBeVisible()
  const box = page.getByRole('region', { name: 'Campaigns, table' })
  await box.scrollIntoViewIfNeeded()
  const rows = campaignTable(page).getByRole('row')
  for (const wanted of [300, 700, 1100])
    await expect(async () => {
      await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
      const last = campaignTable(page).locator('tr[data-index]').last()
      expect(Number(await last.getAttribute('data-index'))).toBeGreaterThan(wanted)
    }).toPass({ timeout: 30_000 })
  expect(await rows.count()).toBeLessThan(80)
  await box.evaluate((element) => element.scrollTo({ top: 0 }))
  await leave(page)
  for (let step = 0; step < 40; step++) await page.keyboard.press('j')
  const fortieth = campaignTable(page).locator('[data-index="39"]')
  await expect(fortieth).toBeFocused()
  await expect(fortieth).toBeInViewport()
  expect(await rows.count()).toBeLessThan(80)
  await expectAccessible(page)

  await page.getByRole('searchbox', { name: SEARCH }).fill('Bulk Lamp 0999')
  await expect(page).toHaveURL(/q=Bulk/)
  await expect(page.getByText(new RegExp(`^\\d of ${written} campaigns$`))).toBeVisible()
  expectSame(await exported(page), await rowsOf(page))
  await page.goto(overview())
  const file = await exported(page)
  expect(file).toHaveLength(count + 1)
  const [total, ...each] = file
  expect(each.reduce((sum, row) => sum + Number(row['Spend']), 0)).toBeCloseTo(Number(total?.['Spend']), 0)
})
