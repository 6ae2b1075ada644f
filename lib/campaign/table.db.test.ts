import { beforeAll, expect, test } from 'vitest'
import { day } from '@/lib/core/day'
import { METRICS } from '@/lib/report/metric'
import { adAccount, agency, campaign, client, days, integration } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { CampaignQuery, type CampaignRow, SORTS, type Sort } from './list'
import { listCampaigns } from './list.server'
import { statusOf } from './status'

let world: Awaited<ReturnType<typeof make>>
beforeAll(async () => {
  await useDatabase()
  world = await make()
})

const at = day('2026-11-10')

/** Three campaigns: one that sells, one with leads that carry no value, one without a figure. */
async function make() {
  const home = await agency()
  const one = await client(home.id)
  const login = await integration(home.id)
  const account = await adAccount({ agencyId: home.id, clientId: one.id, integrationId: login.id })
  const own = {
    agencyId: home.id,
    clientId: one.id,
    brandId: one.brand.id,
    skuId: one.sku.id,
    adAccountId: account.id,
    platform: 'meta_ads',
    currency: 'EUR',
  } as const
  const sells = await campaign(own, { name: 'Sells', amountMicros: 10_000_000n })
  const leads = await campaign(own, { name: 'leads', amountMicros: 30_000_000n })
  await campaign(own, { name: 'Quiet', amountMicros: 20_000_000n })
  const facts = { agencyId: home.id, clientId: one.id, currency: 'EUR' }
  const sums = { impressions: 1000n, clicks: 10n, conversions: 2, day: at }
  await days({ ...facts, campaignId: sells.id }, [{ ...sums, spendMicros: 5_000_000n, valueMicros: 20_000_000n }])
  await days({ ...facts, campaignId: leads.id }, [{ ...sums, spendMicros: 9_000_000n, valueMicros: 0n, clicks: 30n }])
  return { scope: home.scope, client: one }
}

const list = (over: Record<string, string> = {}) =>
  listCampaigns(world.scope, world.client.id, CampaignQuery.parse({ first: '2026-11-01', last: '2026-11-20', ...over }))

const valueOf = (sort: Sort, row: CampaignRow): string | number | null => {
  if (sort === 'name') return row.name.toLowerCase()
  if (sort === 'status') return row.status
  return sort === 'budget' ? (row.budget?.micros ?? null) : METRICS[sort].of(row)
}

test.each(SORTS.flatMap((sort) => [[sort, 'asc'] as const, [sort, 'desc'] as const]))(
  'by %s, %s: in order, and what is not known last',
  async (sort, dir) => {
    const { data } = await list({ sort, dir })
    const values = data.map((row) => valueOf(sort, row))
    const known = values.filter((value) => value !== null)
    expect(values.slice(0, known.length)).toEqual(known)
    const ordered = known.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(known).toEqual(dir === 'asc' ? ordered : ordered.toReversed())
  },
)

test('pages follow one another without a gap, each with the totals of all', async () => {
  const first = await list({ limit: '2' })
  const second = await list({ limit: '2', cursor: first.next ?? '' })
  expect([first.data, second.data].flat().map(({ name }) => name)).toEqual(['leads', 'Sells', 'Quiet'])
  expect([first.count, first.all, second.next]).toEqual([3, 3, null])
  expect(second.totals).toEqual(first.totals)
  expect(first.totals).toEqual([
    {
      currency: 'EUR',
      spendMicros: 14_000_000,
      impressions: 2000,
      clicks: 40,
      conversions: 4,
      valueMicros: 20_000_000,
    },
  ])
})

test.each([
  [{ q: 'SELL' }, ['Sells']],
  [{ q: '%' }, []],
  [{ minSpend: '5' }, ['leads']],
  [{ platform: 'google_ads' }, []],
  [{ status: 'live,paused', minSpend: '0' }, ['leads', 'Sells']],
])('filtered by %j', async (over, names) => {
  const page = await list(over)
  expect([page.data.map(({ name }) => name), page.count, page.all]).toEqual([names, names.length, 3])
})

const row = { status: 'live', platformStatus: 'ACTIVE', holds: [] as string[], desiredOn: true, isAdopted: true }
test.each([
  ['Delivering', 'dot', {}],
  ['Learning', 'pill', { platformStatus: 'LEARNING' }],
  ['Pausing', 'busy', { holds: ['manual'] }],
  ['Resuming', 'busy', { status: 'paused' }],
  ['Paused by hand', 'pill', { status: 'paused', holds: ['manual'] }],
  ['Paused: day cap, 1 more', 'pill', { status: 'paused', holds: ['budget_day', 'manual'] }],
  ['Paused', 'dot', { status: 'paused', desiredOn: false }],
  ['Paused', 'dot', { status: 'paused', isAdopted: false }],
  ['Not launched', 'dot', { status: 'draft' }],
  ['Error', 'pill', { status: 'error' }],
  ['Ended', 'dot', { status: 'completed' }],
])('says %s as a %s', (text, shape, over) => expect(statusOf({ ...row, ...over })).toMatchObject({ text, shape }))
