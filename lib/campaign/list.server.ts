import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { day, eachDay } from '@/lib/core/day'
import type { Period } from '@/lib/report/period'
import { db } from '@/lib/server/prisma'
import { Prisma } from '@/prisma/generated/client'
import type { CampaignPage, CampaignQuery, CampaignRow, Sort } from './list'

const ORDER: Record<Sort, Prisma.Sql> = {
  name: Prisma.sql`lower(c.name)`,
  status: Prisma.sql`c.status::text`,
  spend: Prisma.sql`coalesce(s.spend, 0)`,
  budget: Prisma.sql`b."amountMicros"`,
  impressions: Prisma.sql`coalesce(s.impressions, 0)`,
  clicks: Prisma.sql`coalesce(s.clicks, 0)`,
  ctr: Prisma.sql`s.clicks::float8 / nullif(s.impressions, 0)`,
  conversions: Prisma.sql`coalesce(s.conversions, 0)`,
  cpa: Prisma.sql`s.spend::float8 / nullif(s.conversions, 0)`,
  // Conversions without a value have no revenue to sort by.
  value: Prisma.sql`case when s.value = 0 and s.conversions > 0 then null else coalesce(s.value, 0) end`,
  roas: Prisma.sql`case when s.value = 0 and s.conversions > 0 then null else s.value::float8 / nullif(s.spend, 0) end`,
}

type Raw = {
  id: string
  name: string
  platform: string
  status: string
  platformStatus: string | null
  origin: string
  isAdopted: boolean
  desiredOn: boolean
  currency: string
  budgetType: string | null
  budgetMicros: bigint | null
  spend: bigint
  impressions: bigint
  clicks: bigint
  conversions: number
  value: bigint
}
/** The sums of all rows that match, by currency; each comes beside the rows of the page in that currency. */
type Total = {
  totalCurrency: string
  totalCount: bigint
  totalSpend: bigint
  totalImpressions: bigint
  totalClicks: bigint
  totalConversions: number
  totalValue: bigint
}

function tenant(scope: Scope, clientId: string, alias: string): Prisma.Sql {
  const t = Prisma.raw(alias)
  const clients =
    scope.clientIds === 'all' ? Prisma.empty : Prisma.sql`and ${t}."clientId" = any(${[...scope.clientIds]}::uuid[])`
  return Prisma.sql`${t}."agencyId" = ${scope.agencyId}::uuid and ${t}."clientId" = ${clientId}::uuid ${clients}`
}

/** Conditions on the campaigns themselves, without their figures. */
function filters({ q, platform, status }: CampaignQuery): Prisma.Sql[] {
  const parts: Prisma.Sql[] = []
  if (q) parts.push(Prisma.sql`c.name ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}`)
  if (platform.length > 0) parts.push(Prisma.sql`c.platform::text = any(${platform})`)
  if (status.length > 0) parts.push(Prisma.sql`c.status::text = any(${status})`)
  return parts
}

const all = (parts: readonly Prisma.Sql[]): Prisma.Sql => Prisma.join([...parts], ' and ')

/** Up to so many matches their figures are looked up one by one; above that, reading the whole period is faster. */
const FEW = 500

/** The ids that a search or filter leaves, when they are few; null when they are many or nothing is filtered. */
async function fewIds(scope: Scope, clientId: string, query: CampaignQuery): Promise<string[] | null> {
  const parts = filters(query)
  if (parts.length === 0) return null
  const rows = await db(scope).$queryRaw<{ id: string }[]>`
    select c.id from campaign c where ${all([tenant(scope, clientId, 'c'), ...parts])} limit ${FEW + 1}`
  return rows.length > FEW ? null : rows.map(({ id }) => id)
}

/** The sums of the period for each campaign; the latest revision of each day counts. */
const sums = (scope: Scope, clientId: string, query: CampaignQuery, few: string[] | null): Prisma.Sql => Prisma.sql`
  select m."campaignId" as id, sum(m."spendMicros")::bigint as spend, sum(m.impressions)::bigint as impressions, sum(m.clicks)::bigint as clicks,
    sum(m.conversions)::float8 as conversions, sum(m."valueMicros")::bigint as value
  from integration_metrics m
  where ${tenant(scope, clientId, 'm')} and m."isLatest" and m.day between ${day(query.first)}::date and ${day(query.last)}::date
    ${few ? Prisma.sql`and m."campaignId" = any(${few}::uuid[])` : Prisma.empty}
  group by m."campaignId"`

const plain = (t: { spend: bigint; impressions: bigint; clicks: bigint; conversions: number; value: bigint }) => ({
  spendMicros: Number(t.spend),
  impressions: Number(t.impressions),
  clicks: Number(t.clicks),
  conversions: t.conversions,
  valueMicros: Number(t.value),
})

/** The rows of the page beside the totals of all that match: the figures are read once for both. */
function pageSql(
  scope: Scope,
  clientId: string,
  query: CampaignQuery,
  few: string[] | null,
  offset: number,
): Prisma.Sql {
  const order = Prisma.sql`key ${Prisma.raw(query.dir)} nulls last, id`
  const matching = [tenant(scope, clientId, 'c'), ...(few ? [Prisma.sql`c.id = any(${few}::uuid[])`] : filters(query))]
  if (query.minSpend !== undefined)
    matching.push(Prisma.sql`coalesce(s.spend, 0) > ${BigInt(Math.round(query.minSpend * 1e6))}`)
  return Prisma.sql`
    with s as materialized (${sums(scope, clientId, query, few)}),
    r as materialized (
      select c.id, c.name, c.platform::text, c.status::text, c."platformStatus", c.origin::text, (c.origin = 'built' or c."adoptedAt" is not null) as "isAdopted",
        c."desiredOn", a.currency, b.type::text as "budgetType", b."amountMicros" as "budgetMicros", coalesce(s.spend, 0) as spend, coalesce(s.impressions, 0) as impressions,
        coalesce(s.clicks, 0) as clicks, coalesce(s.conversions, 0) as conversions, coalesce(s.value, 0) as value, ${ORDER[query.sort]} as key
      from campaign c join ad_account a on a."agencyId" = c."agencyId" and a.id = c."adAccountId"
        left join s on s.id = c.id left join campaign_budget b on b."agencyId" = c."agencyId" and b."campaignId" = c.id
      where ${all(matching)}),
    t as (
      select currency as "totalCurrency", count(*) as "totalCount", sum(spend)::bigint as "totalSpend", sum(impressions)::bigint as "totalImpressions",
        sum(clicks)::bigint as "totalClicks", sum(conversions)::float8 as "totalConversions", sum(value)::bigint as "totalValue"
      from r group by currency),
    p as (select * from r order by ${order} limit ${query.limit} offset ${offset})
    select t.*, p.id, p.name, p.platform, p.status, p."platformStatus", p.origin, p."isAdopted", p."desiredOn", p.currency, p."budgetType", p."budgetMicros",
      p.spend, p.impressions, p.clicks, p.conversions, p.value
    from t left join p on p.currency = t."totalCurrency" order by p.${order}`
}

async function readPage(scope: Scope, sql: Prisma.Sql): Promise<(Total & (Raw | { id: null }))[]> {
  // Freshly imported campaigns have no statistics yet; a nested loop chosen for "one row" would then take minutes.
  const [, rows] = await db(scope).$transaction([
    db(scope).$executeRaw`set local enable_nestloop = off`,
    db(scope).$queryRaw<(Total & (Raw | { id: null }))[]>(sql),
  ])
  return rows
}

const totalOf = (t: Total) => ({
  currency: t.totalCurrency,
  ...plain({
    spend: t.totalSpend,
    impressions: t.totalImpressions,
    clicks: t.totalClicks,
    conversions: t.totalConversions,
    value: t.totalValue,
  }),
})

const isUnfiltered = (query: CampaignQuery): boolean => filters(query).length === 0 && query.minSpend === undefined

/** A page of a client's campaigns with the sums of a period, sorted and filtered by the database. */
export async function listCampaigns(scope: Scope, clientId: string, query: CampaignQuery): Promise<CampaignPage> {
  const offset = Number(query.cursor ?? 0)
  const few = await fewIds(scope, clientId, query)
  const [found, every] = await Promise.all([
    readPage(scope, pageSql(scope, clientId, query, few, offset)),
    isUnfiltered(query) ? null : db(scope).campaign.count({ where: { AND: [within(scope), { clientId }] } }),
  ])
  const rows = found.filter((row) => row.id !== null)
  const totals = [...new Map(found.map((row) => [row.totalCurrency, row])).values()]
  const count = totals.reduce((n, t) => n + Number(t.totalCount), 0)
  const holds = await heldBy(
    scope,
    rows.map((row) => row.id),
  )
  return {
    data: rows.map((row) => rowOf(row, holds)),
    next: offset + rows.length < count && rows.length > 0 ? String(offset + rows.length) : null,
    count,
    all: every ?? count,
    totals: totals.map(totalOf).sort((a, b) => (a.currency < b.currency ? -1 : 1)),
  }
}

function rowOf(row: Raw, holds: Map<string, string[]>): CampaignRow {
  const { id, name, platform, status, platformStatus, origin, isAdopted, desiredOn, currency, ...figures } = row
  const { budgetType, budgetMicros, spend, impressions, clicks, conversions, value } = figures
  return {
    ...{ id, name, platform, status, platformStatus, origin, isAdopted, desiredOn, currency },
    ...plain({ spend, impressions, clicks, conversions, value }),
    holds: holds.get(row.id) ?? [],
    budget: budgetType && budgetMicros !== null ? { type: budgetType, micros: Number(budgetMicros) } : null,
  }
}

/** The kinds of hold that keep each campaign off now. */
async function heldBy(scope: Scope, campaignIds: string[]): Promise<Map<string, string[]>> {
  const rows = await db(scope).hold.findMany({
    where: { AND: [within(scope), { campaignId: { in: campaignIds }, unitId: null, releasedAt: null }] },
    select: { campaignId: true, kind: true },
  })
  const kinds = new Map<string, string[]>()
  for (const { campaignId, kind } of rows) kinds.set(campaignId, [...(kinds.get(campaignId) ?? []), kind])
  return kinds
}

/** Spend by day for the small charts of the rows on screen; one place a day, null where there is no figure. */
export async function sparklines(
  scope: Scope,
  clientId: string,
  campaignIds: readonly string[],
  { first, last }: Period,
): Promise<Record<string, (number | null)[]>> {
  const rows = await db(scope).$queryRaw<{ id: string; at: string; spend: bigint }[]>`
    select m."campaignId" as id, m.day::text as at, m."spendMicros" as spend from integration_metrics m
    where ${tenant(scope, clientId, 'm')} and m."isLatest" and m."campaignId" = any(${[...campaignIds]}::uuid[]) and m.day between ${first}::text::date and ${last}::text::date`
  const place = new Map(eachDay(first, last).map((at, i) => [at as string, i]))
  const lines: Record<string, (number | null)[]> = {}
  for (const { id, at, spend } of rows) {
    const line = (lines[id] ??= Array.from({ length: place.size }, () => null))
    const i = place.get(at)
    if (i !== undefined) line[i] = Number(spend)
  }
  return lines
}
