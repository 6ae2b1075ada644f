import { beforeAll, beforeEach, expect, test } from 'vitest'
import { createClient } from '@/lib/advertiser/client-data.server'
import { ClientForm } from '@/lib/advertiser/schema'
import type { Scope } from '@/lib/access/scope'
import { day } from '@/lib/core/day'
import { listChanges } from '@/lib/report/change.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { adAccount, campaign, integration } from '@/prisma/seed/factories'
import { tokenScope } from '@/lib/access/scope.server'
import { signAccessToken } from '@/lib/access/token.server'
import { useDatabase } from '@/vitest.setup'
import { GET as ready } from '../../health/ready/route'
import { POST as login } from './auth/login/route'
import { POST as refresh } from './auth/refresh/route'
import { POST as register } from './auth/register/route'
import { DELETE as deleteBrand, PATCH as patchBrand, GET as getBrand } from './brands/[id]/route'
import { GET as listBrands, POST as postBrand } from './brands/route'
import { GET as exportAll } from './clients/[id]/export/route'
import { GET as getClient, PUT as putClient } from './clients/[id]/route'
import { GET as listClients, POST as postClient } from './clients/route'
import { DELETE as deleteSku, GET as getSku, PUT as putSku } from './skus/[id]/route'
import { GET as listSkus, POST as postSku } from './skus/route'
import { GET as team } from './team/route'

beforeAll(useDatabase)

type Handler = (request: Request, context: { params: Promise<Record<string, string> | undefined> }) => Promise<Response>
type Json = Record<string, unknown> & { data?: Record<string, unknown>[]; errors?: { path: string }[] }
type Sent = { token?: string; body?: unknown; id?: string; query?: string; headers?: Record<string, string> }

async function call(
  handler: Handler,
  method: string,
  { token, body, id, query, headers }: Sent = {},
): Promise<{ status: number; json: Json; text: string; headers: Headers }> {
  const init = {
    method,
    headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  const response = await handler(new Request(`http://localhost/api/v1/x${query ?? ''}`, init), {
    params: Promise.resolve(id ? { id } : undefined),
  })
  const text = await response.text()
  const isJson =
    response.headers.get('content-type')?.includes('json') && !response.headers.get('content-type')?.includes('ndjson')
  return { status: response.status, json: isJson ? JSON.parse(text) : {}, text, headers: response.headers }
}

let n = 0
async function newAgency() {
  const email = `owner@harbour${++n}.example`
  const { json } = await call(register, 'POST', {
    body: { email, password: 'correct horse battery', currency: 'NOK', timezone: 'Europe/Oslo' },
  })
  return {
    email,
    token: String(json['access_token']),
    agencyId: String(json['agency_id']),
    userId: String(json['user_id']),
    json,
  }
}

/** A member of the agency with a role, and their token. */
async function member(agencyId: string, role: 'buyer' | 'manager' | 'viewer', clientIds?: string[]): Promise<string> {
  const user = await unsafeDb().user.create({ data: { email: `${role}${++n}@example.com`, name: role } })
  await unsafeDb().membership.create({
    data: { agencyId, userId: user.id, role, allClients: !clientIds, clientIds: clientIds ?? [] },
  })
  return (await signAccessToken(user.id, agencyId)).token
}

/** A campaign that is on: what it belongs to cannot be archived. */
async function campaignOn(agencyId: string, clientId: string, brandId: string, skuId: string): Promise<void> {
  const { id: integrationId } = await integration(agencyId)
  const account = await adAccount({ agencyId, clientId, integrationId })
  const at = { adAccountId: account.id, platform: 'meta_ads' as const, currency: 'EUR' }
  await unsafeDb().campaign.update({
    where: { id: (await campaign({ agencyId, clientId, brandId, skuId, ...at })).id },
    data: { desiredOn: true },
  })
}

let home: Awaited<ReturnType<typeof newAgency>>
beforeEach(async () => {
  home = await newAgency()
})

test('register, sign in, refresh: as documented, with an agency after the mail domain', async () => {
  expect(home.json).toMatchObject({ token_type: 'Bearer', expires_in: 900, agency: `harbour${n}` })
  const password = 'correct horse battery'
  const signedIn = await call(login, 'POST', { body: { email: home.email, password } })
  expect(signedIn.status).toBe(200)
  const next = await call(refresh, 'POST', { body: { refresh_token: signedIn.json['refresh_token'] } })
  expect([
    next.status,
    (await call(refresh, 'POST', { body: { refresh_token: signedIn.json['refresh_token'] } })).status,
  ]).toEqual([200, 401])
  expect((await call(login, 'POST', { body: { email: home.email, password: 'wrong' } })).status).toBe(401)
  const bad = await call(register, 'POST', { body: { email: 'nonsense', password: 'short' } })
  expect([bad.status, bad.json.errors?.map(({ path }) => path), bad.headers.get('content-type')]).toEqual([
    422,
    ['email', 'password'],
    'application/problem+json',
  ])
  expect(
    (
      await call(login, 'POST', {
        body: { email: home.email, password },
        headers: { origin: 'https://evil.example', host: 'localhost' },
      })
    ).status,
  ).toBe(403)
})

test('clients: defaults from the agency, decimal strings, paging, partial update', async () => {
  const { token } = home
  const made = await call(postClient, 'POST', {
    token,
    body: { name: 'Nordlys', goal_metric: 'cpa', goal_value: 120.5 },
  })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    slug: 'nordlys',
    currency: 'NOK',
    timezone: 'Europe/Oslo',
    industry: 'Other',
    goal_metric: 'cpa',
    goal_value: '120.50',
    status: 'active',
  })
  const id = String(made.json['id'])
  const put = await call(putClient, 'PUT', { token, id, body: { industry: 'Retail', website: 'nordlys.no' } })
  expect(put.json).toMatchObject({
    name: 'Nordlys',
    industry: 'Retail',
    website: 'https://nordlys.no',
    goal_value: '120.50',
  })
  expect((await call(putClient, 'PUT', { token, id, body: { goal_metric: null } })).json).toMatchObject({
    goal_metric: null,
    goal_value: null,
  })
  const bad = await call(putClient, 'PUT', { token, id, body: { goal_metric: 'roas', goal_value: 'much' } })
  expect([bad.status, bad.json.errors?.map(({ path }) => path)]).toEqual([422, ['goal_value']])
  expect(bad.json['detail']).toMatch(/^goal_value: "much" is not/)
  const long = await call(postClient, 'POST', { token, body: { name: 'x'.repeat(121) } })
  expect(long.json['detail']).toBe('name: The name is longer than 120 characters. Shorten it.')
  for (const name of ['Kaze', 'Pacifica']) await call(postClient, 'POST', { token, body: { name } })
  const first = await call(listClients, 'GET', { token, query: '?limit=2' })
  const second = await call(listClients, 'GET', { token, query: `?limit=2&cursor=${String(first.json['next'])}` })
  expect([first.json.data?.length, second.json.data?.length, second.json['next']]).toEqual([2, 1, null])
  await call(putClient, 'PUT', { token, id, body: { status: 'archived' } })
  expect((await call(listClients, 'GET', { token })).json.data).toHaveLength(2)
  expect((await call(listClients, 'GET', { token, query: '?status=all' })).json.data).toHaveLength(3)
})

test('SKUs and brands: the default brand, amounts without a float, deleting', async () => {
  const { token } = home
  const client = String((await call(postClient, 'POST', { token, body: { name: 'Nordlys' } })).json['id'])
  const [brand] = (await call(listBrands, 'GET', { token, query: `?client_id=${client}` })).json.data ?? []
  const brandId = String(brand?.['id'])
  const sku = await call(postSku, 'POST', { token, body: { client_id: client, name: 'Lamp', daily_budget: '0.10' } })
  expect([sku.status, sku.json]).toMatchObject([
    201,
    { client_id: client, brand_id: brandId, daily_budget: '0.10', currency: 'NOK', mode: 'explore', automation: 'off' },
  ])
  const id = String(sku.json['id'])
  expect((await call(putSku, 'PUT', { token, id, body: { daily_budget: null } })).json['daily_budget']).toBeNull()
  const refused = await call(putSku, 'PUT', { token, id, body: { daily_budget: '1.001' } })
  expect([refused.status, refused.json.errors?.map(({ path }) => path)]).toEqual([422, ['daily_budget']])
  expect(
    (await call(patchBrand, 'PATCH', { token, id: brandId, body: { monthly_budget: 100, daily_budget: 5 } })).json,
  ).toMatchObject({ monthly_budget: '100.00', daily_budget: '5.00' })
  const tooMuch = await call(patchBrand, 'PATCH', { token, id: brandId, body: { daily_budget: '101' } })
  expect([tooMuch.status, tooMuch.json.errors?.map(({ path }) => path)]).toEqual([422, ['daily_budget']])
  expect((await call(deleteSku, 'DELETE', { token, id })).status).toBe(204)
  expect((await call(getSku, 'GET', { token, id })).status).toBe(404)
  expect((await call(listSkus, 'GET', { token })).json.data).toHaveLength(1)
})

test('foreign, unknown and malformed ids answer alike', async () => {
  const rival = await newAgency()
  const theirs = await createClient(
    await tokenScope(rival.userId, rival.agencyId),
    ClientForm.parse({
      name: 'Nordlys',
      industry: 'x',
      currency: 'EUR',
      timezone: 'UTC',
      goalMetric: '',
      goalValue: '',
      website: '',
    }),
  )
  const { token } = home
  const answers = await Promise.all(
    [theirs.id, '01890000-0000-7000-8000-00000000dead', 'nonsense'].flatMap((id) => [
      call(getClient, 'GET', { token, id }),
      call(putClient, 'PUT', { token, id, body: { name: 'x' } }),
      call(exportAll, 'GET', { token, id }),
      call(getBrand, 'GET', { token, id }),
      call(getSku, 'GET', { token, id }),
      call(deleteSku, 'DELETE', { token, id }),
    ]),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  expect((await call(postSku, 'POST', { token, body: { client_id: theirs.id, name: 'x' } })).status).toBe(404)
  expect((await call(listSkus, 'GET', { token, query: `?client_id=${theirs.id}` })).json.data).toEqual([])
})

test("who may: a viewer reads their client without the agency's settings, a manager edits nothing", async () => {
  const { token, agencyId } = home
  const id = String((await call(postClient, 'POST', { token, body: { name: 'Nordlys' } })).json['id'])
  await call(postClient, 'POST', { token, body: { name: 'Kaze' } })
  const [viewer, manager, buyer] = [
    await member(agencyId, 'viewer', [id]),
    await member(agencyId, 'manager'),
    await member(agencyId, 'buyer', [id]),
  ]
  const seen = await call(listClients, 'GET', { token: viewer })
  expect(seen.json.data?.map((row) => row['name'])).toEqual(['Nordlys'])
  expect(seen.text).not.toMatch(/naming_pattern|utm|website/)
  const statuses = async (who: string) => [
    (await call(putClient, 'PUT', { token: who, id, body: { name: 'x' } })).status,
    (await call(listSkus, 'GET', { token: who })).status,
    (await call(team, 'GET', { token: who })).status,
    (await call(exportAll, 'GET', { token: who, id })).status,
    (await call(postClient, 'POST', { token: who, body: { name: 'New' } })).status,
  ]
  expect(await statuses(viewer)).toEqual([403, 403, 403, 403, 403])
  expect(await statuses(manager)).toEqual([403, 200, 200, 403, 403])
  expect(await statuses(buyer)).toEqual([200, 200, 200, 403, 403])
  const exported = await call(exportAll, 'GET', { token, id })
  expect([
    exported.status,
    exported.headers.get('content-disposition'),
    exported.text.endsWith('{"end":true}\n'),
  ]).toEqual([200, expect.stringContaining('nordlys'), true])
  expect(await unsafeDb().auditLog.count({ where: { agencyId, outcome: 'refused' } })).toBe(10)
})

test('a change that is refused at its end leaves nothing of its beginning', async () => {
  const { token, agencyId } = home
  const client = String((await call(postClient, 'POST', { token, body: { name: 'Nordlys' } })).json['id'])
  const [brand] = (await call(listBrands, 'GET', { token, query: `?client_id=${client}` })).json.data ?? []
  const [sku] = (await call(listSkus, 'GET', { token, query: `?client_id=${client}` })).json.data ?? []
  await campaignOn(agencyId, client, String(brand?.['id']), String(sku?.['id']))
  const body = { name: 'Half', status: 'archived' }
  const tries: [Handler, Handler, string][] = [
    [putClient, getClient, client],
    [patchBrand, getBrand, String(brand?.['id'])],
    [putSku, getSku, String(sku?.['id'])],
  ]
  for (const [change, read, id] of tries) {
    expect((await call(change, 'PUT', { token, id, body })).status).toBe(409)
    expect((await call(read, 'GET', { token, id })).json['name']).not.toBe('Half')
  }
})

test('what is changed over REST stands in the log and in "What changed" as if a form had done it', async () => {
  const { token, agencyId, userId } = home
  const client = String((await call(postClient, 'POST', { token, body: { name: 'Nordlys' } })).json['id'])
  const made = await call(postBrand, 'POST', { token, body: { client_id: client, name: 'Lamps', monthly_budget: 100 } })
  const id = String(made.json['id'])
  await call(patchBrand, 'PATCH', { token, id, body: { monthly_budget: '250' } })
  await call(patchBrand, 'PATCH', { token, id, body: { status: 'archived' } })
  await call(patchBrand, 'PATCH', { token, id, body: { status: 'active' } })
  const today = day(new Date().toISOString().slice(0, 10))
  const own = { id: client, timezone: 'UTC' }
  const texts = async (scope: Scope) => (await listChanges(scope, own, today, today)).changes.map(({ text }) => text)
  const expected = [
    'Restored the brand "Lamps".',
    'Archived the brand "Lamps".',
    'Set the budget of the brand "Lamps" to 250.00 a month.',
    'Added the brand "Lamps".',
  ]
  const whole = await tokenScope(userId, agencyId)
  expect(await texts(whole)).toEqual(expected)
  const buyer = await unsafeDb().user.create({ data: { email: `narrow${++n}@example.com`, name: 'Narrow' } })
  await unsafeDb().membership.create({ data: { agencyId, userId: buyer.id, role: 'buyer', clientIds: [client] } })
  expect(await texts(await tokenScope(buyer.id, agencyId))).toEqual(expected)
  expect((await call(deleteBrand, 'DELETE', { token, id })).text).toBe('')
  expect(await unsafeDb().auditLog.count({ where: { agencyId, clientId: client, action: 'brand.delete' } })).toBe(1)
})

test('no token, a false token, too many calls', async () => {
  expect((await call(listClients, 'GET')).status).toBe(401)
  expect((await call(listClients, 'GET', { token: 'x.y.z' })).status).toBe(401)
  const calls = await Promise.all(Array.from({ length: 101 }, () => call(listClients, 'GET', { token: home.token })))
  const refused = calls.filter(({ status }) => status !== 200)
  expect(refused.map(({ status, headers }) => [status, Number(headers.get('retry-after')) > 0])).toEqual([[429, true]])
  expect((await call(listClients, 'GET', { token: (await newAgency()).token })).status).toBe(200)
})

test('health tells whether the database answers', async () => {
  const health = await call(ready, 'GET')
  expect([health.status, health.json]).toEqual([200, { status: 'ok', database: 'up', redis: 'not configured' }])
})
