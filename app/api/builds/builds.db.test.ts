import { beforeAll, expect, test } from 'vitest'
import { signAccessToken } from '@/lib/access/token.server'
import { emptyDraft } from '@/lib/ad/schema'
import { createBuild } from '@/lib/build/save.server'
import { BuildForm } from '@/lib/build/schema'
import { furnished, person } from '@/prisma/seed/factories'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { GET, PUT } from './[id]/route'
import { GET as REVIEW } from './[id]/review/route'

type Door = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

beforeAll(useDatabase)

async function room() {
  const made = await furnished()
  const people = {
    buyer: await person(made.agency.id, { role: 'buyer' }),
    manager: await person(made.agency.id, { role: 'manager' }),
    viewer: await person(made.agency.id, { role: 'viewer', clientIds: [made.client.id] }),
  }
  const { id } = await createBuild(people.buyer.scope, BuildForm.parse({ clientId: made.client.id, name: 'November' }))
  const call = async (door: Door, who: keyof typeof people | null, body?: unknown, target = id) => {
    const { token } = who ? await signAccessToken(people[who].user.id, made.agency.id) : { token: '' }
    const headers = { 'content-type': 'application/json', ...(who ? { authorization: `Bearer ${token}` } : {}) }
    const init = body === undefined ? { headers } : { method: 'PUT', headers, body: JSON.stringify(body) }
    const response = await door(new Request(`http://paceline.test/api/builds/${target}`, init), {
      params: Promise.resolve({ id: target }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const save = { revision: 1, name: 'Renamed', skuId: made.client.sku.id, draft: emptyDraft() }
  return { made, id, call, save }
}

test('a save is taken once; the second of the same revision gets what is stored', async () => {
  const { call, save } = await room()
  expect(await call(PUT, 'buyer', save)).toMatchObject({ status: 200, body: { ok: true, revision: 2 } })
  expect(await call(PUT, 'buyer', { ...save, name: 'Other' })).toMatchObject({
    status: 409,
    body: { ok: false, stored: { name: 'Renamed', revision: 2 } },
  })
  expect(await call(GET, 'buyer')).toMatchObject({ status: 200, body: { name: 'Renamed', revision: 2 } })
})

test('a bad draft is refused by field, and nothing is written to the audit log for each keystroke', async () => {
  const { made, call, save } = await room()
  expect(await call(PUT, 'buyer', { ...save, name: 'x'.repeat(201) })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'name' }] },
  })
  await call(PUT, 'buyer', save)
  expect(
    await unsafeDb().auditLog.count({
      where: { agencyId: made.agency.id, action: { startsWith: 'PUT' }, outcome: 'done' },
    }),
  ).toBe(0)
})

test('who may not build is refused, and a foreign draft is not found', async () => {
  const { call, save } = await room()
  const other = await room()
  expect((await call(GET, null)).status).toBe(401)
  for (const who of ['manager', 'viewer'] as const) {
    expect((await call(GET, who)).status).toBe(403)
    expect((await call(PUT, who, save)).status).toBe(403)
    expect((await call(REVIEW, who)).status).toBe(403)
  }
  expect((await call(GET, 'buyer', undefined, other.id)).status).toBe(404)
  expect((await call(PUT, 'buyer', save, other.id)).status).toBe(404)
  expect((await call(REVIEW, 'buyer', undefined, other.id)).status).toBe(404)
  expect((await call(GET, 'buyer', undefined, 'no-uuid')).status).toBe(422)
})

test('the review of an unfinished draft says what is missing, without a payload', async () => {
  const { call } = await room()
  const { status, body } = await call(REVIEW, 'buyer')
  expect(status).toBe(200)
  expect(body).toMatchObject({ revision: 1, payloadHash: null, toSend: 0 })
  expect(JSON.stringify(body['preflight'])).toContain('objective_missing')
})
