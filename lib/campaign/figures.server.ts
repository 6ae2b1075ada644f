import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { dateOf, dayOf } from '@/lib/core/day'
import { dayIn } from '@/lib/core/zone'
import type { DayRow } from '@/lib/report/convert'
import type { Coverage } from '@/lib/report/figures'
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

/** The days of which a campaign's figures are known: from its first to the day that its account's figures reach. */
export async function campaignCoverage(scope: Scope, campaignId: string): Promise<Coverage> {
  const mine = { AND: [within(scope), { campaignId, isLatest: true }] }
  const [{ _min, _max }, campaign] = await Promise.all([
    db(scope).metricDay.aggregate({ where: mine, _min: { day: true }, _max: { day: true } }),
    db(scope).campaign.findFirst({
      where: { AND: [within(scope), { id: campaignId }] },
      select: { adAccount: { select: { dataUntil: true, timezone: true } } },
    }),
  ])
  if (!_min.day || !_max.day) return null
  const { dataUntil, timezone } = campaign?.adAccount ?? { dataUntil: null, timezone: 'UTC' }
  const reached = dataUntil ? dayIn(dataUntil, timezone) : null
  const last = dayOf(_max.day)
  return { first: dayOf(_min.day), last: reached && reached > last ? reached : last }
}
