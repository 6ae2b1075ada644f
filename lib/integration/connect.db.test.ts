import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '@/lib/access/scope'
import { AppError, notFound } from '@/lib/core/errors'
import { planFault, clearFaults } from '@/lib/sandbox/fault.server'
import { open } from '@/lib/server/crypto'
import { keepEnvironment, setEnvironment } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { accountNamed, emptyAgency, goAndDecide, openSandbox, ORIGIN, type Answer } from '@/prisma/seed/connected'
import { person } from '@/prisma/seed/factories'
import { connectSandbox } from '@/prisma/seed/sandbox-login'
import { useDatabase } from '@/vitest.setup'
import { assignAccount, listAdAccounts, listIntegrations, refreshAccounts } from './accounts.server'
import { disconnect, finishConnect, startConnect } from './oauth.server'
import { requestImport, requestSync } from './request.server'
import { StartConnect } from './schema'
import { integrationsView } from './view.server'

let sandbox: Awaited<ReturnType<typeof openSandbox>>
beforeAll(async () => {
  await useDatabase()
  sandbox = await openSandbox()
})
afterAll(() => sandbox.close())

const EMAIL = 'ads@harbour.example'
const handIn = (answer: Answer, scope: Scope) => finishConnect(answer, async () => scope)

/** The problem that a refused answer names; 'none' where it was taken. */
async function problemOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof AppError ? error.details['problem'] : error
  }
}
/** The order of what is compared does not matter. */
const byText = (a: unknown, b: unknown): number => String(a).localeCompare(String(b))
const logins = (agencyId: string) => unsafeDb().integration.count({ where: { agencyId } })

describe.each(['google_ads', 'meta_ads'] as const)('connecting %s', (provider) => {
  test('brings the login with its accounts, none assigned, and keeps its tokens sealed', async () => {
    const { id, owner, scope } = await emptyAgency()
    const answer = await goAndDecide(owner, provider, EMAIL)
    expect(await handIn(answer, owner)).toMatchObject({ outcome: 'connected', returnTo: '/agency/integrations' })
    const accounts = await listAdAccounts(scope)
    expect(accounts.map((a) => [a.name, a.currency, a.timezone, a.clientId]).toSorted(byText)).toEqual([
      ['Kaze', 'JPY', 'Asia/Tokyo', null],
      ['Nordlys', 'EUR', 'Europe/Oslo', null],
      ['Pacifica', 'USD', 'America/Los_Angeles', null],
      ['Tasty Chips Co.', 'USD', 'America/Chicago', null],
    ])
    // Meta names the least that it takes a day, in its own units; Google does not.
    const least = accounts.find(({ name }) => name === 'Kaze')?.minimumDailyMicros
    expect(least).toBe(provider === 'meta_ads' ? 160_000_000n : null)
    const row = await unsafeDb().integration.findFirstOrThrow({ where: { agencyId: id } })
    const token = open(row.accessToken ?? '')
    expect(token.length).toBeGreaterThan(20)
    expect(JSON.stringify(row)).not.toContain(token)
    expect(JSON.stringify(await listIntegrations(scope))).not.toContain('oken')
    expect(await unsafeDb().auditLog.findFirst({ where: { agencyId: id, outcome: 'done' } })).toMatchObject({
      action: 'integration.connected',
      actorId: owner.actor.id,
      target: row.id,
    })
  })

  test('an answer is taken once; again, late, forged or for another platform it is refused, and nothing changes', async () => {
    const { id, owner } = await emptyAgency()
    const answer = await goAndDecide(owner, provider, EMAIL)
    const other = provider === 'google_ads' ? 'meta_ads' : 'google_ads'
    expect(await problemOf(handIn({ ...answer, provider: other }, owner))).toBe('unknown')
    expect(await problemOf(handIn({ ...answer, state: `${answer.state}x` }, owner))).toBe('unknown')
    expect(await logins(id)).toBe(0)
    const both = await Promise.all([problemOf(handIn(answer, owner)), problemOf(handIn(answer, owner))])
    expect(both.toSorted(byText)).toEqual(['none', 'used'])
    expect(await problemOf(handIn(answer, owner))).toBe('used')
    const late = await goAndDecide(owner, provider, EMAIL)
    await unsafeDb().oauthState.updateMany({
      where: { agencyId: id, usedAt: null },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    expect(await problemOf(handIn(late, owner))).toBe('expired')
    expect(await logins(id)).toBe(1)
  })

  test('cancelling, a spent code and a platform that is down each have their own sentence', async () => {
    const { id, owner } = await emptyAgency()
    expect(await handIn(await goAndDecide(owner, provider, null), owner)).toMatchObject({ outcome: 'cancelled' })
    const refused = await goAndDecide(owner, provider, EMAIL)
    expect(await problemOf(handIn({ ...refused, error: 'server_error' }, owner))).toBe('refused')
    const silent = await goAndDecide(owner, provider, EMAIL)
    expect(await problemOf(handIn({ ...silent, code: null }, owner))).toBe('refused')
    const spent = await goAndDecide(owner, provider, EMAIL)
    expect(await problemOf(handIn({ ...spent, code: 'made-up' }, owner))).toBe('code')
    const down = await goAndDecide(owner, provider, EMAIL)
    await planFault({
      platform: provider === 'google_ads' ? 'google' : 'meta',
      kind: 'server_error',
      match: 'token',
      remaining: 20,
    })
    expect(await problemOf(handIn(down, owner))).toBe('unreachable')
    await clearFaults()
    expect(await logins(id)).toBe(0)
  })

  test('nobody else can hand it in: a colleague, a person of another agency, one who lost the role', async () => {
    const { id, owner } = await emptyAgency()
    const stranger = await emptyAgency()
    const admin = await person(id, { role: 'admin' })
    const answer = await goAndDecide(owner, provider, EMAIL)
    expect(await problemOf(handIn(answer, admin.scope))).toBe('foreign')
    const second = await goAndDecide(owner, provider, EMAIL)
    const unknownThere = finishConnect(second, async () => {
      throw notFound('This agency')
    })
    expect(await problemOf(unknownThere)).toBe('foreign')
    expect(await problemOf(handIn(await goAndDecide(owner, provider, EMAIL), stranger.owner))).toBe('foreign')
    const third = await goAndDecide(owner, provider, EMAIL)
    const demoted = await person(id, { role: 'buyer' })
    expect(await problemOf(handIn(third, { ...demoted.scope, actor: owner.actor }))).toBe('foreign')
    expect([await logins(id), await logins(stranger.id)]).toEqual([0, 0])
  })
})

test('Google accepts the code only with the verifier of this round trip', async () => {
  const { id, owner } = await emptyAgency()
  const [first, second] = [await goAndDecide(owner, 'google_ads', EMAIL), await goAndDecide(owner, 'google_ads', EMAIL)]
  expect(await problemOf(handIn({ ...first, code: second.code }, owner))).toBe('code')
  expect(await logins(id)).toBe(0)
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a\nb', ''])(
  '%j is no page to return to',
  (returnTo) => expect(StartConnect.safeParse({ provider: 'google_ads', returnTo }).success).toBe(false),
)

test('only a signed-in person begins', async () => {
  const { scope } = await emptyAgency()
  await expect(startConnect(scope, { provider: 'google_ads', returnTo: '/' }, ORIGIN)).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('without an application of its own at the platform nobody is sent there', async () => {
  const { owner } = await emptyAgency()
  const putBack = keepEnvironment()
  try {
    setEnvironment({ SANDBOX: '0', META_APP_ID: '' })
    await expect(startConnect(owner, { provider: 'meta_ads', returnTo: '/' }, ORIGIN)).rejects.toThrow(
      'Meta cannot be connected: META_APP_ID and META_APP_SECRET are not set.',
    )
  } finally {
    putBack()
  }
})

describe('accounts', () => {
  test('listing again adds nothing twice and takes over new names and states', async () => {
    const { id, owner, scope } = await emptyAgency()
    await connectSandbox(owner, 'meta_ads', EMAIL)
    const { id: loginId } = await unsafeDb().integration.findFirstOrThrow({ where: { agencyId: id } })
    await unsafeDb().adAccount.updateMany({
      where: { agencyId: id, name: 'Kaze' },
      data: { name: 'Old', platformStatus: 'CLOSED' },
    })
    expect(await refreshAccounts(scope, loginId)).toBe(4)
    expect((await listAdAccounts(scope)).map((a) => `${a.name} ${a.platformStatus}`).sort()).toContain('Kaze ACTIVE')
    expect(await listAdAccounts(scope)).toHaveLength(4)
  })

  test('one account goes to one client, once, even when two people choose at the same time', async () => {
    const home = await emptyAgency()
    await connectSandbox(home.owner, 'google_ads', EMAIL)
    const account = await accountNamed(home.id, 'google_ads', 'Nordlys')
    const rival = await emptyAgency()
    const wrong = assignAccount(home.scope, { adAccountId: account.id, clientId: rival.client.id })
    await expect(wrong).rejects.toMatchObject({ code: 'not_found' })
    await expect(requestSync(home.scope, account.id, 'manual')).rejects.toMatchObject({ code: 'conflict' })
    await expect(requestImport(rival.scope, account.id)).rejects.toMatchObject({ code: 'not_found' })
    const second = await unsafeDb().client.create({
      data: {
        agencyId: home.id,
        slug: 'second',
        name: 'Second',
        industry: 'Retail',
        currency: 'EUR',
        timezone: 'Europe/Oslo',
      },
    })
    const tries = [home.client.id, second.id].map((clientId) =>
      assignAccount(home.scope, { adAccountId: account.id, clientId }),
    )
    const ends = (await Promise.allSettled(tries)).map(({ status }) => status).sort()
    expect(ends).toEqual(['fulfilled', 'rejected'])
    const { clientId } = await unsafeDb().adAccount.findUniqueOrThrow({ where: { id: account.id } })
    await expect(assignAccount(home.scope, { adAccountId: account.id, clientId: clientId ?? '' })).resolves.toBeTruthy()
  })
})

describe('the page', () => {
  test('a member of chosen clients sees their accounts, and neither others nor the name of a login', async () => {
    const home = await emptyAgency()
    await connectSandbox(home.owner, 'google_ads', EMAIL)
    const account = await accountNamed(home.id, 'google_ads', 'Nordlys')
    await assignAccount(home.scope, { adAccountId: account.id, clientId: home.client.id })
    const manager = await person(home.id, { role: 'manager', clientIds: [home.client.id] })
    const all = await integrationsView(home.owner)
    const few = await integrationsView(manager.scope)
    expect(all.logins.map((l) => [l.label, l.accounts.length])).toEqual([['Nordlys and others (manager)', 4]])
    expect(few.logins.map((l) => [l.label, l.accounts.map((a) => a.name)])).toEqual([['Google Ads', ['Nordlys']]])
    expect(JSON.stringify(few)).not.toMatch(/Pacifica|Kaze|manager/)
    const nobody = await person(home.id, { role: 'manager', clientIds: [] })
    expect((await integrationsView(nobody.scope)).logins).toEqual([])
  })
})

describe('two agencies with the same login', () => {
  test('have rows of their own, and one that disconnects does not take the access of the other', async () => {
    const [a, b] = [await emptyAgency(), await emptyAgency()]
    for (const { owner } of [a, b]) await connectSandbox(owner, 'google_ads', 'shared@studio.example')
    const row = (agencyId: string) => unsafeDb().integration.findFirstOrThrow({ where: { agencyId } })
    await assignAccount(a.scope, {
      adAccountId: (await accountNamed(a.id, 'google_ads', 'Shared')).id,
      clientId: a.client.id,
    })
    expect((await accountNamed(b.id, 'google_ads', 'Shared')).clientId).toBeNull()
    await disconnect(a.scope, (await row(a.id)).id)
    expect(await row(a.id)).toMatchObject({ status: 'disconnected', accessToken: null, refreshToken: null })
    expect(await refreshAccounts(b.scope, (await row(b.id)).id)).toBe(2)
    // The last one out ends the access at the platform as well.
    const { accessToken } = await row(b.id)
    const calls = async () => {
      const headers = { authorization: `Bearer ${open(accessToken ?? '')}`, 'developer-token': 'x' }
      return (await fetch(`${sandbox.origin}/api/sandbox/google/v25/customers:listAccessibleCustomers`, { headers }))
        .status
    }
    expect(await calls()).toBe(200)
    await disconnect(b.scope, (await row(b.id)).id)
    expect(await calls()).toBe(401)
    await expect(disconnect(a.scope, (await row(b.id)).id)).rejects.toMatchObject({ code: 'not_found' })
  })
})
