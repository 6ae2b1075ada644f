import type { Page } from '@playwright/test'
import { firstOfMonth } from '@/lib/core/day'
import { hashPassword } from '@/lib/member/password.server'
import { saveSentence } from '@/lib/report/sentence.server'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { ACTIONS } from '@/lib/tenancy/calls/actions'
import { OPEN, ROUTES } from '@/lib/tenancy/calls/routes'
import { client, person } from '@/prisma/seed/factories'
import { idsOf } from '@/prisma/seed/footprint'
import { everything } from '@/prisma/seed/world'
import { expectShows } from '../fixtures/campaign-table'
import { ask, paramsOf, serverActions, submit, writingRoutes } from '../fixtures/doors'
import { scopeOf, sumsOf, todayOf, withFigures } from '../fixtures/figures'
import { PASSWORD, signIn, useStackDatabase } from '../fixtures/home'
import { addresses, fill } from '../fixtures/pages'
import { checksums } from '../fixtures/tables'
import { expect, expectAccessible, test } from '../fixtures/test'

/* What a client sees, and that it is all they can reach. */

test.beforeAll(useStackDatabase)

const PHONE = { width: 390, height: 844 }
const PACE = /^(On plan|Ahead of plan|Behind plan|Over budget)$/

test('three answers on one screen of a phone, with unit, period and freshness', async ({ page, home, baseURL }) => {
  await withFigures(home, baseURL)
  const body = 'November is on track; the jalapeño ads carry most of it.'
  await saveSentence(await scopeOf(home, 'manager'), { clientId: home.client.id, noteId: null, body })
  const today = await todayOf(home)
  await page.setViewportSize(PHONE)
  await signIn(page, home.email('viewer'))
  await page.goto(home.at('/tasty-chips/overview'))

  const spent = page.getByRole('region', { name: 'Spent' })
  const goal = page.getByRole('region', { name: 'Return on ad spend' })
  const sentence = page.getByText(body)
  const dated = page.getByText(new RegExp(`^Agency ${home.mark}, \\d+ \\w+,? (at )?\\d\\d:\\d\\d$`))
  const updated = page.getByText(
    /^Figures from Google to .*\d\d:\d\d, Meta to .*\d\d:\d\d, last 3 days still filling in/,
  )
  for (const answer of [
    spent,
    spent.getByText(PACE),
    goal,
    goal.getByText(/^goal 3\.00×$/),
    sentence,
    dated,
    updated,
  ]) {
    await expect(answer).toBeVisible()
    const box = await answer.boundingBox()
    expect(box && box.y >= 0 && box.y + box.height <= PHONE.height, `${answer.toString()} is on the first screen`).toBe(
      true,
    )
    expect(box && box.x >= 0 && box.x + box.width <= PHONE.width).toBe(true)
  }
  expect(await page.evaluate(() => window.scrollY)).toBe(0)
  const sums = await sumsOf(home, firstOfMonth(today), today)
  expectShows(await spent.locator('.text-display').getAttribute('title'), sums.spend)
  await expect(spent).toContainText('of $9k this month')
  expectShows(/([\d.]+) % of the budget/.exec((await spent.textContent()) ?? '')?.[1], (sums.spend / 9000) * 100)
  expectShows(await goal.locator('.text-display').textContent(), sums.value / sums.spend)
  await expect(goal.getByText(sums.value / sums.spend > 3 ? /^(Above|On) goal$/ : /^(Below|On) goal$/)).toBeVisible()

  const figures = page.getByRole('region', { name: /^1 to \d+ \w+ \d{4}$|^1 \w+ \d{4}$/ })
  await expect(figures.getByText(/^Money in USD; the last 3 days are still filling in$/)).toBeVisible()
  const kpis = figures.locator('button[aria-expanded]')
  const count = await kpis.count()
  expect(count).toBeGreaterThan(3)
  expect(count).toBeLessThanOrEqual(8)
  for (const kpi of await kpis.all()) {
    await expect(kpi).toHaveText(
      /(Sales|Cost per order|Average order)\$[\d.,]+k?|(Orders|Visits|Times shown)[\d.,]+[km]?/,
    )
    const before = (await kpi.textContent()) ?? ''
    await kpi.click()
    await expect(kpi).toHaveAttribute('aria-expanded', 'true')
    const said = ((await kpi.textContent()) ?? '').replace(before, '')
    expect(said, 'one sentence says what it means').toMatch(/^[A-Z][^.]{10,80}\.$/)
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
  await expectAccessible(page)
})

/** An agency with a row in every table, in which no background job has anything to do, and a viewer of its client. */
async function quietWorld() {
  const made = await everything()
  const own = { where: { agencyId: made.agencyId } }
  await unsafeDb().integration.updateMany({ ...own, data: { status: 'disconnected', expiresAt: null } })
  await unsafeDb().hold.updateMany({ ...own, data: { releasedAt: new Date() } })
  const email = `reader@${made.mark}.example.test`
  const viewer = { role: 'viewer', name: 'Reader', email, clientIds: [made.client] } as const
  const { user } = await person(made.agencyId, {
    ...viewer,
    clientIds: [...viewer.clientIds],
    passwordHash: await hashPassword(PASSWORD),
  })
  return { ...made, reader: { id: user.id, email } }
}

/** Doors that anybody may pass, signed in or not: called with what nobody has. */
const ANYBODY = Object.keys(OPEN)
/** Not called here, each with its reason. */
const LEFT_OUT: Record<string, string> = {
  'api/auth/[...nextauth]': 'signs the person in and out',
  'api/sandbox/[...path]': "another company's server, which knows no session of ours",
}
/** What concerns nobody but the caller: called so that it is refused all the same. */
const OF_THE_PERSON: Record<string, unknown> = {
  'member/actions#changeMyPassword': { current: 'not my password', password: 'a long enough password' },
  'member/actions#changeMyProfile': { name: '' },
}

test('every writing address and every action refuses the viewer, and no table changes', async ({ page }) => {
  const [ours, rival] = [await quietWorld(), await quietWorld()]
  await signIn(page, ours.reader.email)
  await page.goto(`/${ours.slug}/${ours.clientSlug}/overview`)
  await expect(page.getByRole('heading', { level: 1, name: ours.clientName })).toBeVisible()
  const agencies = [ours.agencyId, rival.agencyId]
  const before = await checksums(agencies)
  const stays = async () => expect(await checksums(agencies)).toEqual(before)

  const routes = writingRoutes()
  expect(routes.length).toBeGreaterThan(10)
  for (const key of routes) {
    const address = key.split(' ')[1] ?? ''
    if (LEFT_OUT[address]) continue
    if (ANYBODY.includes(address)) {
      const answer = await ask(page, key, { body: { token: 'x'.repeat(43), refresh_token: 'x'.repeat(43) } })
      expect([401, 403, 404, 405, 422], `${key} with a forged token`).toContain(answer.status())
      continue
    }
    const asked = ROUTES[key]
    if (!asked) throw new Error(`${key} is new: add what it is asked to lib/tenancy/calls/routes.ts.`)
    const statuses = [
      (await ask(page, key, asked(ours), ours.slug)).status(),
      (await ask(page, key, asked(rival), ours.slug)).status(),
      (await ask(page, key, asked(rival), rival.slug)).status(),
      (await ask(page, key, asked(ours))).status(),
    ]
    expect({ key, statuses }).toEqual({ key, statuses: [403, 403, 404, 401] })
  }
  await stays()

  const actions = serverActions()
  expect(actions.map(({ key }) => key)).toEqual(Object.keys(ACTIONS).sort((a, b) => a.localeCompare(b)))
  for (const action of actions) {
    const entry = ACTIONS[action.key]
    if (!entry) throw new Error(`${action.key} is new: add its input to lib/tenancy/calls/actions.ts.`)
    const input = typeof entry === 'function' ? entry : entry.input
    const own = OF_THE_PERSON[action.key]
    const codes = []
    for (const [agency, given] of [
      [ours, own ?? input(ours)],
      [ours, own ?? input(rival)],
      [rival, own ?? input(rival)],
    ] as const)
      codes.push((await submit(page, action, paramsOf(ours), [agency.slug, given])).code)
    const refused = own === undefined ? 'forbidden' : 'invalid'
    expect({ key: action.key, codes }).toEqual({ key: action.key, codes: [refused, refused, 'not_found'] })
  }
  await stays()
})

/** What of an agency its client may not read, by kind; each name holds the agency's mark. */
const INTERNAL = `Note Hold Receipt Login Account Free Page Build Launched Version Template Audience Shop Log Failed Owner Mail`

test('nothing of the agency and of other clients is in any page, payload or answer', async ({ page, another }) => {
  const world = await quietWorld()
  const { mark, slug } = world
  const mine = [world.agencyId, world.client, world.reader.id]
  const secrets = [
    ...INTERNAL.split(' ').map((kind) => `${kind} ${mark}`),
    ...[`${mark}@example.test`, `other-${mark}`, world.people.owner.email, world.people.narrow.email],
    ...[...(await idsOf(world.agencyId)).keys()].filter((id) => !mine.includes(id)),
  ]
  const read = async (who: Page, path: string, headers: Record<string, string> = {}) => {
    const answer = await who.request.get(path, { headers, maxRedirects: 5 })
    return { status: answer.status(), text: await answer.text() }
  }
  // An address may come back in its own answer.
  const leaks = (text: string, path = '') => secrets.filter((secret) => !path.includes(secret) && text.includes(secret))
  await signIn(page, world.reader.email)
  const open = new Set<string>()
  for (const pattern of addresses('page.tsx')) {
    const path = fill(pattern, paramsOf(world))
    for (const headers of new Array<Record<string, string>>({}, { rsc: '1' })) {
      const { status, text } = await read(page, path, headers)
      expect({ path, leaks: leaks(text, path) }).toEqual({ path, leaks: [] })
      expect([200, 404]).toContain(status)
      if (!headers['rsc'] && status === 200 && pattern.includes('[agency]')) open.add(pattern)
    }
  }
  expect([...open]).toEqual(['/[agency]', '/[agency]/[client]', '/[agency]/[client]/overview', '/[agency]/settings/me'])
  for (const [key, asked] of Object.entries(ROUTES).filter(([name]) => name.startsWith('GET'))) {
    const text = await (await ask(page, key, asked(world), slug)).text()
    expect({ key, leaks: leaks(text, JSON.stringify(asked(world))) }).toEqual({ key, leaks: [] })
  }
  // The same addresses show these very words to those whom they concern.
  const owner = await another()
  await unsafeDb().user.update({
    where: { id: world.people.owner.id },
    data: { passwordHash: await hashPassword(PASSWORD) },
  })
  await signIn(owner, world.people.owner.email)
  const notes = await read(owner, `/${slug}/${world.clientSlug}/settings/notes`)
  const campaign = await read(owner, `/${slug}/${world.clientSlug}/campaigns/${world.campaign}`)
  expect(leaks(notes.text)).toEqual(expect.arrayContaining([`Note ${mark}`, `other-${mark}`, world.note]))
  expect(leaks(campaign.text)).toEqual(expect.arrayContaining([`Account ${mark}`, `Log ${mark}`]))
})

test('an id of somebody else and one of nobody are the same 404', async ({ page, watch }) => {
  watch.allow(/404/)
  const [ours, rival] = [await quietWorld(), await quietWorld()]
  const twin = await client(rival.agencyId, `twin-${ours.mark}`, { name: ours.clientName })
  await signIn(page, ours.reader.email)
  const [uuid, word] = [newId(), `nobody-${ours.mark}`]
  /** Status, title and text of a page; its stream numbers its lines as they come, so that no two are alike. */
  const seen = async (path: string) => {
    const answer = await page.goto(path)
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
    expect(await answer?.text()).not.toContain(`Client ${rival.mark}`)
    return { status: answer?.status(), title: await page.title(), text: await page.locator('body').innerText() }
  }
  for (const rest of ['/overview', '/settings', '/campaigns'])
    // A client that is not theirs in their own agency, and an agency that is not theirs.
    for (const [nobody, somebody] of [
      [`/${ours.slug}/${word}`, [`/${ours.slug}/other-${ours.mark}`, `/${ours.slug}/${twin.slug}`]],
      [`/${word}/${twin.slug}`, [`/${rival.slug}/${twin.slug}`]],
    ] as const) {
      const unknown = await seen(nobody + rest)
      expect(unknown.status).toBe(404)
      for (const path of somebody) expect({ path, ...(await seen(path + rest)) }).toEqual({ path, ...unknown })
    }
  const own = `/${ours.slug}/${ours.clientSlug}`
  for (const [place, ids] of [
    ['campaigns', [ours.campaign, rival.campaign]],
    ['ads', [ours.build, rival.build]],
  ] as const) {
    const unknown = await seen(`${own}/${place}/${uuid}`)
    expect(unknown.status).toBe(404)
    for (const id of ids) expect(await seen(`${own}/${place}/${id}`)).toEqual(unknown)
  }
  const get = async (path: string, id: string) => {
    const answer = await page.request.get(`/api/${path}${id}`, { params: { agency: ours.slug } })
    const text = (await answer.text()).replaceAll(id, '?').replace(/"reference":"[^"]*"/, '')
    return { status: answer.status(), text }
  }
  const unknown = await get('v1/clients/', uuid)
  expect(unknown.status).toBe(404)
  for (const id of [ours.otherClient, rival.client, twin.id]) expect(await get('v1/clients/', id)).toEqual(unknown)
  const picture = await get('media/', '0'.repeat(64))
  expect(picture.status).toBe(404)
  expect(await get('media/', rival.mediaHash)).toEqual(picture)
})
