import type { Page } from '@playwright/test'
import { blankDraft, expectSaved, field, storedFields } from '../fixtures/draft'
import { PASSWORD, signIn } from '../fixtures/home'
import { startBrowser } from '../fixtures/killable'
import { expect, expectAccessible, test } from '../fixtures/test'

/* Nothing typed is lost or overwritten: two tabs, an ended session, a dead network, a killed browser. */

const KEPT_MS = 2_000

const note = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words })

async function signInByHand(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Lets the agreed time pass on the page's own clock. */
const letPass = (page: Page, ms: number) => page.evaluate((wait) => new Promise((done) => setTimeout(done, wait)), ms)

test('two tabs of one ad: both texts are shown field by field, and nothing is overwritten unasked', async ({
  page,
  home,
  tab,
  watch,
}) => {
  // The answer to a save that came second.
  watch.allow(/409/)
  const draft = await blankDraft(home)
  await signIn(page, home.email('buyer'))
  await page.goto(draft.at('creative'))
  const second = await tab()
  await second.goto(draft.at('creative'))
  // The second tab's saves take their time: the first tab is faster.
  let arrive: () => void = () => undefined
  const slow = new Promise<void>((done) => (arrive = done))
  await second.route(`**/api/builds/${draft.id}?*`, async (route) => {
    if (route.request().method() === 'PUT') await slow
    await route.continue()
  })
  await field(second, 'Primary text').fill('Only the second tab wrote this.')
  await field(second, 'Headline 1').fill('Second tab')
  await field(second, 'Final URL').fill('https://second.example.com')
  await expect(note(second, 'Saving')).toBeVisible()

  await field(page, 'Headline 1').fill('First tab')
  await field(page, 'Final URL').fill('https://first.example.com')
  await field(page, 'Description 1').fill('Only the first tab wrote this.')
  await expectSaved(page)
  await expect.poll(async () => (await storedFields(draft)).description).toBe('Only the first tab wrote this.')
  const first = await storedFields(draft)

  arrive()
  const dialog = second.getByRole('dialog', { name: 'Changed here and elsewhere' })
  const choice = (name: string) => dialog.getByRole('listitem').filter({ has: second.getByText(name, { exact: true }) })
  const expectAsked = async () => {
    await expect(dialog).toBeVisible()
    await expect(dialog.getByRole('listitem')).toHaveCount(2)
    await expect(choice('Ad 1, headline 1')).toContainText(/Here\s*Second tab\s*Elsewhere\s*First tab/)
    await expect(choice('Ad 1, final URL')).toContainText('https://second.example.com')
    await expect(choice('Ad 1, final URL')).toContainText('https://first.example.com')
    await expect(second.getByText('Changed elsewhere', { exact: true })).toBeVisible()
    expect(await storedFields(draft)).toEqual(first)
  }
  await expectAsked()
  await expectAccessible(second)

  // Not decided yet: closed, typed on, reloaded, and still asked.
  await second.keyboard.press('Escape')
  await expect(second.getByText('2 fields were changed here and elsewhere.')).toBeVisible()
  await expect(field(second, 'Description 1')).toHaveValue('Only the first tab wrote this.')
  await expect(field(second, 'Headline 1')).toHaveValue('Second tab')
  await expectAccessible(second)
  await second.reload()
  await expectAsked()
  await choice('Ad 1, headline 1').getByRole('radio', { name: 'Theirs' }).click()
  await choice('Ad 1, final URL').getByRole('radio', { name: 'Mine' }).click()
  await dialog.getByRole('button', { name: 'Save these choices' }).click()
  await expect(dialog).toHaveCount(0)
  await expectSaved(second)
  const settled = {
    headline: 'First tab',
    url: 'https://second.example.com',
    description: 'Only the first tab wrote this.',
    primaryText: 'Only the second tab wrote this.',
  }
  await expect.poll(() => storedFields(draft)).toMatchObject(settled)
  await expect(field(second, 'Headline 1')).toHaveValue('First tab')

  // The first tab has it as soon as somebody looks at it.
  await page.bringToFront()
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(field(page, 'Final URL')).toHaveValue('https://second.example.com')
  await expect(field(page, 'Primary text')).toHaveValue('Only the second tab wrote this.')
})

test('the session ends while somebody types: the text waits, and signing in brings it back', async ({
  page,
  home,
  context,
  watch,
}) => {
  watch.allow(/401/)
  const email = home.email('buyer')
  const draft = await blankDraft(home)
  await signIn(page, email)
  await page.goto(draft.at('creative'))
  const late = 'Typed in time. Typed too late, with the last words'
  await field(page, 'Primary text').fill('Typed in time. ')
  await expectSaved(page)

  await context.clearCookies()
  await field(page, 'Primary text').press('End')
  // Slower than drafts are saved: the refusal comes while keys are still pressed, and swallows none.
  await page.keyboard.type('Typed too late, with the last words', { delay: 120 })
  await expect(field(page, 'Primary text')).toHaveValue(late)
  const dialog = page.getByRole('dialog', { name: 'Sign in to go on' })
  await expect(dialog).toContainText('Everything that you typed is kept in this browser')
  await expect(page.getByText('Not saved, signed out')).toBeVisible()
  await expectAccessible(page)
  expect((await storedFields(draft)).primaryText).toBe('Typed in time. ')
  await dialog.getByRole('button', { name: 'I have signed in' }).click()
  await expect(dialog).toBeVisible()

  const opened = context.waitForEvent('page')
  await dialog.getByRole('link', { name: 'Sign in in a new tab' }).click()
  const other = await opened
  await signInByHand(other, email)
  await expect(field(other, 'Primary text')).toBeVisible()
  await other.close()
  await page.bringToFront()
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(dialog).toHaveCount(0)
  await expectSaved(page)
  await expect(field(page, 'Primary text')).toHaveValue(late)
  expect((await storedFields(draft)).primaryText).toBe(late)

  // The same, but the tab itself is sent to sign in.
  await context.clearCookies()
  await field(page, 'Headline 1').fill('Without a session')
  await expect(dialog).toBeVisible()
  await page.reload()
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await expectAccessible(page)
  await signInByHand(page, email)
  await expect(field(page, 'Headline 1')).toHaveValue('Without a session')
  await expectSaved(page)
  await expect.poll(async () => (await storedFields(draft)).headline).toBe('Without a session')
})

test('the network goes and comes back: typing goes on, the screen says so, and all of it arrives', async ({
  page,
  home,
  context,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/)
  const draft = await blankDraft(home)
  await signIn(page, home.email('buyer'))
  await page.goto(draft.at('creative'))
  await field(page, 'Primary text').fill('Before')
  await expectSaved(page)
  await context.setOffline(true)
  await field(page, 'Primary text').press('End')
  await page.keyboard.type(', in the tunnel')
  await expect(note(page, 'Not saved, trying again')).toBeVisible()
  await page.keyboard.type(', and on')
  await field(page, 'Headline 1').fill('Also in the tunnel')
  await expect(note(page, 'Not saved, trying again')).toBeVisible()
  await expectAccessible(page)
  expect((await storedFields(draft)).primaryText).toBe('Before')
  await context.setOffline(false)
  await expectSaved(page)
  await expect
    .poll(() => storedFields(draft))
    .toMatchObject({ primaryText: 'Before, in the tunnel, and on', headline: 'Also in the tunnel' })
})

let running: (() => Promise<void>) | undefined
test.afterEach(() => running?.())

test('the browser is killed: all that was typed two seconds before is there', async ({ home, baseURL }, info) => {
  const email = home.email('buyer')
  const draft = await blankDraft(home)
  const address = `${baseURL}${draft.at('creative')}`
  const executable = process.env['PACELINE_E2E_BROWSER'] ?? ''
  const open = async () => {
    const browser = await startBrowser(executable, info.outputPath('profile'))
    running = browser.kill
    const page = await browser.context.newPage()
    await page.goto(address)
    const text = field(page, 'Primary text')
    await text.or(page.getByLabel('Password')).waitFor()
    if (new URL(page.url()).pathname === '/sign-in') await signInByHand(page, email)
    await text.waitFor()
    return { ...browser, page, text }
  }

  let { page, text, kill, context } = await open()
  await text.fill('Before the tunnel. ')
  await expectSaved(page)
  await context.setOffline(true)
  await text.press('End')
  await page.keyboard.type('Typed')
  // Browsers write some of their stores to the disk after five seconds, and then for a minute not again.
  await letPass(page, 6_000)
  await page.keyboard.type(' in the tunnel.')
  await letPass(page, KEPT_MS)
  await page.keyboard.type(' The last word')
  await kill()
  expect((await storedFields(draft)).primaryText).toBe('Before the tunnel. ')
  ;({ page, text, kill, context } = await open())
  await expect(text).toHaveValue(/^Before the tunnel\. Typed in the tunnel\./)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expectSaved(page)
  await expect.poll(async () => (await storedFields(draft)).primaryText).toBe(await text.inputValue())
  await kill()
})
