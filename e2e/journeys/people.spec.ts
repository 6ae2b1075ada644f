import type { Page } from '@playwright/test'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { command } from '../fixtures/command'
import { makeHome, PASSWORD, signIn, useStackDatabase } from '../fixtures/home'
import { expect, expectAccessible, test } from '../fixtures/test'

/* Who gets in, and as what. */

const OWNER = 'Åsa 👩🏽‍🚀 Öberg'
const BUYER = 'ישראל ישראלי'

test.beforeAll(useStackDatabase)

/** What was typed stays, and the sentence stands at its own field. */
async function expectFault(page: Page, label: string, sentence: string | RegExp) {
  const field = page.getByRole('textbox', { name: label, exact: true })
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(sentence)
}

async function register(page: Page, { agency, email }: { agency: string; email: string }) {
  await page.getByLabel('Agency', { exact: true }).fill(agency)
  await page.getByLabel('Your name').fill(OWNER)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Register agency' }).click()
}

test('an agency is registered, and every wrong field says what it wants', async ({ page, watch }) => {
  watch.allow(/409/)
  const mark = newId().slice(-8)
  const email = `asa-${mark}@example.test`
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByRole('link', { name: 'Register an agency' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Register an agency')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Register agency' }).click()
  await expect(page.getByLabel('Agency', { exact: true })).toBeFocused()
  await expectFault(page, 'Agency', "Enter the agency's name.")
  await expectFault(page, 'Your name', 'Enter your name.')
  await expectFault(page, 'E-mail', 'Enter an e-mail address like name@company.com.')
  await expectFault(page, 'Password', /at least 10 characters/)
  await expectAccessible(page)

  await page.getByLabel('Agency', { exact: true }).fill('x'.repeat(81))
  await expectFault(page, 'Agency', 'The name is longer than 80 characters. Shorten it.')
  await page.getByLabel('E-mail').fill('asa@nowhere')
  await page.getByLabel('Password').fill('too short')
  await page.getByRole('button', { name: 'Register agency' }).click()
  await expectFault(page, 'E-mail', 'Enter an e-mail address like name@company.com.')
  await expectFault(page, 'Password', /at least 10 characters/)

  const agency = `Nørd 🚀 <b>שלום</b> ${mark}`
  await register(page, { agency, email })
  await expect(page).toHaveURL(new RegExp(`/n.*${mark}$`))
  await expect(page.getByText('Your clients appear here')).toBeVisible()
  await expect(page.getByRole('button', { name: `${OWNER}, account` })).toBeVisible()
  await expect(page.getByText(agency).first()).toBeVisible()
  await expectAccessible(page)

  // The same address with another password founds nothing.
  await page.context().clearCookies()
  await page.goto('/register')
  await page.getByLabel('Agency', { exact: true }).fill('A second one')
  await page.getByLabel('Your name').fill('Somebody')
  await page.getByLabel('E-mail').fill(email.toUpperCase())
  await page.getByLabel('Password').fill('another password')
  await page.getByRole('button', { name: 'Register agency' }).click()
  await expectFault(page, 'E-mail', /has an account already/)
  expect(await unsafeDb().agency.count({ where: { name: 'A second one' } })).toBe(0)
})

test('a buyer joins by a link, becomes a manager, and leaves', async ({ page, home, another }) => {
  const email = `new-${home.mark}@example.test`
  await signIn(page, home.email('owner'))
  await page.goto(home.at('/team'))
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expectFault(page, 'E-mail (required)', 'Enter an e-mail address like name@company.com.')
  await dialog.getByLabel('E-mail').fill(home.email('buyer'))
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog).toContainText('This person is a member already. Change their role instead.')
  await dialog.getByLabel('E-mail').fill(email)
  await dialog.getByRole('radio', { name: /^Viewer/ }).click()
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog).toContainText('A viewer sees exactly one client. Choose it.')
  await expectAccessible(page)
  await dialog.getByRole('radio', { name: /^Buyer/ }).click()
  await dialog.getByRole('checkbox', { name: /^All clients/ }).check()
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog).toContainText(`Give the link to ${email} yourself`)
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(email)).toBeVisible()

  const guest = await another()
  await guest.goto(link)
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText(`Join Agency ${home.mark}`)
  await expectAccessible(guest)
  await guest.getByLabel('Your name').fill(BUYER)
  await guest.getByLabel('Password').fill('short')
  await guest.getByRole('button', { name: 'Join' }).click()
  await expectFault(guest, 'Password', /at least 10 characters/)
  await guest.getByLabel('Password').fill(PASSWORD)
  await guest.getByRole('button', { name: 'Join' }).click()
  await expect(guest).toHaveURL(new RegExp(`${home.slug}$`))
  await expect(guest.getByRole('link', { name: 'Tasty Chips Co.' }).first()).toBeVisible()
  await guest.goto(home.at('/team'))
  await expect(guest.getByText(`${BUYER} (you)`)).toBeVisible()
  await expect(guest.getByRole('button', { name: 'Invite' })).toHaveCount(0)
  await guest.goto(link)
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('This invitation no longer works')

  await page.reload()
  const row = page.getByRole('row', { name: new RegExp(BUYER) })
  await expect(row).toContainText('Buyer')
  await page.getByRole('button', { name: `Actions for ${BUYER}` }).click()
  await page.getByRole('menuitem', { name: 'Change role…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^Manager/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save role' }).click()
  await expect(row).toContainText('Manager')
  await expectAccessible(page)

  await page.getByRole('button', { name: `Actions for ${BUYER}` }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('button', { name: 'Remove person' }).click()
  await expect(row).toHaveCount(0)
  await guest.goto('/')
  await expect(guest.getByText('You are not a member of an agency')).toBeVisible()
  await expectAccessible(guest)
})

test('the last owner stays, and a buyer cannot be made one by an admin', async ({ page, home }) => {
  await signIn(page, home.email('owner'))
  await page.goto(home.at('/team'))
  await page.getByRole('button', { name: 'Actions for The owner' }).click()
  await page.getByRole('menuitem', { name: 'Change role…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /^Admin/ }).click()
  await dialog.getByRole('button', { name: 'Save role' }).click()
  await expect(dialog).toContainText('The owner is the last owner. Make somebody else an owner first.')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Actions for The buyer' }).click()
  await page.getByRole('menuitem', { name: 'Change role…' }).click()
  await dialog.getByRole('radio', { name: /^Admin/ }).click()
  await dialog.getByRole('button', { name: 'Save role' }).click()
  await expect(page.getByRole('row', { name: /The buyer/ })).toContainText('Admin')

  await page.context().clearCookies()
  await signIn(page, home.email('buyer'))
  await page.goto(home.at('/team'))
  await expect(page.getByRole('button', { name: 'Actions for The owner' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Actions for The manager' }).click()
  await page.getByRole('menuitem', { name: 'Change role…' }).click()
  await expect(dialog.getByRole('radio', { name: /^Admin/ })).toBeVisible()
  await expect(dialog.getByRole('radio', { name: /^Owner/ })).toHaveCount(0)
})

test('a wrong password is told in a sentence, and the eleventh try waits', async ({ page, watch }) => {
  watch.allow(/401/)
  const home = await makeHome()
  const email = home.email('buyer')
  const attempt = async (password: string) => {
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await page.goto(`/sign-in?next=${encodeURIComponent(home.at('/team'))}`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expectFault(page, 'Password', 'Enter your password.')
  await page.getByLabel('E-mail').fill(email)
  await attempt('not the password')
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'The e-mail or the password is wrong. Check both',
  )
  await expect(page.getByLabel('E-mail')).toHaveValue(email)
  await expectAccessible(page)
  for (let wrong = 2; wrong <= 10; wrong++)
    await expect(signIn(page, email, 'not the password')).rejects.toThrow('answered 401')
  await attempt(PASSWORD)
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/Too many tries\. Wait \d+ min and try again\./)
  // Another person at the same machine is not held up.
  await page.getByLabel('E-mail').fill(home.email('manager'))
  await attempt(PASSWORD)
  await expect(page).toHaveURL(new RegExp(`${home.slug}/team$`))
})

test('a forgotten password ends with a link of the command line, and with it every old session', async ({
  page,
  home,
  another,
  baseURL,
}) => {
  const old = await another()
  await signIn(old, home.email('buyer'))
  await old.goto(home.at('/team'))
  await expect(old.getByRole('heading', { level: 1 })).toHaveText('Team')

  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgotten password' }).click()
  await expect(page.getByText('npm run cli -- reset-link')).toBeVisible()
  await expectAccessible(page)
  await expect(command(baseURL, 'reset-link', '--email', 'nobody@example.test')).rejects.toThrow(
    'Nobody has the e-mail',
  )
  const link = await command(baseURL, 'reset-link', '--email', home.email('buyer'))
  await page.goto(link)
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expectFault(page, 'New password', /at least 10 characters/)
  await expectAccessible(page)
  await page.getByLabel('New password').fill('a different password')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page).toHaveURL(new RegExp(`${home.slug}$`))

  await old.goto(home.at('/team'))
  await expect(old).toHaveURL(/\/sign-in\?next=/)
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works')
})

test('signing out ends the session, and signing in leads back to where one was', async ({ page, home }) => {
  await signIn(page, home.email('buyer'))
  await page.goto(home.at('/settings/me'))
  await expectAccessible(page)
  const name = page.getByRole('textbox', { name: 'Name (required)' })
  await name.fill('')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('Enter your name.')).toBeVisible()
  await name.fill('مريم 👋 O’Neill & <script>')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('Name saved')).toBeVisible()
  await page.getByRole('button', { name: 'مريم 👋 O’Neill & <script>, account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto(home.at('/settings/me'))
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel('E-mail').fill(` ${home.email('buyer').toUpperCase()} `)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`${home.slug}/settings/me$`))
})
