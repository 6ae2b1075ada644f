import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { dateOf, dayOf } from '@/lib/core/day'
import type { DayRow } from '@/lib/report/convert'
import type { Period } from '@/lib/report/period'
import { db } from '@/lib/server/prisma'

/** Daily figures of one campaign in its account's currency: the latest revision of each day. */
export async function campaignDays(scope: Scope, campaignId: string, { first, last }: Period): Promise<DayRow[]> {
  const rows = await db(scope).metricDay.findMany({
    where: { AND: [within(scope), { campaignId, isLatest: true }], day: { gte: dateOf(first), lte: dateOf(last) } },
    include: { campaign: { select: { platform: true } } },
    orderBy: { day: 'asc' },
  })
  return rows.map((row) => ({
    day: dayOf(row.day),
    platform: row.campaign.platform,
    currency: row.currency,
    spendMicros: Number(row.spendMicros),
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
    conversions: Number(row.conversions),
    valueMicros: Number(row.valueMicros),
  }))
}

/** The first day of a campaign's figures, or null. */
export async function firstDay(scope: Scope, campaignId: string) {
  const { _min } = await db(scope).metricDay.aggregate({
    where: { AND: [within(scope), { campaignId, isLatest: true }] },
    _min: { day: true },
  })
  return _min.day ? dayOf(_min.day) : null
}
