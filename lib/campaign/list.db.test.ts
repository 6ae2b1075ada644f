import { beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '@/lib/access/scope'
import { addDays, day } from '@/lib/core/day'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { adAccount, agency, campaign, client, days, integration, person } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { CampaignQuery, SORTS, type CampaignPage, type CampaignRow } from './list'
import { listCampaigns } from './list.server'

const FIRST = day('2026-11-01')
const COUNT = 620

type Made = { id: string; name: string; currency: string; platform: string; figures: ReturnType<typeof figuresOf>[] }

/** Figures of campaign `n` on the `d`-th day of November; every eleventh campaign has none. */
const figuresOf = (n: number, d: number) => ({
  spendMicros: BigInt(((n * 7919 + d * 131) % 900) * 10_000),
  impressions: BigInt((n * 31 + d) % 4000),
  clicks: BigInt((n * 13 + d) % 90),
  conversions: ((n + d) % 5) / 4,
  valueMicros: BigInt(((n * 41 + d) % 700) * 10_000),
})

let scope: Scope
let clientId: string
let viewer: Scope
let foreign: Scope
const made: Made[] = []

/** One campaign with three days, and an older revision of one of them that must not count. */
async function addCampaign(n: number, at: Parameters<typeof campaign>[0]): Promise<Made> {
  const name = `${['Lamp', 'Chair', 'Rug'][n % 3]} 50%_off ${String(n).padStart(4, '0')}`
  const row = await campaign(at, { name, amountMicros: BigInt(n % 40) * 1_000_000n })
  const { agencyId, currency } = at
  const own = { agencyId, clientId: at.clientId, campaignId: row.id, currency }
  const figures = n % 11 === 0 ? [] : [0, 1, 2].map((d) => figuresOf(n, d))
  await days(
    own,
    figures.map((f, d) => ({ ...f, day: addDays(FIRST, d) })),
  )
  await days(own, [{ ...figuresOf(n, 9), day: addDays(FIRST, -1) }])
  if (figures.length > 0)
    await unsafeDb().metricDay.create({
      data: { ...own, ...figuresOf(n, 7), day: new Date('2026-11-01'), revision: 2, isLatest: false, asOf: new Date() },
    })
  return { id: row.id, name, currency, platform: at.platform, figures }
}

beforeAll(async () => {
  await useDatabase()
  const home = await agency()
  const own = await client(home.id)
  scope = home.scope
  clientId = own.id
  viewer = (await person(home.id, { role: 'viewer', clientIds: [own.id] })).scope
  foreign = (await agency()).scope
  const at = { agencyId: home.id, clientId: own.id, brandId: own.brand.id, skuId: own.sku.id }
  for (const [platform, currency, count] of [
    ['google_ads', 'EUR', 590],
    ['meta_ads', 'JPY', COUNT - 590],
  ] as const) {
    const login = await integration(home.id, platform)
    const account = await adAccount(
      { agencyId: home.id, clientId: own.id, integrationId: login.id, platform },
      { currency },
    )
    const numbers = Array.from({ length: count }, (_, n) => made.length + n)
    const place = { ...at, adAccountId: account.id, platform, currency }
    made.push(...(await Promise.all(numbers.map((n) => addCampaign(n, place)))))
  }
}, 120_000)

const ask = (over: Record<string, unknown> = {}): CampaignQuery =>
  CampaignQuery.parse({ first: '2026-11-01', last: '2026-11-30', ...over })

const spendOf = ({ figures }: Made): number => figures.reduce((sum, f) => sum + Number(f.spendMicros), 0)

/** Every page of a question, put together. */
async function everyRow(over: Record<string, unknown>): Promise<CampaignRow[]> {
  const rows: CampaignRow[] = []
  for (let cursor: string | undefined; ;) {
    const page: CampaignPage = await listCampaigns(scope, clientId, ask({ ...over, cursor, limit: 250 }))
    rows.push(...page.data)
    if (page.next === null) return rows
    cursor = page.next
  }
}

function expected(some: readonly Made[]): CampaignPage['totals'] {
  return ['EUR', 'JPY'].flatMap((currency) => {
    const own = some.filter((one) => one.currency === currency)
    const sum = (of: (f: ReturnType<typeof figuresOf>) => bigint | number) =>
      own.flatMap(({ figures }) => figures).reduce((total, f) => total + Number(of(f)), 0)
    const totals = {
      spendMicros: sum((f) => f.spendMicros),
      impressions: sum((f) => f.impressions),
      clicks: sum((f) => f.clicks),
      conversions: sum((f) => f.conversions),
      valueMicros: sum((f) => f.valueMicros),
    }
    return own.length > 0 ? [{ currency, ...totals }] : []
  })
}

describe('totals and counts are those of the facts', () => {
  const cases: [string, Record<string, unknown>, (one: Made) => boolean][] = [
    ['everything', {}, () => true],
    ['one platform, many', { platform: 'google_ads' }, ({ platform }) => platform === 'google_ads'],
    ['one platform, few', { platform: 'meta_ads' }, ({ platform }) => platform === 'meta_ads'],
    ['a search', { q: 'lamp' }, ({ name }) => name.startsWith('Lamp')],
    ['a search for signs that LIKE knows', { q: '50%_off 00' }, ({ name }) => name.includes('off 00')],
    ['a search that finds nothing', { q: '5_%' }, () => false],
    ['spend above an amount', { minSpend: 15 }, (one) => spendOf(one) > 15_000_000],
    ['both', { q: 'rug', minSpend: 15 }, (one) => one.name.startsWith('Rug') && spendOf(one) > 15_000_000],
    ['a status that none has', { status: 'error' }, () => false],
  ]
  test.each(cases)('%s', async (_, over, fits) => {
    const wanted = made.filter(fits)
    const page = await listCampaigns(scope, clientId, ask({ ...over, limit: 5 }))
    expect(page.totals).toEqual(expected(wanted))
    expect({ count: page.count, all: page.all }).toEqual({ count: wanted.length, all: COUNT })
    expect(page.data.length).toBe(Math.min(5, wanted.length))
    expect((await everyRow(over)).map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort())
  })
})

test('each row has its own sums, and a campaign without figures has zeros', async () => {
  const byId = new Map((await everyRow({})).map((row) => [row.id, row]))
  for (const one of made) {
    const row = byId.get(one.id)
    expect(row?.spendMicros).toBe(spendOf(one))
    expect(row?.conversions).toBe(one.figures.reduce((sum, f) => sum + f.conversions, 0))
    expect(row?.currency).toBe(one.currency)
  }
})

const valueOf = (row: CampaignRow, sort: string): number | string | null => {
  const ratio = (a: number, b: number) => (b === 0 ? null : a / b)
  if (sort === 'name') return row.name.toLowerCase()
  if (sort === 'status') return row.status
  if (sort === 'budget') return row.budget?.micros ?? null
  if (sort === 'ctr') return ratio(row.clicks, row.impressions)
  if (sort === 'cpa') return ratio(row.spendMicros, row.conversions)
  if (sort === 'roas') return ratio(row.valueMicros, row.spendMicros)
  if (sort === 'conversions') return row.conversions
  return (
    { spend: row.spendMicros, impressions: row.impressions, clicks: row.clicks, value: row.valueMicros }[sort] ?? null
  )
}

test.each(
  SORTS.flatMap(
    (sort) =>
      [
        [sort, 'asc'],
        [sort, 'desc'],
      ] as const,
  ),
)('sorted by %s %s over all pages, what has no value last', async (sort, dir) => {
  const rows = await everyRow({ sort, dir })
  expect(new Set(rows.map(({ id }) => id)).size).toBe(COUNT)
  for (const [i, row] of rows.entries()) {
    const [a, b] = [valueOf(rows[i - 1] ?? row, sort), valueOf(row, sort)]
    if (a === null) expect(b).toBeNull()
    else if (b !== null) expect(dir === 'asc' ? a <= b : a >= b, `${a} before ${b}`).toBe(true)
  }
})

test('a page past the end has no rows and still the totals', async () => {
  const page = await listCampaigns(scope, clientId, ask({ cursor: '5000' }))
  expect(page).toMatchObject({ data: [], next: null, count: COUNT, totals: expected(made) })
})

test('a viewer, whose sessions only read, sees the same; another agency sees nothing', async () => {
  expect((await listCampaigns(viewer, clientId, ask())).totals).toEqual(expected(made))
  expect(await listCampaigns(foreign, clientId, ask())).toEqual({ data: [], next: null, count: 0, all: 0, totals: [] })
})
