// First: it makes Next's request storage real before anything loads it.
import { inBrowser, sessionCookie } from '@/prisma/seed/session'
import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signAccessToken } from '@/lib/access/token.server'
import { setEnvironment } from '@/lib/server/env'
import { openSandbox } from '@/prisma/seed/connected'
import { footprint, idsOf, strayRows } from '@/prisma/seed/footprint'
import { listenEvents } from '@/prisma/seed/tasty-chips'
import { everything } from '@/prisma/seed/world'
import { useDatabase } from '@/vitest.setup'
import { ACTIONS, type Door } from './calls/actions'
import { OPEN, ROUTES, WIDE } from './calls/routes'

/** Every public door, as a stranger tries it: addresses by token and by cookie, forms by cookie. */

const root = path.join(import.meta.dirname, '../..')
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

type Home = Awaited<ReturnType<typeof everything>>
let ours: Home
let theirs: Home
let secrets: Map<string, string | null>
let before: string[]
let stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  await useDatabase()
  setEnvironment({ NEXTAUTH_URL: 'http://localhost:3000', API_RATE_PER_MINUTE: '100000' })
  const [sandbox, events] = [await openSandbox(), await listenEvents()]
  stops = [sandbox.close, events.close]
  ;[ours, theirs] = [await everything(), await everything()]
  secrets = await idsOf(ours.agencyId)
  before = await footprint(ours.agencyId)
})
afterAll(() => Promise.all(stops.map((stop) => stop())))

async function importFrom(file: string): Promise<Record<string, unknown>> {
  return import(path.join(root, file))
}
const isFunction = (value: unknown): value is (...args: unknown[]) => Promise<unknown> => typeof value === 'function'

async function expectUnchanged(): Promise<void> {
  expect(await footprint(ours.agencyId)).toEqual(before)
}

/** What a text holds that its reader may not see; `isMember`: of the agency's other client. */
function leaks(text: string, isMember: boolean): string[] {
  const found = [ours.mark, ...secrets.keys()].filter((secret) => text.includes(secret))
  const own = [ours.agencyId, ours.otherClient, ours.mark]
  return isMember ? found.filter((id) => !own.includes(id) && secrets.get(id) !== ours.otherClient) : found
}

type Who = { token?: string; cookie?: string | null; agency?: string }

async function ask(key: string, who: Who): Promise<{ status: number; text: string }> {
  const [method = '', address = ''] = key.split(' ')
  const handler = (await importFrom(`app/${address}/route.ts`))[method]
  if (!isFunction(handler)) throw new Error(`${key} is no handler.`)
  const { params = {}, query = {}, body } = ROUTES[key]?.(ours) ?? {}
  const search = new URLSearchParams({ ...query, ...(who.agency ? { agency: who.agency } : {}) })
  const request = new Request(`http://localhost:3000/${address}?${search.toString()}`, {
    method,
    headers: { ...(who.token ? { authorization: `Bearer ${who.token}` } : {}), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await inBrowser(who.cookie ?? null, () => handler(request, { params: Promise.resolve(params) }))
  if (!(response instanceof Response)) throw new Error(`${key} gave no response.`)
  return { status: response.status, text: await response.text() }
}

const tokenOf = async (home: Home, who: keyof Home['people']): Promise<string> =>
  (await signAccessToken(home.people[who].id, home.agencyId)).token

describe('addresses', () => {
  const keys = Object.keys(ROUTES)
  const strange = new Map<string, { status: number; text: string }>()

  test('each is listed with what it is asked, or open with its reason', async () => {
    const found: string[] = []
    for await (const file of glob('app/**/route.ts', { cwd: root })) {
      const address = file.replace(/^app\//, '').replace(/\/route\.ts$/, '')
      if (OPEN[address]) continue
      const loaded = await importFrom(file)
      found.push(...METHODS.filter((method) => isFunction(loaded[method])).map((method) => `${method} ${address}`))
    }
    expect(found.filter((key) => !ROUTES[key])).toEqual([])
    expect(keys.filter((key) => !found.includes(key))).toEqual([])
  })

  test.each(keys)('%s asks a stranger who they are', async (key) => {
    for (const who of [
      {},
      { agency: ours.slug },
      { token: 'made-up' },
      { cookie: 'next-auth.session-token=x', agency: ours.slug },
    ])
      expect((await ask(key, who)).status).toBe(401)
    await expectUnchanged()
  })

  test.each(keys)('%s shows another agency nothing', async (key) => {
    const cookie = await sessionCookie(theirs.people.owner.email)
    const tries: Who[] = [
      { token: await tokenOf(theirs, 'owner') },
      { token: await tokenOf(theirs, 'owner'), agency: ours.slug },
      { cookie, agency: theirs.slug },
    ]
    for (const who of tries) {
      const answer = await ask(key, who)
      strange.set(key, answer)
      expect(leaks(answer.text, false)).toEqual([])
      // Otherwise a list of their own, or a client of their own that they make; 409 as for an id that nobody has.
      if (answer.status >= 300) expect([404, 409, 422]).toContain(answer.status)
    }
    expect((await ask(key, { cookie, agency: ours.slug })).status).toBe(404)
    await expectUnchanged()
  })

  test.each(keys)('%s shows a member of another client nothing of this one', async (key) => {
    for (const who of ['narrow', 'viewer'] as const)
      for (const way of [
        { token: await tokenOf(ours, who) },
        { cookie: await sessionCookie(ours.people[who].email), agency: ours.slug },
      ]) {
        const answer = await ask(key, way)
        expect(WIDE[key] ? [] : leaks(answer.text, true)).toEqual([])
        if (who === 'viewer' && !key.startsWith('GET')) expect(answer.status).toBe(403)
        if (answer.status >= 300) expect([403, 404, 409, 422]).toContain(answer.status)
      }
    await expectUnchanged()
  })

  test('have left no row that names a client of ours', async () => expect(await strayRows()).toEqual([]))

  const last = (key: string): number => (key.startsWith('DELETE') ? (key.includes('brands') ? 2 : 1) : 0)
  test.each(keys.toSorted((a, b) => last(a) - last(b)))('%s answers the owner otherwise', async (key) => {
    const answer = await ask(key, { token: await tokenOf(ours, 'owner') })
    expect([401, 403, 404]).not.toContain(answer.status)
    expect(answer).not.toEqual(strange.get(key))
    before = await footprint(ours.agencyId)
  })
})

describe('forms', () => {
  const keys = Object.keys(ACTIONS)
  const strange = new Map<string, unknown>()
  const doorOf = (key: string): Door => {
    const entry = ACTIONS[key]
    if (!entry) throw new Error(`${key} is not listed.`)
    return typeof entry === 'function' ? { input: entry } : entry
  }

  beforeAll(async () => {
    ours = await everything()
    secrets = await idsOf(ours.agencyId)
    before = await footprint(ours.agencyId)
  })

  async function submit(key: string, cookie: string | null, agency: string) {
    const [file = '', name = ''] = key.split('#')
    const door = (await importFrom(`lib/${file}.ts`))[name]
    if (!isFunction(door)) throw new Error(`${key} is no door.`)
    const answer = (await inBrowser(cookie, () => door(agency, doorOf(key).input(ours)))) as {
      ok: boolean
      code?: string
    }
    return { ...answer, reference: '' }
  }

  test('each is listed', async () => {
    const found: string[] = []
    for await (const file of glob('{app,components,lib}/**/*.{ts,tsx}', { cwd: root })) {
      const source = await readFile(path.join(root, file), 'utf8')
      if (!/^\s*['"]use server['"]/.test(source)) continue
      const place = file.replace(/^lib\//, '').replace(/\.tsx?$/, '')
      for (const [, name] of source.matchAll(/^export (?:const|async function) (\w+)/gm)) found.push(`${place}#${name}`)
    }
    expect(found.filter((key) => !ACTIONS[key])).toEqual([])
    expect(keys.filter((key) => !found.includes(key))).toEqual([])
  })

  test.each(keys)('%s is closed to who is not signed in, and to another agency', async (key) => {
    expect(await submit(key, null, ours.slug)).toMatchObject({ ok: false, code: 'unauthenticated' })
    const cookie = await sessionCookie(theirs.people.owner.email)
    expect(await submit(key, cookie, ours.slug)).toMatchObject({ ok: false, code: 'not_found' })
    const forged = await submit(key, cookie, theirs.slug)
    strange.set(key, forged)
    if (!doorOf(key).own) expect(forged).toMatchObject({ ok: false })
    if (!forged.ok) expect(['not_found', 'invalid', 'conflict', 'forbidden']).toContain(forged.code)
    expect(leaks(JSON.stringify(forged), false)).toEqual([])
    await expectUnchanged()
  })

  test.each(keys)('%s is closed to a viewer, and to a member of another client', async (key) => {
    const { own } = doorOf(key)
    const viewer = await submit(key, await sessionCookie(ours.people.viewer.email), ours.slug)
    if (own !== 'concerns the caller') expect(viewer).toMatchObject({ ok: false, code: 'forbidden' })
    const narrow = await submit(key, await sessionCookie(ours.people.narrow.email), ours.slug)
    if (!own) expect(narrow).toMatchObject({ ok: false })
    expect(leaks(JSON.stringify([viewer, narrow]), true)).toEqual([])
    await expectUnchanged()
  })

  test('have left no row that names a client of ours', async () => expect(await strayRows()).toEqual([]))

  const LAST = ['deleteSku', 'deleteBrand', 'disconnectIntegration', 'endMembership', 'deleteClient']
  const last = (key: string): number => LAST.indexOf(key.split('#')[1] ?? '')
  const controlled = keys.filter((key) => !doorOf(key).own).sort((a, b) => last(a) - last(b))
  test.each(controlled)('%s answers the owner otherwise', async (key) => {
    const answer = await submit(key, await sessionCookie(ours.people.owner.email), ours.slug)
    const after = await footprint(ours.agencyId)
    const isOther = JSON.stringify(answer) !== JSON.stringify(strange.get(key)) || after.join() !== before.join()
    expect({ isOther, answer, strange: strange.get(key) }).toMatchObject({ isOther: true })
    before = after
  })
})
