import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { day, eachDay } from '@/lib/core/day'
import type { Period } from '@/lib/report/period'
import { invalid } from '@/lib/core/errors'
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
  value: Prisma.sql`coalesce(s.value, 0)`,
  roas: Prisma.sql`s.value::float8 / nullif(s.spend, 0)`,
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
type Total = {
  currency: string
  count: bigint
  spend: bigint
  impressions: bigint
  clicks: bigint
  conversions: number
  value: bigint
}

function tenant(scope: Scope, clientId: string, alias: string): Prisma.Sql {
  const t = Prisma.raw(alias)
  const clients =
    scope.clientIds === 'all' ? Prisma.empty : Prisma.sql`and ${t}."clientId" = any(${[...scope.clientIds]}::uuid[])`
  return Prisma.sql`${t}."agencyId" = ${scope.agencyId}::uuid and ${t}."clientId" = ${clientId}::uuid ${clients}`
}

function filters(query: CampaignQuery): Prisma.Sql {
  const parts: Prisma.Sql[] = []
  if (query.q) parts.push(Prisma.sql`c.name ilike ${`%${query.q.replace(/[\\%_]/g, '\\$&')}%`}`)
  if (query.platform.length > 0) parts.push(Prisma.sql`c.platform::text = any(${query.platform})`)
  if (query.status.length > 0) parts.push(Prisma.sql`c.status::text = any(${query.status})`)
  if (query.minSpend !== undefined)
    parts.push(Prisma.sql`coalesce(s.spend, 0) > ${BigInt(Math.round(query.minSpend * 1e6))}`)
  return parts.length > 0 ? Prisma.sql`and ${Prisma.join(parts, ' and ')}` : Prisma.empty
}

/** The sums of the period for each campaign; the latest revision of each day counts. */
const sums = (scope: Scope, clientId: string, query: CampaignQuery): Prisma.Sql => Prisma.sql`
  select m."campaignId" as id, sum(m."spendMicros")::bigint as spend, sum(m.impressions)::bigint as impressions, sum(m.clicks)::bigint as clicks,
    sum(m.conversions)::float8 as conversions, sum(m."valueMicros")::bigint as value
  from integration_metrics m
  where ${tenant(scope, clientId, 'm')} and m."isLatest" and m.day between ${day(query.first)}::date and ${day(query.last)}::date
  group by m."campaignId"`

const offsetOf = (cursor: string | undefined): number => {
  const offset = cursor === undefined ? 0 : Number(cursor)
  if (!Number.isInteger(offset) || offset < 0)
    throw invalid('cursor', `"${cursor}" is not a cursor. Take it from the answer before.`)
  return offset
}

const plain = (t: { spend: bigint; impressions: bigint; clicks: bigint; conversions: number; value: bigint }) => ({
  spendMicros: Number(t.spend),
  impressions: Number(t.impressions),
  clicks: Number(t.clicks),
  conversions: t.conversions,
  valueMicros: Number(t.value),
})

/** A page of a client's campaigns with the sums of a period, sorted and filtered by the database. */
export async function listCampaigns(scope: Scope, clientId: string, query: CampaignQuery): Promise<CampaignPage> {
  const offset = offsetOf(query.cursor)
  const order = Prisma.sql`${ORDER[query.sort]} ${Prisma.raw(query.dir)} nulls last, c.id`
  const body = Prisma.sql`
    from campaign c join ad_account a on a."agencyId" = c."agencyId" and a.id = c."adAccountId"
    left join s on s.id = c.id left join campaign_budget b on b."agencyId" = c."agencyId" and b."campaignId" = c.id
    where ${tenant(scope, clientId, 'c')} ${filters(query)}`
  const [rows, totals, all] = await Promise.all([
    db(scope).$queryRaw<Raw[]>`with s as (${sums(scope, clientId, query)})
      select c.id, c.name, c.platform::text, c.status::text, c."platformStatus", c.origin::text, (c.origin = 'built' or c."adoptedAt" is not null) as "isAdopted", c."desiredOn", a.currency,
        b.type::text as "budgetType", b."amountMicros" as "budgetMicros",
        coalesce(s.spend, 0) as spend, coalesce(s.impressions, 0) as impressions, coalesce(s.clicks, 0) as clicks, coalesce(s.conversions, 0) as conversions, coalesce(s.value, 0) as value
      ${body} order by ${order} limit ${query.limit} offset ${offset}`,
    db(scope).$queryRaw<Total[]>`with s as (${sums(scope, clientId, query)})
      select a.currency, count(*) as count, coalesce(sum(s.spend), 0)::bigint as spend, coalesce(sum(s.impressions), 0)::bigint as impressions,
        coalesce(sum(s.clicks), 0)::bigint as clicks, coalesce(sum(s.conversions), 0)::float8 as conversions, coalesce(sum(s.value), 0)::bigint as value
      ${body} group by a.currency order by a.currency`,
    db(scope).campaign.count({ where: { AND: [within(scope), { clientId }] } }),
  ])
  const holds = await heldBy(
    scope,
    rows.map((row) => row.id),
  )
  const count = totals.reduce((n, t) => n + Number(t.count), 0)
  const next = offset + rows.length < count && rows.length > 0 ? String(offset + rows.length) : null
  return {
    data: rows.map((row) => rowOf(row, holds)),
    next,
    count,
    all,
    totals: totals.map((t) => ({ currency: t.currency, ...plain(t) })),
  }
}

function rowOf(row: Raw, holds: Map<string, string[]>): CampaignRow {
  const { budgetType, budgetMicros, spend, impressions, clicks, conversions, value, ...rest } = row
  return {
    ...rest,
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
