import 'server-only'
import type { Scope } from '@/lib/access/scope'
import type { Day } from '@/lib/core/day'
import type { Transaction } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { DEFINITIONS } from './definition'

/** Core facts of one campaign and one day or hour, as normalised. */
export type Fact<At> = {
  campaignId: string
  at: At
  spendMicros: bigint
  impressions: bigint
  clicks: bigint
  conversions: number
  valueMicros: bigint
}
export type Source = { clientId: string; adAccountId: string; currency: string; rawId: string | null; asOf: Date }

const columns = <At>(facts: readonly Fact<At>[]) => ({
  campaigns: facts.map((f) => f.campaignId),
  spend: facts.map((f) => f.spendMicros),
  impressions: facts.map((f) => f.impressions),
  clicks: facts.map((f) => f.clicks),
  conversions: facts.map((f) => f.conversions),
  value: facts.map((f) => f.valueMicros),
})

/**
 * Stores daily facts: a new revision where a figure changed, nothing where it did not or where newer news are there.
 * The account's daily sums move by the same differences in the same statement. Returns the facts written.
 * The caller holds the account's lock, so that two pulls cannot both think they are next.
 */
export async function storeDays(
  tx: Transaction,
  scope: Scope,
  source: Source,
  facts: readonly Fact<Day>[],
): Promise<number> {
  if (facts.length === 0) return 0
  const c = columns(facts)
  const [stored] = await tx.$queryRaw<{ count: bigint }[]>`
    with incoming as (
      select * from unnest(${c.campaigns}::uuid[], ${facts.map((f) => f.at)}::text[]::date[], ${c.spend}::bigint[], ${c.impressions}::bigint[],
        ${c.clicks}::bigint[], ${c.conversions}::double precision[]::numeric(18,6)[], ${c.value}::bigint[])
        as t(campaign, at, spend, impressions, clicks, conversions, value)
    ), changed as (
      select i.*, coalesce(m.revision, 0) + 1 as next, coalesce(m."spendMicros", 0) as old_spend, coalesce(m.impressions, 0) as old_impressions,
        coalesce(m.clicks, 0) as old_clicks, coalesce(m.conversions, 0) as old_conversions, coalesce(m."valueMicros", 0) as old_value
      from incoming i left join integration_metrics m
        on m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = i.campaign and m.day = i.at and m."isLatest"
      where m.revision is null or m."asOf" <= ${source.asOf}::timestamptz and
        (m."spendMicros", m.impressions, m.clicks, m.conversions, m."valueMicros")
          is distinct from (i.spend, i.impressions, i.clicks, i.conversions, i.value)
    ), retired as (
      update integration_metrics m set "isLatest" = false from changed c
      where m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = c.campaign and m.day = c.at and m."isLatest"
    ), stored as (
      insert into integration_metrics ("agencyId", "clientId", "campaignId", day, revision, "isLatest", currency, "spendMicros", impressions, clicks, conversions, "valueMicros", "rawId", "asOf")
      select ${scope.agencyId}::uuid, ${source.clientId}::uuid, campaign, at, next, true, ${source.currency}, spend, impressions, clicks, conversions, value, ${source.rawId}::uuid, ${source.asOf}::timestamptz
      from changed
    ), summed as (
      insert into account_day as a ("agencyId", "clientId", "adAccountId", day, currency, "spendMicros", impressions, clicks, conversions, "valueMicros")
      select ${scope.agencyId}::uuid, ${source.clientId}::uuid, ${source.adAccountId}::uuid, at, ${source.currency}, sum(spend - old_spend)::bigint,
        sum(impressions - old_impressions)::bigint, sum(clicks - old_clicks)::bigint, sum(conversions - old_conversions), sum(value - old_value)::bigint
      from changed group by at order by at
      on conflict ("agencyId", "adAccountId", day) do update set "spendMicros" = a."spendMicros" + excluded."spendMicros",
        impressions = a.impressions + excluded.impressions, clicks = a.clicks + excluded.clicks,
        conversions = a.conversions + excluded.conversions, "valueMicros" = a."valueMicros" + excluded."valueMicros"
    )
    select count(*) from changed`
  return Number(stored?.count ?? 0)
}

/** Stores hourly facts; see storeDays. */
export async function storeHours(
  tx: Transaction,
  scope: Scope,
  source: Source,
  facts: readonly Fact<Date>[],
): Promise<number> {
  if (facts.length === 0) return 0
  const c = columns(facts)
  return tx.$executeRaw`
    with incoming as (
      select * from unnest(${c.campaigns}::uuid[], ${facts.map((f) => f.at.toISOString())}::text[]::timestamptz[], ${c.spend}::bigint[], ${c.impressions}::bigint[],
        ${c.clicks}::bigint[], ${c.conversions}::double precision[]::numeric(18,6)[], ${c.value}::bigint[])
        as t(campaign, at, spend, impressions, clicks, conversions, value)
    ), changed as (
      select i.*, coalesce(m.revision, 0) + 1 as next
      from incoming i left join metric_hour m
        on m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = i.campaign and m.at = i.at and m."isLatest"
      where m.revision is null or m."asOf" <= ${source.asOf}::timestamptz and
        (m."spendMicros", m.impressions, m.clicks, m.conversions, m."valueMicros")
          is distinct from (i.spend, i.impressions, i.clicks, i.conversions, i.value)
    ), retired as (
      update metric_hour m set "isLatest" = false from changed c
      where m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = c.campaign and m.at = c.at and m."isLatest"
    )
    insert into metric_hour ("agencyId", "clientId", "campaignId", at, revision, "isLatest", currency, "spendMicros", impressions, clicks, conversions, "valueMicros", "rawId", "asOf")
    select ${scope.agencyId}::uuid, ${source.clientId}::uuid, campaign, at, next, true, ${source.currency}, spend, impressions, clicks, conversions, value, ${source.rawId}::uuid, ${source.asOf}::timestamptz
    from changed`
}

export type Value = { campaignId: string; definitionId: string; day: Day; value: number }

/** Stores daily values of defined metrics; see storeDays. */
export async function storeValues(
  tx: Transaction,
  scope: Scope,
  source: Source,
  values: readonly Value[],
): Promise<number> {
  if (values.length === 0) return 0
  return tx.$executeRaw`
    with incoming as (
      select * from unnest(${values.map((v) => v.campaignId)}::uuid[], ${values.map((v) => v.definitionId)}::uuid[], ${values.map((v) => v.day)}::text[]::date[],
        ${values.map((v) => v.value)}::double precision[]::numeric(24,6)[]) as t(campaign, definition, at, value)
    ), changed as (
      select i.*, coalesce(m.revision, 0) + 1 as next
      from incoming i left join campaign_metric m
        on m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = i.campaign and m."definitionId" = i.definition and m.day = i.at and m."isLatest"
      where m.revision is null or m."asOf" <= ${source.asOf}::timestamptz and m.value is distinct from i.value
    ), retired as (
      update campaign_metric m set "isLatest" = false from changed c
      where m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = c.campaign and m."definitionId" = c.definition and m.day = c.at and m."isLatest"
    )
    insert into campaign_metric ("agencyId", "clientId", "campaignId", "definitionId", day, revision, "isLatest", value, "asOf")
    select ${scope.agencyId}::uuid, ${source.clientId}::uuid, campaign, definition, at, next, true, value, ${source.asOf}::timestamptz from changed`
}

/** One pull of an account at a time. Held until the transaction ends. */
export const lockAccount = (tx: Transaction, adAccountId: string) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`metrics:${adAccountId}`}, 0))`

let ids: Promise<Map<string, string>> | undefined

/** Ids of the metric definitions by key; the table is global and is filled on first use. */
export const definitionIds = (): Promise<Map<string, string>> =>
  (ids ??= unsafeDefinitions().catch((error: unknown) => {
    ids = undefined
    throw error
  }))

async function unsafeDefinitions(): Promise<Map<string, string>> {
  await unsafeDb().metricDefinition.createMany({ data: DEFINITIONS.map((d) => ({ ...d })), skipDuplicates: true })
  const rows = await unsafeDb().metricDefinition.findMany()
  return new Map(rows.map((row) => [row.key, row.id]))
}
