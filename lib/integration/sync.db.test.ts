import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Scope } from '@/lib/access/scope'
import { importCampaigns } from '@/lib/campaign/import.server'
import { ConnectorError } from '@/lib/connectors/define'
import { addDays, dateOf, day, type Day, dayOf } from '@/lib/core/day'
import { dayIn, endOfDay, floorHour, hoursOf, startOfDay } from '@/lib/core/zone'
import { unsafeAccountsToSync, unsafeTokensToRefresh } from '@/lib/job/sweep.server'
import { syncAccount } from '@/lib/metric/sync.server'
import { clearFaults, planFault } from '@/lib/sandbox/fault.server'
import { listJournal } from '@/lib/sandbox/journal.server'
import { accountsOf, existingCampaigns } from '@/lib/sandbox/login'
import { advanceClock, now } from '@/lib/server/clock.server'
import { open } from '@/lib/server/crypto'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { accountNamed, emptyAgency, openSandbox } from '@/prisma/seed/connected'
import { connectSandbox } from '@/prisma/seed/sandbox-login'
import { useDatabase } from '@/vitest.setup'
import { assignAccount, markImported } from './accounts.server'
import { withAccount } from './caller.server'
import type { Provider } from './schema'
import { accessToken, withToken } from './token.server'
import { integrationsView } from './view.server'

let sandbox: Awaited<ReturnType<typeof openSandbox>>
/** Conversions arrive as time goes by, so it stands still: the clock of both sides, as the sandbox runs in this process. */
const AT = new Date('2026-11-20T14:20:00Z')

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: AT })
  await useDatabase()
  sandbox = await openSandbox()
})
afterAll(async () => {
  vi.useRealTimers()
  await sandbox.close()
})
beforeEach(clearFaults)

const EMAIL = 'ads@harbour.example'
const OSLO = 'Europe/Oslo'
const shortOf = (provider: Provider) => (provider === 'google_ads' ? 'google' : 'meta')

/** A new agency whose Nordlys account is assigned and imported, as the job does it. */
async function imported(provider: Provider, email = EMAIL, name = 'Nordlys') {
  const home = await emptyAgency()
  await connectSandbox(home.owner, provider, email)
  const account = await accountNamed(home.id, provider, name)
  await assignAccount(home.scope, { adAccountId: account.id, clientId: home.client.id })
  await importCampaigns(home.scope, account.id)
  await syncAccount(home.scope, account.id, 'import')
  await markImported(home.scope, account.id)
  const login = () => unsafeDb().integration.findFirstOrThrow({ where: { agencyId: home.id } })
  const row = () => unsafeDb().adAccount.findUniqueOrThrow({ where: { id: account.id } })
  return { ...home, account, login, row, provider }
}

const latest = (agencyId: string) =>
  unsafeDb().metricDay.findMany({
    where: { agencyId, isLatest: true },
    orderBy: [{ campaignId: 'asc' }, { day: 'asc' }],
  })

/** What a campaign's days say, as text, to compare two moments. */
const told = async (agencyId: string): Promise<string[]> =>
  (await latest(agencyId)).map((m) =>
    [m.campaignId, dayOf(m.day), m.spendMicros, m.impressions, m.clicks, m.conversions, m.valueMicros].join(' '),
  )

/** As somebody removes a campaign at the platform: Google keeps its history in reports, Meta only for who asks for it. */
async function removeAt(provider: Provider, id: string): Promise<void> {
  const key = { platform: shortOf(provider), kind: 'campaign', id }
  const { data } = await unsafeDb().sandboxEntity.findUniqueOrThrow({ where: { platform_kind_id: key } })
  const status = provider === 'google_ads' ? 'REMOVED' : 'ARCHIVED'
  await unsafeDb().sandboxEntity.update({
    where: { platform_kind_id: key },
    data: { data: { ...(data as object), status } },
  })
}

const spend = (rows: { spendMicros: bigint }[]): bigint => rows.reduce((sum, row) => sum + row.spendMicros, 0n)

async function daysFacts(agencyId: string, on: Day) {
  return unsafeDb().metricDay.findMany({ where: { agencyId, day: dateOf(on), isLatest: true } })
}

describe.each(['google_ads', 'meta_ads'] as const)('an account of %s', (provider) => {
  test('is imported whole: campaigns, units, ads, budgets and 90 days, read-only until adopted', async () => {
    const { id, account, row } = await imported(provider)
    const place = accountsOf(shortOf(provider), EMAIL).find(({ name }) => name === 'Nordlys')
    if (!place) throw new Error('The sandbox has no such account.')
    const there = existingCampaigns(shortOf(provider), EMAIL, place)
    const here = await unsafeDb().campaign.findMany({
      where: { agencyId: id },
      include: { budget: true, units: { include: { creatives: true } }, platformMap: true },
    })
    expect(here.map((c) => c.name).sort()).toEqual(there.map((c) => c.name).sort())
    for (const campaign of here) {
      const known = there.find(({ name }) => name === campaign.name)
      expect(campaign).toMatchObject({
        origin: 'imported',
        adoptedAt: null,
        desiredOn: known?.isOn,
        adAccountId: account.id,
      })
      expect(campaign.platformMap?.externalCampaignId).toBeTruthy()
      expect(campaign.units.map((u) => u.creatives.length)).toEqual(known?.units.map((u) => u.ads.length))
      expect(campaign.budget?.currency).toBe('EUR')
    }
    const days = await latest(id)
    const today = dayIn(await now(), OSLO)
    const on = new Set(days.map((m) => dayOf(m.day)))
    expect([...on].filter((d) => d >= addDays(today, -90) && d < today)).toHaveLength(90)
    expect([...on].every((d) => d >= addDays(today, -90) && d <= today)).toBe(true)
    const rolled = await unsafeDb().accountDay.findMany({ where: { agencyId: id } })
    expect(spend(rolled)).toBe(spend(days))
    expect(spend(days)).toBeGreaterThan(0n)
    expect(await row()).toMatchObject({ syncError: null })
    expect(await unsafeDb().integrationMetricsRaw.count({ where: { agencyId: id } })).toBeGreaterThan(1)
  })

  test('syncing again changes nothing; a restated day is a revision and the old row stays', async () => {
    const { id, scope, account } = await imported(provider)
    const before = await told(id)
    expect(await syncAccount(scope, account.id, 'manual')).toMatchObject({ changed: 0 })
    expect(await told(id)).toEqual(before)
    const restated = addDays(dayIn(await now(), OSLO), -2)
    const was = await daysFacts(id, restated)
    const fault = {
      kind: 'restate',
      details: { factor: 0.92, first: restated, last: restated },
      remaining: 20,
    } as const
    await planFault({ platform: shortOf(provider), ...fault })
    await syncAccount(scope, account.id, 'manual')
    const is = await daysFacts(id, restated)
    expect(Number(spend(is)) / Number(spend(was))).toBeCloseTo(0.92, 2)
    expect(is.every((m) => m.revision === 2)).toBe(true)
    const first = await unsafeDb().metricDay.findMany({ where: { agencyId: id, day: dateOf(restated), revision: 1 } })
    expect(first.map((m) => String(m.spendMicros)).sort()).toEqual(was.map((m) => String(m.spendMicros)).sort())
    const others = (rows: string[]) => rows.filter((text) => !text.includes(restated))
    expect(others(await told(id))).toEqual(others(before))
    const sums = await unsafeDb().accountDay.findMany({ where: { agencyId: id, day: dateOf(restated) } })
    expect(spend(sums)).toBe(spend(is))
  })

  test('a campaign made there since is brought in with its figures', async () => {
    const { id, scope, account } = await imported(provider)
    const [gone] = await unsafeDb().campaign.findMany({ where: { agencyId: id, desiredOn: true } })
    await unsafeDb().campaign.delete({ where: { id: gone?.id ?? '' } })
    await syncAccount(scope, account.id, 'manual')
    const back = await unsafeDb().campaign.findFirstOrThrow({ where: { agencyId: id, name: gone?.name ?? '' } })
    expect(await unsafeDb().metricDay.count({ where: { campaignId: back.id } })).toBeGreaterThan(0)
  })

  test('a campaign that was removed there keeps what it spent, also when it was never seen here', async () => {
    const { id, scope, account } = await imported(
      provider,
      `removed-${provider.slice(0, 4)}@studio.example`,
      `Removed-${provider.slice(0, 4)}`,
    )
    const [gone, last] = await unsafeDb().campaign.findMany({
      where: { agencyId: id },
      include: { platformMap: true },
      orderBy: { name: 'asc' },
    })
    const before = spend(await latest(id))
    for (const campaign of [gone, last]) await removeAt(provider, campaign?.platformMap?.externalCampaignId ?? '')
    await unsafeDb().campaign.delete({ where: { id: last?.id ?? '' } })
    await unsafeDb().syncRun.deleteMany({ where: { agencyId: id } })
    await syncAccount(scope, account.id, 'import')
    expect(spend(await latest(id))).toBe(before)
    const states = await unsafeDb().campaign.findMany({ where: { agencyId: id }, orderBy: { name: 'asc' } })
    const back = states.find(({ name }) => name === last?.name || name.startsWith('Removed campaign'))
    expect(back).toMatchObject({ status: 'completed', desiredOn: false, origin: 'imported' })
    await syncAccount(scope, account.id, 'manual')
    expect(await unsafeDb().campaign.findUniqueOrThrow({ where: { id: gone?.id ?? '' } })).toMatchObject({
      name: gone?.name,
      status: 'completed',
      desiredOn: false,
    })
    expect(spend(await latest(id))).toBe(before)
  })

  test('one unknown campaign is asked for by itself, and figures come without reading all others again', async () => {
    const { id, scope, account } = await imported(provider)
    const [gone, ...others] = await unsafeDb().campaign.findMany({ where: { agencyId: id }, orderBy: { name: 'asc' } })
    await unsafeDb().campaign.delete({ where: { id: gone?.id ?? '' } })
    await unsafeDb().campaign.updateMany({ where: { agencyId: id }, data: { platformStatus: 'AS IT WAS' } })
    await syncAccount(scope, account.id, 'hourly')
    const rows = await unsafeDb().campaign.findMany({ where: { agencyId: id }, orderBy: { name: 'asc' } })
    expect(rows.map(({ name }) => name)).toEqual([gone?.name, ...others.map(({ name }) => name)])
    expect(rows.filter(({ platformStatus }) => platformStatus === 'AS IT WAS')).toHaveLength(others.length)
  })

  test('raw pages are kept without a token in them', async () => {
    const { id, login } = await imported(provider)
    const token = open((await login()).accessToken ?? '')
    const [leaks] = await unsafeDb().$queryRaw<{ count: bigint }[]>`
      select count(*) from integration_metrics_raw where "agencyId" = ${id}::uuid
        and (strpos(payload::text, ${token}) > 0 or payload::text like '%access_token%')`
    expect(leaks?.count).toBe(0n)
  })

  test('an account in which nothing runs is up to date, and asks for no more days as time goes by', async () => {
    const { id, scope, account, row } = await imported(provider)
    await unsafeDb().campaign.updateMany({ where: { agencyId: id }, data: { status: 'paused' } })
    const dataUntil = new Date(AT.getTime() - 60 * 86_400_000)
    await unsafeDb().adAccount.update({ where: { id: account.id }, data: { dataUntil } })
    await syncAccount(scope, account.id, 'hourly')
    expect((await row()).dataUntil).toEqual(floorHour(await now()))
    const run = await unsafeDb().syncRun.findFirstOrThrow({
      where: { agencyId: id, kind: 'hourly' },
      orderBy: { startedAt: 'desc' },
    })
    expect(dayOf(run.fromDay) >= addDays(dayIn(await now(), OSLO), -3)).toBe(true)
  })

  test('while the platform is down the last good figures stay, with the reason and its time', async () => {
    const { id, scope, account, row } = await imported(provider)
    const [before, good] = [await told(id), await row()]
    await planFault({ platform: shortOf(provider), kind: 'server_error', remaining: 200 })
    await expect(syncAccount(scope, account.id, 'manual')).rejects.toBeInstanceOf(Error)
    expect(await told(id)).toEqual(before)
    const bad = await row()
    expect([bad.dataUntil, bad.lastSyncedAt]).toEqual([good.dataUntil, good.lastSyncedAt])
    expect(bad.syncError).toMatch(/^[A-Z].*\.$/)
    expect(bad.syncErrorAt).not.toBeNull()
    expect(await unsafeDb().syncRun.count({ where: { agencyId: id, status: 'failed', error: bad.syncError } })).toBe(1)
    await clearFaults()
    await syncAccount(scope, account.id, 'manual')
    expect(await row()).toMatchObject({ syncError: null, syncErrorAt: null })
  })

  test('a platform that reports late is not taken to be complete', async () => {
    const { scope, account, row } = await imported(provider)
    const good = await row()
    expect(good.dataUntil).toEqual(floorHour(good.dataUntil ?? new Date()))
    await planFault({ platform: shortOf(provider), kind: 'reporting_lag', details: { hours: 5 }, remaining: 20 })
    await syncAccount(scope, account.id, 'manual')
    const late = await row()
    const hours = ((good.dataUntil?.getTime() ?? 0) - (late.dataUntil?.getTime() ?? 0)) / 3_600_000
    expect(hours).toBeGreaterThanOrEqual(4)
    expect(hours).toBeLessThanOrEqual(6)
    await clearFaults()
    await syncAccount(scope, account.id, 'manual')
    expect((await row()).dataUntil).toEqual(good.dataUntil)
  })

  test('an access that is taken away needs a person; figures stay, and reconnecting takes everything up again', async () => {
    const email = `revoked-${provider.slice(0, 4)}@studio.example`
    const home = await imported(provider, email, `Revoked-${provider.slice(0, 4)}`)
    const { id, scope, owner, account, login, row } = home
    const before = await told(id)
    await unsafeDb().sandboxToken.updateMany({ where: { email }, data: { revokedAt: await now() } })
    await expect(syncAccount(scope, account.id, 'hourly')).rejects.toMatchObject({ fault: 'auth_reconnect' })
    const dead = await login()
    expect(dead.status).toBe('needs_reconnect')
    expect(await told(id)).toEqual(before)
    expect((await row()).syncError).toContain('econnect')
    expect((await unsafeAccountsToSync()).map((a) => a.id)).not.toContain(account.id)
    const [stopped] = (await integrationsView(owner)).logins
    expect(stopped).toMatchObject({ status: 'needs_reconnect' })
    expect(stopped?.accounts.map((a) => a.state.kind).sort()).toContain('stopped')
    await connectSandbox(owner, provider, email)
    expect(await login()).toMatchObject({ id: dead.id, status: 'active', lastError: null })
    await syncAccount(scope, account.id, 'hourly')
    expect((await row()).syncError).toBeNull()
    expect((await unsafeAccountsToSync()).map((a) => a.id)).toContain(account.id)
  })
})

/** Refreshes that the platform has answered since a point of its journal. */
async function refreshes(after: bigint): Promise<number> {
  const rows = await listJournal({ after, platform: 'google', limit: 5000 })
  return rows.filter(({ path, body }) => path.endsWith('/token') && JSON.stringify(body).includes('"refresh_token"'))
    .length
}
const lastSeq = async (): Promise<bigint> =>
  (await unsafeDb().sandboxJournal.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } }))?.seq ?? 0n

test('an answer to an older token does not end a login that a person has just reconnected', async () => {
  const { owner, scope, login } = await imported('meta_ads')
  const { id } = await login()
  const refusal = withToken(scope, id, async () => {
    await connectSandbox(owner, 'meta_ads', EMAIL)
    throw new ConnectorError('auth_reconnect', 'The password was changed.')
  })
  await expect(refusal).rejects.toMatchObject({ fault: 'auth_reconnect' })
  expect(await login()).toMatchObject({ id, status: 'active', lastError: null })
  const again = withToken(scope, id, () => Promise.reject(new ConnectorError('auth_reconnect', 'It was removed.')))
  await expect(again).rejects.toMatchObject({ fault: 'auth_reconnect' })
  expect(await login()).toMatchObject({ status: 'needs_reconnect', lastError: 'It was removed.' })
})

test('logins are renewed ahead of their end by what their platform needs: Meta a week, Google minutes', async () => {
  const ends = async (provider: Provider, ms: number): Promise<string> => {
    const { id: agencyId } = await imported(provider)
    const expiresAt = new Date((await now()).getTime() + ms)
    await unsafeDb().integration.updateMany({ where: { agencyId }, data: { expiresAt } })
    return (await unsafeDb().integration.findFirstOrThrow({ where: { agencyId } })).id
  }
  const [DAY, MINUTE] = [86_400_000, 60_000]
  const due = [await ends('meta_ads', 6 * DAY), await ends('google_ads', 11 * MINUTE)]
  const later = [await ends('meta_ads', 8 * DAY), await ends('google_ads', 40 * MINUTE)]
  const found = (await unsafeTokensToRefresh()).map(({ id }) => id)
  expect(due.filter((id) => !found.includes(id))).toEqual([])
  expect(later.filter((id) => found.includes(id))).toEqual([])
})

describe("Google's token", () => {
  const ten = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 10 }, work))
  const list = (scope: Scope, id: string) =>
    withAccount(scope, id, async (connector, caller) => (await connector.listCampaigns(caller)).length)

  test('is refreshed once for ten callers at a time', async () => {
    const { scope, login, account } = await imported('google_ads')
    const old = open((await login()).accessToken ?? '')
    await advanceClock(61 * 60_000)
    const seq = await lastSeq()
    const { id } = await login()
    const tokens = await ten(() => accessToken(scope, id))
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).not.toBe(old)
    expect(await refreshes(seq)).toBe(1)
    expect(await ten(() => list(scope, account.id))).toEqual(Array(10).fill(3))
    expect(await refreshes(seq)).toBe(1)
  })

  test('that the platform calls spent early is refreshed once, and the call is made again', async () => {
    const { scope, account, login } = await imported('google_ads')
    await unsafeDb().sandboxToken.updateMany({
      where: { platform: 'google', kind: 'access' },
      data: { expiresAt: new Date(0) },
    })
    const seq = await lastSeq()
    expect(await ten(() => list(scope, account.id))).toEqual(Array(10).fill(3))
    expect(await refreshes(seq)).toBe(1)
    expect((await login()).status).toBe('active')
  })

  test('stays in use while it is good, though refreshing it ahead of time fails', async () => {
    const { scope, login, account } = await imported('google_ads')
    await unsafeDb().integration.update({
      where: { id: (await login()).id },
      data: { expiresAt: new Date((await now()).getTime() + 60_000) },
    })
    await planFault({ platform: 'google', kind: 'server_error', match: 'POST /token', remaining: 20 })
    expect(await list(scope, account.id)).toBe(3)
    expect((await login()).status).toBe('active')
  })
})

test('two agencies pull the same account, each into its own rows', async () => {
  const [a, b] = [await imported('meta_ads'), await imported('meta_ads')]
  const plain = (rows: string[]) => rows.map((text) => text.slice(37)).sort()
  expect(plain(await told(a.id))).toEqual(plain(await told(b.id)))
  const restated = addDays(dayIn(await now(), OSLO), -1)
  await planFault({
    platform: 'meta',
    kind: 'restate',
    details: { factor: 0.5, first: restated, last: restated },
    remaining: 20,
  })
  const before = await told(b.id)
  await syncAccount(a.scope, a.account.id, 'manual')
  expect(await told(b.id)).toEqual(before)
})

test.each(['google_ads', 'meta_ads'] as const)(
  'the day of 25 hours is whole: its hours at %s sum to it, and none belongs to a neighbour',
  async (provider) => {
    const { id, scope, account } = await imported(provider)
    const on = day('2026-10-25')
    expect(hoursOf(on, OSLO)).toHaveLength(25)
    // As after an outage: everything since before that day is read again, hours too.
    const before = startOfDay(addDays(on, -1), OSLO)
    await unsafeDb().adAccount.update({
      where: { id: account.id },
      data: { dataUntil: before, lastSyncedAt: before },
    })
    await syncAccount(scope, account.id, 'manual')
    for (const d of [addDays(on, -1), on, addDays(on, 1)]) {
      const hours = await unsafeDb().metricHour.findMany({
        where: { agencyId: id, isLatest: true, at: { gte: startOfDay(d, OSLO), lt: endOfDay(d, OSLO) } },
      })
      const days = await daysFacts(id, d)
      expect(hours.length).toBeGreaterThan(20)
      expect([d, spend(hours)]).toEqual([d, spend(days)])
      const count = (rows: { impressions: bigint; clicks: bigint }[]) =>
        rows.reduce((n, r) => n + r.impressions + r.clicks, 0n)
      expect(count(hours)).toBe(count(days))
    }
    const twice = await unsafeDb().metricHour.findMany({
      where: { agencyId: id, isLatest: true, at: new Date('2026-10-25T00:00:00Z') },
    })
    const usual = await unsafeDb().metricHour.findMany({
      where: { agencyId: id, isLatest: true, at: new Date('2026-10-24T00:00:00Z') },
    })
    // 02:00 comes twice on that night, and platforms report it as one wall hour.
    expect(Number(spend(twice))).toBeGreaterThan(Number(spend(usual)) * 1.4)
  },
)
