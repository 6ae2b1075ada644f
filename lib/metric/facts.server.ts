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
export type Source = { clientId: string; currency: string; rawId: string | null; asOf: Date }

const columns = <At>(facts: readonly Fact<At>[]) => ({
  campaigns: facts.map((f) => f.campaignId),
  spend: facts.map((f) => f.spendMicros),
  impressions: facts.map((f) => f.impressions),
  clicks: facts.map((f) => f.clicks),
  conversions: facts.map((f) => f.conversions),
  value: facts.map((f) => f.valueMicros),
})

/**
 * Stores daily facts: a new revision where a figure changed, nothing where it did not. Returns the rows written.
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
  return tx.$executeRaw`
    with incoming as (
      select * from unnest(${c.campaigns}::uuid[], ${facts.map((f) => f.at)}::text[]::date[], ${c.spend}::bigint[], ${c.impressions}::bigint[],
        ${c.clicks}::bigint[], ${c.conversions}::double precision[]::numeric(18,6)[], ${c.value}::bigint[])
        as t(campaign, at, spend, impressions, clicks, conversions, value)
    ), changed as (
      select i.*, coalesce(m.revision, 0) + 1 as next
      from incoming i left join integration_metrics m
        on m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = i.campaign and m.day = i.at and m."isLatest"
      where m.revision is null
        or (m."spendMicros", m.impressions, m.clicks, m.conversions, m."valueMicros")
          is distinct from (i.spend, i.impressions, i.clicks, i.conversions, i.value)
    ), retired as (
      update integration_metrics m set "isLatest" = false from changed c
      where m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = c.campaign and m.day = c.at and m."isLatest"
    )
    insert into integration_metrics ("agencyId", "clientId", "campaignId", day, revision, "isLatest", currency, "spendMicros", impressions, clicks, conversions, "valueMicros", "rawId", "asOf")
    select ${scope.agencyId}::uuid, ${source.clientId}::uuid, campaign, at, next, true, ${source.currency}, spend, impressions, clicks, conversions, value, ${source.rawId}::uuid, ${source.asOf}
    from changed`
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
      where m.revision is null
        or (m."spendMicros", m.impressions, m.clicks, m.conversions, m."valueMicros")
          is distinct from (i.spend, i.impressions, i.clicks, i.conversions, i.value)
    ), retired as (
      update metric_hour m set "isLatest" = false from changed c
      where m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = c.campaign and m.at = c.at and m."isLatest"
    )
    insert into metric_hour ("agencyId", "clientId", "campaignId", at, revision, "isLatest", currency, "spendMicros", impressions, clicks, conversions, "valueMicros", "rawId", "asOf")
    select ${scope.agencyId}::uuid, ${source.clientId}::uuid, campaign, at, next, true, ${source.currency}, spend, impressions, clicks, conversions, value, ${source.rawId}::uuid, ${source.asOf}
    from changed`
}

/** Brings the account's daily sums up to the facts, for the days given. Called in the transaction that stored them. */
export async function rollUp(
  tx: Transaction,
  scope: Scope,
  account: { id: string; clientId: string; currency: string },
  first: Day,
  last: Day,
): Promise<void> {
  await tx.$executeRaw`
    delete from account_day where "agencyId" = ${scope.agencyId}::uuid and "adAccountId" = ${account.id}::uuid and day between ${first}::text::date and ${last}::text::date`
  await tx.$executeRaw`
    insert into account_day ("agencyId", "clientId", "adAccountId", day, currency, "spendMicros", impressions, clicks, conversions, "valueMicros")
    select ${scope.agencyId}::uuid, ${account.clientId}::uuid, ${account.id}::uuid, m.day, ${account.currency}, sum(m."spendMicros"), sum(m.impressions), sum(m.clicks), sum(m.conversions), sum(m."valueMicros")
    from integration_metrics m join campaign c on c."agencyId" = m."agencyId" and c.id = m."campaignId"
    where m."agencyId" = ${scope.agencyId}::uuid and m."clientId" = ${account.clientId}::uuid and m."isLatest" and c."adAccountId" = ${account.id}::uuid
      and m.day between ${first}::text::date and ${last}::text::date
    group by m.day`
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
      where m.revision is null or m.value is distinct from i.value
    ), retired as (
      update campaign_metric m set "isLatest" = false from changed c
      where m."agencyId" = ${scope.agencyId}::uuid and m."campaignId" = c.campaign and m."definitionId" = c.definition and m.day = c.at and m."isLatest"
    )
    insert into campaign_metric ("agencyId", "clientId", "campaignId", "definitionId", day, revision, "isLatest", value, "asOf")
    select ${scope.agencyId}::uuid, ${source.clientId}::uuid, campaign, definition, at, next, true, value, ${source.asOf} from changed`
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
