// First: it makes Next's request storage real before anything loads it.
import { inBrowser, sessionCookie } from '@/prisma/seed/session'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { signAccessToken } from '@/lib/access/token.server'
import { AppError } from '@/lib/core/errors'
import { agency, person } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { setEnvironment } from './env'
import { openRoute } from './open-route'
import { route } from './route'
import { unsafeDb } from './unsafe.server'

beforeAll(async () => {
  await useDatabase()
  setEnvironment({ NEXTAUTH_URL: 'http://localhost:3000' })
})

let home: Awaited<ReturnType<typeof agency>>
let admin: Awaited<ReturnType<typeof person>>
beforeEach(async () => {
  home = await agency()
  admin = await person(home.id, { role: 'admin' })
})

const address = 'http://localhost:3000/api/probe'
const json = { 'content-type': 'application/json', host: 'localhost:3000' }
const asJson = async (response: Response) => (await response.json()) as Record<string, unknown>
const audited = () => unsafeDb().auditLog.findMany({ where: { agencyId: home.id }, orderBy: { id: 'asc' } })
const bearer = async () => ({
  authorization: `Bearer ${(await signAccessToken(admin.user.id, home.id)).token}`,
  ...json,
})
const context = { params: Promise.resolve(undefined) }

const Rename = z.object({ name: z.string() })
const rename = route({
  may: 'agency.write',
  body: Rename,
  audit: ({ body }) => ({ action: 'agency.probe', target: body.name }),
  run: (scope, { body }) => unsafeDb().agency.update({ where: { id: scope.agencyId }, data: body }),
})
const refuse = route({
  may: 'agency.write',
  run: () => Promise.reject(new AppError('forbidden', 'Only an owner may do this. Ask one.')),
})
const open = openRoute({ body: Rename, run: ({ body }) => Promise.resolve(body) })

test('what no database keeps is dropped from a body, not answered with a fault', async () => {
  const body = JSON.stringify({ name: `Har\u0000bour \ud83c🌶️ \u202ehello` })
  const answer = await rename(new Request(address, { method: 'POST', headers: await bearer(), body }), context)
  expect([answer.status, (await asJson(answer))['name']]).toEqual([200, `Harbour \ufffd🌶️ \u202ehello`])
})

test('a write is recorded as its door says, and a refusal inside it too', async () => {
  const headers = await bearer()
  await rename(new Request(address, { method: 'POST', headers, body: '{"name":"Harbour"}' }), context)
  const refused = await refuse(new Request(address, { method: 'POST', headers }), context)
  expect(refused.status).toBe(403)
  expect((await audited()).map(({ action, outcome, target }) => ({ action, outcome, target }))).toEqual([
    { action: 'agency.probe', outcome: 'done', target: 'Harbour' },
    { action: 'POST /api/probe', outcome: 'refused', target: null },
  ])
})

test('an agency that no slug can name is not found', async () => {
  const cookie = await sessionCookie(admin.user.email)
  for (const slug of ['%00', '%2e%2e', `${home.slug}%00`, 'x'.repeat(5000)])
    expect((await inBrowser(cookie, () => refuse(new Request(`${address}?agency=${slug}`), context))).status).toBe(404)
})

test('a page of another site, also one without an address, is refused before anything else', async () => {
  const cookie = await sessionCookie(admin.user.email)
  for (const origin of ['https://evil.example', 'null', 'nonsense']) {
    const request = () =>
      new Request(`${address}?agency=${home.slug}`, { method: 'POST', headers: { ...json, origin } })
    expect((await inBrowser(cookie, () => refuse(request(), context))).status).toBe(403)
    expect((await open(request())).status).toBe(403)
  }
  expect(await audited()).toEqual([])
})

test('a body is read no further than the limit, whatever it says of its length', async () => {
  let sent = 0
  const long = () => {
    let left = 100
    return new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(120))
        if (--left === 0) controller.close()
      },
    })
  }
  const post = async (headers: Record<string, string>) =>
    new Request(address, { method: 'POST', headers, body: long(), duplex: 'half' } as RequestInit)
  const answers = [await open(await post(json)), await rename(await post(await bearer()), context)]
  expect(answers.map(({ status }) => status)).toEqual([422, 422])
  expect(sent).toBeLessThan(3_000_000)
})
