import type { Page } from '@playwright/test'
import { clearFaults, planFault } from '@/lib/sandbox/fault.server'
import { revokeLogin } from '@/lib/sandbox/token.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { signIn } from '../fixtures/home'
import { expect, expectAccessible, test } from '../fixtures/test'

/* Logins of platforms: every way in which their consent and their access can end. */

const login = (page: Page, label: string) => page.getByRole('region', { name: label })
const account = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name }).first()

/** At the platform: signs in as `email` and decides. */
async function decide(page: Page, platform: 'Google' | 'Meta', email: string, decision: 'Allow' | 'Cancel' = 'Allow') {
  await expect(page.getByRole('heading', { name: `Sandbox ${platform}` })).toBeVisible()
  await page.getByLabel('Sign in as').fill(email)
  await page.getByRole('button', { name: decision }).click()
}

const emailOf = (name: string) => `${name.toLowerCase()}@example.test`
/** Google names a login after its manager account. */
const labelOf = (name: string) => `${name} and others (manager)`

async function connectGoogle(page: Page, name: string) {
  await page.getByRole('button', { name: 'Connect Google Ads' }).click()
  await decide(page, 'Google', emailOf(name))
  await expect(page.getByText(`Google Ads is connected as ${labelOf(name)}.`)).toBeVisible()
}

/** Lets the platform answer and catches the answer before the browser carries it back. */
async function answerOf(page: Page, email: string): Promise<string> {
  const consent = /\/google\/o\/oauth2\/v2\/auth/
  let answer = ''
  await page.route(consent, async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const { location = '' } = (await route.fetch({ maxRedirects: 0 })).headers()
    answer = location
    await route.fulfill({ contentType: 'text/html', body: '<h1>The train is in a tunnel</h1>' })
  })
  await page.getByRole('button', { name: 'Connect Google Ads' }).click()
  await decide(page, 'Google', email)
  await expect(page.getByRole('heading', { name: 'The train is in a tunnel' })).toBeVisible()
  await page.unroute(consent)
  return answer
}

/** Gives the first account of a login to the client and waits until its 90 days are there. */
async function assign(page: Page, name: string, client: string) {
  await page.getByRole('combobox', { name: `Client of ${name}` }).click()
  await page.getByRole('option', { name: client }).click()
  await page.getByRole('button', { name: 'Assign and import' }).click()
  await expect(account(page, name).getByText(/^\d campaigns?$/)).toBeVisible({ timeout: 60_000 })
  await expect(account(page, name)).toContainText(/Figures to .+, fetched/)
}

test.beforeEach(async ({ page, home }) => {
  await signIn(page, home.email('owner'))
  await page.goto(home.at('/integrations'))
})
test.afterEach(clearFaults)

test('a consent that is cancelled, replayed, too old or stolen connects nothing', async ({
  page,
  home,
  another,
  watch,
}) => {
  const name = `Shop-${home.mark}`
  const email = emailOf(name)
  await expect(page.getByText('Connect the first login')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Connect Meta' }).click()
  await expect(page.getByLabel('Sign in as')).toBeVisible()
  await expectAccessible(page)
  await decide(page, 'Meta', email, 'Cancel')
  await expect(page.getByText('You cancelled at Meta, so nothing was connected and nothing has changed.')).toBeVisible()
  await expect(page.getByText('Connect the first login')).toBeVisible()

  // The platform refuses the address before it lets anybody in.
  watch.allow(/400/)
  await page.getByRole('button', { name: 'Connect Google Ads' }).click()
  await page.getByLabel('Sign in as').fill('shop@nowhere')
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('alert')).toContainText('Write an e-mail address, such as ads@harbour.example.')

  // The answer comes eleven minutes later.
  await unsafeDb().oauthState.updateMany({
    where: { agencyId: home.id },
    data: { expiresAt: new Date(Date.now() - 60_000) },
  })
  await decide(page, 'Google', email)
  await expect(page.getByText('took longer than ten minutes, so its answer was not used')).toBeVisible()
  await expect(page.getByText('Connect the first login')).toBeVisible()

  // The platform no longer knows its own code.
  await planFault({ platform: 'google', kind: 'expired_token', match: 'POST /token' })
  await page.getByRole('button', { name: 'Connect Google Ads' }).click()
  await decide(page, 'Google', email)
  await expect(page.getByText('Google no longer accepts the code that it gave')).toBeVisible()

  // Somebody else comes back with the owner's answer.
  const answer = await answerOf(page, email)
  const thief = await another()
  await signIn(thief, home.email('buyer'))
  await thief.goto(answer)
  await expect(thief.getByText('This connection to Google was started by somebody else')).toBeVisible()

  // The right person's answer counts once.
  await page.goto(home.at('/integrations'))
  await expect(page.getByText('Connect the first login')).toBeVisible()
  const second = page.waitForRequest(/\/api\/integrations\/google_ads\/callback/)
  await connectGoogle(page, name)
  await page.goto((await second).url())
  await expect(page.getByText('This answer of Google was used already and was not used twice')).toBeVisible()
  await expect(login(page, `Google Ads: ${labelOf(name)}`)).toBeVisible()
  expect(await unsafeDb().integration.count({ where: { agencyId: home.id } })).toBe(1)

  // A made-up answer, and one after signing out.
  await page.goto('/api/integrations/meta_ads/callback?state=made-up&code=made-up')
  await expect(page.getByText('belongs to no connection that was started here')).toBeVisible()
  await page.getByRole('button', { name: 'Connect Meta' }).click()
  await expect(page.getByLabel('Sign in as')).toBeVisible()
  await page.context().clearCookies()
  await decide(page, 'Meta', email)
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await unsafeDb().integration.count({ where: { agencyId: home.id } })).toBe(1)
})

test('a dead access says so, is reconnected with its own login, and fetches again', async ({ page, home }) => {
  const name = `Shop-${home.mark}`
  const email = emailOf(name)
  await connectGoogle(page, name)
  await expectAccessible(page)
  await assign(page, `${name} US`, 'Tasty Chips Co.')
  const row = account(page, `${name} US`)
  const card = login(page, `Google Ads: ${labelOf(name)}`)
  await expectAccessible(page)

  // The person removes Paceline at the platform.
  await unsafeDb().$transaction((tx) => revokeLogin(tx, 'google', email, new Date()))
  const day = await unsafeDb().metricDay.count({ where: { agencyId: home.id } })
  expect(day).toBeGreaterThan(80)
  await row.getByRole('button', { name: 'Sync now' }).click()
  await expect(card).toContainText('Google has ended the access of this login', { timeout: 60_000 })
  await expect(card).toContainText('The figures up to then stay.')
  await expect(row).toContainText(/Figures to /)
  await expectAccessible(page)
  expect(await unsafeDb().metricDay.count({ where: { agencyId: home.id } })).toBe(day)

  // Another login than the one that is wanted is connected, but named.
  await page.getByRole('button', { name: `Reconnect ${labelOf(name)}` }).click()
  await decide(page, 'Google', emailOf(`Other-${name}`))
  await expect(page.getByText(`${labelOf(name)} still has no access: reconnect it with its own login.`)).toBeVisible()
  await page.getByRole('button', { name: `Reconnect ${labelOf(name)}` }).click()
  await decide(page, 'Google', email)
  await expect(page.getByText(`Google Ads is connected as ${labelOf(name)}.`)).toBeVisible()
  await expect(card).toContainText('Connected')
  await row.getByRole('button', { name: 'Sync now' }).click()
  await expect(row).toContainText(/fetched (just now|\d+ (s|min) ago)/, { timeout: 60_000 })
  await expect(row.getByRole('button', { name: 'Sync now' })).toBeVisible()
  expect(await unsafeDb().adAccount.count({ where: { agencyId: home.id, name: `${name} US` } })).toBe(1)
})

test('a platform that does not answer keeps the last good figures and says why', async ({ page, home }) => {
  const name = `Shop-${home.mark}`
  await connectGoogle(page, name)
  await assign(page, `${name} US`, 'Tasty Chips Co.')
  const row = account(page, `${name} US`)
  const sums = () =>
    unsafeDb().metricDay.aggregate({
      where: { agencyId: home.id, isLatest: true },
      _sum: { spendMicros: true, clicks: true },
    })
  const before = await sums()

  await planFault({ platform: 'google', kind: 'server_error', remaining: 1000 })
  await row.getByRole('button', { name: 'Sync now' }).click()
  await expect(row).toContainText('It is tried again.', { timeout: 60_000 })
  await page.goto(home.at(''))
  await expect(page.getByRole('row', { name: /Tasty Chips/ })).toBeVisible()
  expect(await sums()).toEqual(before)

  await clearFaults()
  await page.goto(home.at('/integrations'))
  // The job tries again by itself.
  await expect(row).not.toContainText('It is tried again.', { timeout: 90_000 })
  await expect(row.getByRole('button', { name: 'Sync now' })).toBeVisible()
  await expect(row).toContainText(/Figures to .+, fetched/)
})

test('a login is disconnected after its effects are named, and taken up again', async ({ page, home }) => {
  const name = `Shop-${home.mark}`
  const email = emailOf(name)
  await page.getByRole('button', { name: 'Connect Meta' }).click()
  await decide(page, 'Meta', email)
  await expect(page.getByText(`Meta is connected as`)).toBeVisible()
  await assign(page, `${name} US`, 'Tasty Chips Co.')
  const actions = page.getByRole('button', { name: /^Actions for / })
  const card = page.getByRole('region', { name: /^Meta: / })

  await actions.click()
  await page.getByRole('menuitem', { name: 'List accounts again' }).click()
  await expect(page.getByText(/are up to date$/)).toBeVisible()
  await actions.click()
  await page.getByRole('menuitem', { name: 'Disconnect…' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('1 ad account of Tasty Chips Co. stops syncing. Figures up to now stay.')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  await expect(card).toContainText('Connected')
  await actions.click()
  await page.getByRole('menuitem', { name: 'Disconnect…' }).click()
  await dialog.getByRole('button', { name: 'Disconnect login' }).click()
  await expect(card).toContainText('Disconnected')
  await expect(account(page, `${name} US`)).toContainText(/Figures to /)
  await expectAccessible(page)
  const row = await unsafeDb().integration.findFirstOrThrow({ where: { agencyId: home.id } })
  expect([row.accessToken, row.refreshToken]).toEqual([null, null])

  await page.getByRole('button', { name: /^Reconnect / }).click()
  await decide(page, 'Meta', email)
  await expect(card).toContainText('Connected')
  await account(page, `${name} US`).getByRole('button', { name: 'Sync now' }).click()
  await expect(account(page, `${name} US`)).toContainText(/fetched (just now|\d+ (s|min) ago)/, { timeout: 60_000 })
  expect(await unsafeDb().integration.count({ where: { agencyId: home.id } })).toBe(1)
})

test('a manager sees the accounts and syncs them, and connects nothing', async ({ page, home }) => {
  await connectGoogle(page, `Shop-${home.mark}`)
  await page.context().clearCookies()
  await signIn(page, home.email('manager'))
  await page.goto(home.at('/integrations'))
  await expect(page.getByRole('region', { name: /^Google Ads: / })).toBeVisible()
  await expect(page.getByRole('button', { name: /Connect|Reconnect|Actions for/ })).toHaveCount(0)
  await expectAccessible(page)
})
