import type { Page } from '@playwright/test'
import { createBuild } from '@/lib/build/save.server'
import { firstOfMonth } from '@/lib/core/day'
import { time } from '@/lib/core/format'
import { createInvitation } from '@/lib/member/invite.server'
import { createResetLink } from '@/lib/member/reset.server'
import { saveSentence } from '@/lib/report/sentence.server'
import { now } from '@/lib/server/clock.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { adAccount, integration } from '@/prisma/seed/factories'
import { cardOf, expectShows, rowsOf } from '../fixtures/campaign-table'
import { whileUnreadable, whileWaiting } from '../fixtures/database'
import { scopeOf, sumsOf, todayOf, withFigures } from '../fixtures/figures'
import { type Home, makeHome, signIn, useStackDatabase } from '../fixtures/home'
import { addresses, fill } from '../fixtures/pages'
import { expect, expectAccessible, test } from '../fixtures/test'

/* Empty, stale, slow and failing: each page says what it knows, and nothing that it does not. */

const SENTENCE = 'A calm week.'

let full: Home
let campaignId: string

test.beforeAll(async ({ baseURL }) => {
  useStackDatabase()
  full = await makeHome()
  await withFigures(full, baseURL)
  await saveSentence(await scopeOf(full, 'manager'), { clientId: full.client.id, noteId: null, body: SENTENCE })
  const own = { agencyId: full.id, units: { some: {} } }
  campaignId = (await unsafeDb().campaign.findFirstOrThrow({ where: own, orderBy: { name: 'asc' } })).id
})

const OVERVIEW = '/tasty-chips/overview'

/** Nothing that is not known is written as a number, and nothing of the machine is on the page. */
async function expectHonest(page: Page): Promise<void> {
  const text = await page.getByRole('main').innerText()
  expect(text).not.toMatch(/NaN|undefined|null|Infinity|\[object/)
  expect(text).not.toMatch(/permission denied|prisma|postgres|\bat \S+ \(|\.tsx?:\d/i)
}

/** Neither the page nor a part of it scrolls sideways, but for tables. */
async function expectNoSideScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const scrolls = (element: Element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1
    const parts = [...document.querySelectorAll('body *')].filter(
      (one) => !one.closest('[data-table]') && !one.querySelector('table') && scrolls(one),
    )
    const over = document.documentElement.scrollWidth - window.innerWidth
    return [...parts.map((one) => `${one.tagName} ${one.className}`), ...(over > 0 ? [`the page, by ${over}`] : [])]
  })
  expect.soft({ address: page.url(), wide }).toEqual({ address: page.url(), wide: [] })
}

test('a client without data reads what comes when, and no figure', async ({ page, home, another }) => {
  await signIn(page, home.email('owner'))
  await page.goto(home.at(OVERVIEW))
  await expect(page.getByText('The first figures come within the hour after an ad account is connected')).toBeVisible()
  const figures = page.getByRole('group', { name: /^Figures of the period/ }).locator('.text-display')
  await expect(figures).toHaveText(Array.from({ length: 5 }, () => /^–Counted from the first figures/))
  await expectHonest(page)
  await expectAccessible(page)

  const viewer = await another()
  await signIn(viewer, home.email('viewer'))
  await viewer.goto(home.at(OVERVIEW))
  await expect(viewer.getByRole('heading', { name: 'Your figures appear here' })).toBeVisible()
  await expect(viewer.getByText('Your agency connects your ad accounts first.')).toBeVisible()
  expect(await viewer.getByRole('article').innerText()).not.toMatch(/\$\d|\b0\b/)
  await expectHonest(viewer)
  await expectAccessible(viewer)
  const login = await integration(home.id)
  await adAccount({ agencyId: home.id, clientId: home.client.id, integrationId: login.id })
  await viewer.reload()
  await expect(viewer.getByText('The first figures come within the hour; after a week')).toBeVisible()
  expect(await viewer.getByRole('article').innerText()).not.toMatch(/\$\d|\b0\b/)
  await unsafeDb().adAccount.deleteMany({ where: { integrationId: login.id } })
})

test('a source that is nine hours late keeps its last good figures, with their time', async ({ page, another }) => {
  const until = new Date((await now()).getTime() - 9 * 3_600_000)
  const where = { agencyId: full.id, clientId: full.client.id, platform: 'meta_ads' as const }
  const before = await unsafeDb().adAccount.findFirstOrThrow({ where })
  await unsafeDb().adAccount.updateMany({ where, data: { dataUntil: until, syncError: 'Meta did not answer.' } })
  const { timezone } = full.client
  const shown = new RegExp(`Meta missing since (\\d+ \\w+,? (at )?)?${time(until, 'en-GB', timezone)}`)
  const today = await todayOf(full)
  const sums = await sumsOf(full, firstOfMonth(today), today)

  await signIn(page, full.email('owner'))
  await page.goto(full.at(OVERVIEW))
  await expect(page.getByText(shown)).toContainText('Meta did not answer. The figures until then stay.')
  expectShows(await cardOf(page, /^Spend against budget/), sums.spend)
  await expect(page.getByRole('button', { name: /^Spend against budget No pace/ })).toBeVisible()
  await expectAccessible(page)

  const viewer = await another()
  await signIn(viewer, full.email('viewer'))
  await viewer.goto(full.at(OVERVIEW))
  await expect(viewer.getByText(shown)).toContainText('Below are the last good figures')
  const spent = viewer.getByRole('region', { name: 'Spent' })
  expectShows(await spent.locator('.text-display').getAttribute('title'), sums.spend)
  await expect(spent.getByText(/plan$|^Over budget$/)).toHaveCount(0)
  await expect(viewer.getByText('Meta did not answer')).toHaveCount(0)
  await expectHonest(viewer)
  await expectAccessible(viewer)
  const { dataUntil, syncError } = before
  await unsafeDb().adAccount.updateMany({ where, data: { dataUntil, syncError } })
})

test('a part that fails leaves the rest standing, in calm words, and comes back', async ({ page, another, watch }) => {
  const viewer = await another()
  await signIn(viewer, full.email('viewer'))
  await whileUnreadable('account_day', async () => {
    await viewer.goto(full.at(OVERVIEW))
    await expect(viewer.getByText('The figures cannot be shown right now')).toBeVisible()
    await expect(viewer.getByText(SENTENCE)).toBeVisible()
    await expect(viewer.getByRole('region', { name: /^Your ads/ })).toBeVisible()
    await expectHonest(viewer)
    await expectAccessible(viewer)
  })
  await whileUnreadable('client_note', async () => {
    await viewer.goto(full.at(OVERVIEW))
    await expect(viewer.getByText('The message of your agency cannot be shown right now')).toBeVisible()
    await expect(viewer.getByRole('region', { name: 'Spent' })).toContainText('of the budget')
    await expectHonest(viewer)
  })

  await signIn(page, full.email('owner'))
  await whileUnreadable('account_day', async () => {
    await page.goto(full.at(OVERVIEW))
    await expect(page.getByRole('main').getByRole('alert')).toContainText('The figures could not be read')
    await expect(page.getByText(/^Reference \w+/)).toBeVisible()
    expect((await rowsOf(page)).length).toBeGreaterThan(3)
    await expectHonest(page)
    await expectAccessible(page)
  })
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('group', { name: /^Figures of the period/ })).toBeVisible()
  await whileUnreadable('integration_metrics', async () => {
    await page.goto(full.at(OVERVIEW))
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Campaigns could not be read')
    await expect(page.getByRole('group', { name: /^Figures of the period/ })).toBeVisible()
    await expectHonest(page)
  })

  watch.allow(/console: .*Minified React error #441|response: 500 GET/)
  await whileUnreadable('campaign_unit', async () => {
    await page.goto(full.at(`/tasty-chips/campaigns/${campaignId}`))
    await expect(page.getByRole('main').getByRole('alert').getByRole('heading', { level: 1 })).toHaveText(
      / could not be shown$/,
    )
    await expect(page.getByText(/^Reference \w+/)).toBeVisible()
    await expect(page.getByRole('navigation').first()).toBeVisible()
    await expectHonest(page)
    await expectAccessible(page)
  })
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: /^Ad (sets|groups) and ads$/ })).toBeVisible()

  watch.allow(/response: 404|console: .*404/)
  await page.goto('/nobody-lives-here/at-all')
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
  await expectAccessible(page)
})

/** A table whose reading each page with a skeleton waits for. */
const SLOW: Record<string, string> = {
  '/[agency]/[client]/ads': 'build',
  '/[agency]/[client]/campaigns': 'account_day',
  '/[agency]/[client]/campaigns/[id]': 'campaign_unit',
  '/[agency]/[client]/overview': 'account_day',
  '/[agency]/integrations': 'integration',
  '/[agency]/jobs': 'job_run',
}

test('each page that may be slow shows its bones first', async ({ page }) => {
  expect(addresses('loading.tsx')).toEqual(Object.keys(SLOW).sort())
  await signIn(page, full.email('owner'))
  const params = { agency: full.slug, client: full.client.slug, id: campaignId }
  for (const [pattern, table] of Object.entries(SLOW)) {
    await whileWaiting(table, async () => {
      await page.goto(fill(pattern, params), { waitUntil: 'commit' })
      await expect(page.locator('main [aria-busy="true"]').first()).toBeVisible()
      await expect(page.locator('main [data-bone]').first()).toBeVisible()
      await expect(page.locator('main output')).toHaveText('Loading')
      await expectAccessible(page)
    })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('main output')).toHaveCount(0)
  }
})

/** Opened without a session. */
const SIGNED_OUT = ['/docs', '/forgotten', '/invite/[token]', '/register', '/reset/[token]', '/sign-in']

/** The rest of a viewer's pages is not found. */
const OF_A_VIEWER = ['/', '/[agency]', '/[agency]/[client]', '/[agency]/[client]/overview', '/[agency]/settings/me']

async function expectGood(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideScroll(page)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 1000 })
}

test('every page is accessible, wide and on a phone, and nothing but tables scrolls sideways', async ({
  page,
  another,
  watch,
}) => {
  test.setTimeout(300_000)
  const { client, slug } = full
  const owner = await scopeOf(full, 'owner')
  const draft = { clientId: client.id, name: 'Draft', from: { kind: 'blank' } as const }
  const invited = { email: `late-${full.mark}@example.test`, role: 'buyer' as const, allClients: true, clientIds: [] }
  const params = { agency: slug, client: client.slug, id: campaignId, build: (await createBuild(owner, draft)).id }
  const last = (link: string) => link.split('/').at(-1) ?? ''
  const tokens: Record<string, string> = {
    '/invite/[token]': last((await createInvitation(owner, invited)).link),
    '/reset/[token]': last(await createResetLink(full.email('manager'))),
  }
  const all = addresses('page.tsx')
  expect(SIGNED_OUT.filter((pattern) => !all.includes(pattern))).toEqual([])
  const stranger = await another()
  for (const pattern of SIGNED_OUT) {
    await stranger.goto(fill(pattern, { token: tokens[pattern] ?? '' }))
    await expectGood(stranger)
  }
  await signIn(page, full.email('owner'))
  for (const pattern of all.filter((one) => !SIGNED_OUT.includes(one))) {
    const answer = await page.goto(fill(pattern, params))
    expect({ pattern, status: answer?.status() }).toEqual({ pattern, status: 200 })
    await expectGood(page)
  }
  const viewer = await another()
  await signIn(viewer, full.email('viewer'))
  for (const pattern of all.filter((one) => !SIGNED_OUT.includes(one))) {
    const answer = await viewer.request.get(fill(pattern, params))
    expect({ pattern, status: answer.status() }).toEqual({ pattern, status: OF_A_VIEWER.includes(pattern) ? 200 : 404 })
  }
  for (const pattern of ['/[agency]/[client]/overview', '/[agency]/settings/me']) {
    await viewer.goto(fill(pattern, params))
    await expectGood(viewer)
  }
  watch.allow(/response: 404|console: .*404/)
  await viewer.goto(fill('/[agency]/team', params))
  await expectGood(viewer)
})
