import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { type Day, dayOf } from '@/lib/core/day'
import type { Transaction } from '@/lib/server/prisma'
import type { Seen } from './seen'

type Place = { adAccountId: string; clientId: string }

/*
 * Platforms send no rows of zeros: what had figures and has no row any more was restated to nothing. Only up to the
 * newest period that the report has at all, as what comes after it may merely be late.
 */

/** Days from `first` to `last` that have figures here and had no row in the report. `seen` counts days from `first`. */
export async function vanishedDays(
  tx: Transaction,
  scope: Scope,
  { adAccountId, clientId }: Place,
  { first, last }: { first: Day; last: Day },
  seen: Seen,
): Promise<{ campaignId: string; at: Day }[]> {
  const { campaigns, marks } = seen.columns()
  const rows = await tx.$queryRaw<{ campaignId: string; day: Date }[]>`
    select m."campaignId", m.day from integration_metrics m
    join campaign c on c."agencyId" = m."agencyId" and c.id = m."campaignId"
    left join unnest(${campaigns}::uuid[], ${marks}::text[]) as s(campaign, marks) on s.campaign = m."campaignId"
    where m."agencyId" = ${scope.agencyId}::uuid and m."clientId" = ${clientId}::uuid and m."isLatest" and c."adAccountId" = ${adAccountId}::uuid
      and m.day between ${first}::text::date and ${last}::text::date
      and (m.impressions > 0 or m."spendMicros" > 0 or m.conversions > 0)
      and coalesce(substr(s.marks, m.day - ${first}::text::date + 1, 1), '0') = '0'`
  return rows.map(({ campaignId, day }) => ({ campaignId, at: dayOf(day) }))
}

/** The same of hours, `seen` counting them from `first`. */
export async function vanishedHours(
  tx: Transaction,
  scope: Scope,
  { adAccountId, clientId }: Place,
  { first, last }: { first: Date; last: Date },
  seen: Seen,
): Promise<{ campaignId: string; at: Date }[]> {
  const { campaigns, marks } = seen.columns()
  return tx.$queryRaw<{ campaignId: string; at: Date }[]>`
    select m."campaignId", m.at from metric_hour m
    join campaign c on c."agencyId" = m."agencyId" and c.id = m."campaignId"
    left join unnest(${campaigns}::uuid[], ${marks}::text[]) as s(campaign, marks) on s.campaign = m."campaignId"
    where m."agencyId" = ${scope.agencyId}::uuid and m."clientId" = ${clientId}::uuid and m."isLatest" and c."adAccountId" = ${adAccountId}::uuid
      and m.at between ${first}::timestamptz and ${last}::timestamptz
      and (m.impressions > 0 or m."spendMicros" > 0 or m.conversions > 0)
      and coalesce(substr(s.marks, floor(extract(epoch from m.at - ${first}::timestamptz) / 3600)::int + 1, 1), '0') = '0'`
}
