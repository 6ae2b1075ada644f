import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer } from '@/lib/access/scope.server'
import type { Scope } from '@/lib/access/scope'
import { requireClient } from '@/lib/advertiser/client-data.server'
import { campaignCsv } from '@/lib/campaign/rest.server'
import { ExportQuery } from '@/lib/campaign/list'
import { listCampaigns } from '@/lib/campaign/list.server'
import { addDays, dateOf, type Day, day, eachDay } from '@/lib/core/day'
import { db } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { adAccount, agency, campaign, client, days, integration, person } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { listChanges } from './change.server'
import { sumOf } from './figures'
import { clientFigures } from './figures.server'
import { kpi } from './kpi'
import { METRICS, ZERO } from './metric'
import { part } from './part.server'
import { getSentence, saveSentence } from './sentence.server'
import { viewerDashboard } from './viewer.server'

beforeAll(useDatabase)

type Currency = { currency: string; timezone: string }

/** A client with one Google and one Meta account of a currency, figures on each day, and its roll-up. */
async function place(
  { currency, timezone }: Currency,
  first: Day,
  last: Day,
  until = new Date('2026-11-20T12:00:00Z'),
) {
  const home = await agency()
  const one = await client(home.id, undefined, {
    currency,
    timezone,
    goalMetric: 'roas',
    goalValue: 3,
    monthlyBudgetMicros: 60_000_000_000n,
  })
  const made = []
  for (const [index, platform] of (['google_ads', 'meta_ads'] as const).entries()) {
    const login = await integration(home.id, platform)
    const account = await adAccount(
      { agencyId: home.id, clientId: one.id, integrationId: login.id, platform },
      { currency, timezone, externalId: `ACCOUNT-${home.id}-${index}` },
    )
    await unsafeDb().adAccount.update({ where: { id: account.id }, data: { dataUntil: until } })
    const own = {
      agencyId: home.id,
      clientId: one.id,
      brandId: one.brand.id,
      skuId: one.sku.id,
      adAccountId: account.id,
      platform,
      currency,
    }
    const row = await campaign(own, { name: `${platform} campaign` })
    await days(
      { agencyId: home.id, clientId: one.id, campaignId: row.id, currency },
      eachDay(first, last).map((at, i) => ({
        day: at,
        spendMicros: 10_000_000n + BigInt(i) * 1_234_567n,
        impressions: 1000n + BigInt(i),
        clicks: 30n,
        conversions: 2.5,
        valueMicros: 40_000_000n + BigInt(i * (index + 1)) * 777_777n,
      })),
    )
    await unsafeDb().$executeRaw`
      insert into account_day ("agencyId", "clientId", "adAccountId", day, currency, "spendMicros", impressions, clicks, conversions, "valueMicros")
      select "agencyId", "clientId", ${account.id}::uuid, day, currency, "spendMicros", impressions, clicks, conversions, "valueMicros"
      from integration_metrics where "campaignId" = ${row.id}::uuid and "isLatest"`
    made.push({ account, campaign: row })
  }
  const summary = await requireClient(home.scope, one.slug)
  return { scope: home.scope, agency: home, client: summary, made }
}

const now = new Date('2026-11-20T13:00:00Z')
const november = { first: day('2026-11-01'), last: day('2026-11-20') }

/** What the facts say, summed by hand. */
async function byHand(scope: Scope, clientId: string, { first, last }: { first: Day; last: Day }) {
  const rows = await db(scope).metricDay.findMany({
    where: { agencyId: scope.agencyId, clientId, isLatest: true, day: { gte: dateOf(first), lte: dateOf(last) } },
  })
  return rows.reduce(
    (s, r) => ({
      spendMicros: s.spendMicros + Number(r.spendMicros),
      impressions: s.impressions + Number(r.impressions),
      clicks: s.clicks + Number(r.clicks),
      conversions: s.conversions + Number(r.conversions),
      valueMicros: s.valueMicros + Number(r.valueMicros),
    }),
    ZERO,
  )
}

const query = (period: { first: Day; last: Day }) => ExportQuery.parse(period)

describe.each([
  ['EUR over a month', { currency: 'EUR', timezone: 'Europe/Oslo' }, november],
  ['USD', { currency: 'USD', timezone: 'America/Los_Angeles' }, november],
  ['JPY, which has no decimals', { currency: 'JPY', timezone: 'Asia/Tokyo' }, november],
  [
    'EUR over the day of 25 hours',
    { currency: 'EUR', timezone: 'Europe/Oslo' },
    { first: day('2026-10-24'), last: day('2026-10-26') },
  ],
])('the same number everywhere: %s', (_, money, period) => {
  test('facts, overview, client dashboard, table and CSV agree', async () => {
    const { scope, client: one } = await place(money, addDays(period.first, -35), period.last)
    const sums = await byHand(scope, one.id, period)
    const figures = await clientFigures(scope, one, period, now)
    expect(sumOf(figures.rows, period)).toEqual(sums)
    expect(kpi('roas', figures).value).toBe(sums.valueMicros / sums.spendMicros)

    const dashboard = await viewerDashboard(asViewer(scope, one.id), one, period, now)
    if (!dashboard.figures.ok || !dashboard.ads.ok) throw new Error('a part failed')
    expect(dashboard.figures.value.spent.micros).toBe(sums.spendMicros)
    expect(dashboard.figures.value.goal?.value).toBe(sums.valueMicros / sums.spendMicros)
    expect(dashboard.figures.value.kpis.find(({ key }) => key === 'value')?.value).toBe(sums.valueMicros)
    expect(dashboard.ads.value.reduce((total, ad) => total + (ad.valueMicros ?? 0), 0)).toBe(sums.valueMicros)

    const page = await listCampaigns(scope, one.id, query(period))
    expect(page.totals).toEqual([{ currency: money.currency, ...sums }])
    const csv = (await (await campaignCsv(scope, one.slug, query(period))).text()).split('\r\n')
    const major = (micros: number) =>
      money.currency === 'JPY' ? String(Math.round(micros / 1e6)) : (Math.round(micros / 1e4) / 100).toFixed(2)
    expect(csv[1]).toContain(`Total,,${money.currency},,${major(sums.spendMicros)}`)
    expect(csv[1]).toContain(String(METRICS.roas.of(sums)?.toFixed(2)))
    expect(csv).toHaveLength(page.count + 3)
  })
})

test('the month is paced by the hour that the figures reach', async () => {
  const { scope, client: one } = await place(
    { currency: 'EUR', timezone: 'Europe/Oslo' },
    november.first,
    november.last,
  )
  const { month } = await clientFigures(scope, one, november, now)
  // 12:00 UTC is 13:00 in Oslo: nineteen days and thirteen hours of thirty.
  expect(month?.elapsed).toBeCloseTo((19 + 13 / 24) / 30)
  expect(month?.budgetMicros).toBe(60_000_000_000)
  expect(month?.pace?.word).toBe('Behind plan')
  expect((await clientFigures(scope, one, { first: day('2026-11-02'), last: november.last }, now)).month).toBeNull()
})

describe('currencies', () => {
  async function abroad() {
    const world = await place({ currency: 'USD', timezone: 'Europe/Oslo' }, november.first, november.last)
    await unsafeDb().client.update({ where: { id: world.client.id }, data: { currency: 'NOK' } })
    return { ...world, client: { ...world.client, currency: 'NOK' } }
  }
  test('without a dated rate an amount stays out, and is named; it is never counted as if equal', async () => {
    const { scope, client: one } = await abroad()
    const figures = await clientFigures(scope, one, november, now)
    expect([figures.left, sumOf(figures.rows, november).spendMicros]).toEqual([['USD'], 0])
    const dashboard = await viewerDashboard(asViewer(scope, one.id), one, november, now)
    expect(dashboard.figures.ok && dashboard.figures.value.left).toEqual(['USD'])
  })
  test('with one, each day is converted at its own rate', async () => {
    const { scope, client: one } = await abroad()
    await unsafeDb().fxRate.createMany({
      data: [
        { day: dateOf(day('2026-11-01')), base: 'USD', quote: 'NOK', rate: 10 },
        { day: dateOf(day('2026-11-11')), base: 'USD', quote: 'NOK', rate: 11 },
      ],
    })
    const figures = await clientFigures(scope, one, november, now)
    const half = async (first: string, last: string) =>
      (await byHand(scope, one.id, { first: day(first), last: day(last) })).spendMicros
    const expected = 10 * (await half('2026-11-01', '2026-11-10')) + 11 * (await half('2026-11-11', '2026-11-20'))
    expect(sumOf(figures.rows, november).spendMicros).toBe(expected)
    expect(figures.left).toEqual([])
  })
})

describe("the client's dashboard", () => {
  const SECRETS = [
    'SECRET-NOTE',
    'SECRET-HOLD',
    'Ada Lovelace',
    'SECRET-TOKEN',
    'SECRET-SKU',
    'SECRET-CLIENT',
    'ACCOUNT-',
  ]

  async function furnished() {
    const world = await place({ currency: 'EUR', timezone: 'Europe/Oslo' }, addDays(november.first, -35), november.last)
    const { scope, client: one, made } = world
    const own = { agencyId: scope.agencyId, clientId: one.id }
    const [first] = made
    if (!first) throw new Error('no campaign')
    const campaignId = first.campaign.id
    await unsafeDb().clientNote.create({
      data: { ...own, body: 'SECRET-NOTE: they pay late.', forClient: false, authorName: 'Ada Lovelace' },
    })
    await unsafeDb().clientNote.create({
      data: { ...own, body: 'Lamps carry the month.', forClient: true, authorName: 'Ada Lovelace' },
    })
    await unsafeDb().hold.create({
      data: { ...own, campaignId, kind: 'manual', key: 'manual:x', reason: 'SECRET-HOLD', setBy: 'Ada Lovelace' },
    })
    const log = { ...own, campaignId, actorName: 'Ada Lovelace' }
    await unsafeDb().campaignExecutionLog.create({
      data: { ...log, action: 'pause', status: 'success', message: 'SECRET-TOKEN', details: { ours: 'SECRET-TOKEN' } },
    })
    await unsafeDb().campaignExecutionLog.create({
      data: { ...log, action: 'resume', status: 'error', message: 'SECRET-TOKEN' },
    })
    await unsafeDb().sku.update({ where: { id: first.campaign.skuId }, data: { name: 'SECRET-SKU' } })
    await client(scope.agencyId, undefined, { name: 'SECRET-CLIENT' })
    await unsafeDb().auditLog.create({ data: { ...own, actorName: 'Ada Lovelace', action: 'client.change' } })
    await unsafeDb().adAccount.updateMany({
      where: { clientId: one.id },
      data: { syncError: 'SECRET-TOKEN expired', syncErrorAt: now },
    })
    return world
  }

  test('holds nothing of the agency, for a viewer and for staff who look through their eyes', async () => {
    const { scope, client: one, agency: home } = await furnished()
    const viewer = await person(home.id, { role: 'viewer', clientIds: [one.id] })
    const seen = await viewerDashboard(viewer.scope, one, november, now)
    const text = JSON.stringify(seen)
    for (const secret of SECRETS) expect(text).not.toContain(secret)
    expect(text).toContain('Lamps carry the month.')
    expect(text).toMatch(/We paused the campaign \\"google_ads campaign\\" on Google/)
    // The words are there to be found: the staff's own reading has them.
    expect(JSON.stringify(await listChanges(scope, one, november.first, november.last))).toContain('Ada Lovelace')
    expect(await viewerDashboard(asViewer(scope, one.id), one, november, now)).toEqual(seen)
    expect(
      await viewerDashboard(asViewer(scope, one.id), one, { first: day('2026-10-01'), last: day('2026-10-31') }, now),
    ).not.toEqual(seen)
  })

  test('nine silent hours keep the last good figures, without a pace; nobody is named and nothing is zero', async () => {
    const { scope, client: one } = await place(
      { currency: 'EUR', timezone: 'Europe/Oslo' },
      addDays(november.first, -35),
      november.last,
      new Date('2026-11-20T04:00:00Z'),
    )
    const { figures } = await viewerDashboard(asViewer(scope, one.id), one, november, now)
    if (!figures.ok) throw new Error('figures failed')
    expect(figures.value).toMatchObject({
      state: 'stale',
      behind: ['Google missing since 05:00.', 'Meta missing since 05:00.'],
    })
    expect(figures.value.spent.pace).toBeNull()
    expect(figures.value.spent.micros).toBeGreaterThan(0)
  })

  test('a new client: without accounts, and with accounts that have not delivered', async () => {
    const home = await agency()
    const one = await client(home.id)
    const summary = await requireClient(home.scope, one.slug)
    const read = async () => {
      const { figures } = await viewerDashboard(asViewer(home.scope, one.id), summary, november, now)
      if (!figures.ok) throw new Error('figures failed')
      return figures.value
    }
    const none = await read()
    expect([none.state, none.spent.micros, none.kpis.map(({ value }) => value)]).toEqual([
      'none',
      null,
      none.kpis.map(() => null),
    ])
    const login = await integration(home.id)
    await adAccount({ agencyId: home.id, clientId: one.id, integrationId: login.id })
    expect([(await read()).state, (await read()).spent.micros]).toEqual(['missing', null])
  })

  test('of another client, or another agency, shows nothing of this one', async () => {
    const { client: one } = await furnished()
    const rival = await agency()
    const other = await client(rival.id)
    const stranger = await person(rival.id, { role: 'viewer', clientIds: [other.id] })
    const seen = await viewerDashboard(stranger.scope, one, november, now)
    expect(seen.figures.ok && seen.figures.value.spent.micros).toBeNull()
    expect([seen.sentence, seen.changes, seen.ads]).toEqual([
      { ok: true, value: null },
      { ok: true, value: [] },
      { ok: true, value: [] },
    ])
    expect(() => asViewer(stranger.scope, one.id)).toThrow(/not found/)
  })
})

test('a part that fails gives a reference and none of its words', async () => {
  const failed = await part(() => Promise.reject(new Error('password=hunter2')))
  expect(failed).toEqual({ ok: false, reference: expect.stringMatching(/^[0-9A-F]{8}$/) })
})

test('the sentence for the client is written anew with a new date, or corrected with its own', async () => {
  const { scope, client: one } = await place(
    { currency: 'EUR', timezone: 'Europe/Oslo' },
    november.first,
    november.last,
  )
  const first = await saveSentence(scope, { clientId: one.id, noteId: null, body: 'First.' })
  const dated = (await getSentence(scope, one.id))?.createdAt
  await saveSentence(scope, { clientId: one.id, noteId: first.id, body: 'First, corrected.' })
  expect(await getSentence(scope, one.id)).toMatchObject({ id: first.id, body: 'First, corrected.', createdAt: dated })
  await saveSentence(scope, { clientId: one.id, noteId: null, body: 'Second.' })
  expect((await getSentence(scope, one.id))?.body).toBe('Second.')
  const rival = await agency()
  await expect(saveSentence(rival.scope, { clientId: one.id, noteId: first.id, body: 'Mine.' })).rejects.toMatchObject({
    code: 'not_found',
  })
})
