import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { dateOf } from '@/lib/core/day'
import { platformName } from '@/lib/integration/schema'
import { db } from '@/lib/server/prisma'
import { METRICS, ZERO } from './metric'
import type { Period } from './period'
import type { ViewerAd } from './viewer'

const MOST = 6

/** The campaigns that spent most in a period, each by its newest ad, with the campaign's figures. */
export async function viewerAds(scope: Scope, clientId: string, { first, last }: Period): Promise<ViewerAd[]> {
  const sums = await db(scope).metricDay.groupBy({
    by: ['campaignId', 'currency'],
    where: {
      AND: [within(scope), { clientId, isLatest: true }],
      day: { gte: dateOf(first), lte: dateOf(last) },
      spendMicros: { gt: 0 },
    },
    _sum: { spendMicros: true, conversions: true, valueMicros: true },
    orderBy: { _sum: { spendMicros: 'desc' } },
    take: MOST,
  })
  const ads = await db(scope).creative.findMany({
    where: {
      AND: [within(scope), { campaignId: { in: sums.map(({ campaignId }) => campaignId) } }],
      status: { in: ['live', 'paused'] },
    },
    select: {
      campaignId: true,
      headline: true,
      unit: { select: { campaign: { select: { platform: true, name: true } } } },
      media: { select: { hash: true } },
    },
    // The ads that run come first, then the newest.
    orderBy: [{ status: 'asc' }, { createdAt: 'desc' }],
  })
  return sums.flatMap(({ campaignId, currency, _sum }) => {
    const own = ads.filter((ad) => ad.campaignId === campaignId)
    const [lead] = own
    if (!lead) return []
    const conversions = Number(_sum.conversions ?? 0)
    const sums = {
      ...ZERO,
      spendMicros: Number(_sum.spendMicros ?? 0),
      conversions,
      valueMicros: Number(_sum.valueMicros ?? 0),
    }
    return [
      {
        headline: lead.headline ?? lead.unit.campaign.name,
        platform: platformName(lead.unit.campaign.platform),
        picture: lead.media?.hash ?? null,
        others: own.length - 1,
        valueMicros: METRICS.value.of(sums),
        conversions,
        roas: METRICS.roas.of(sums),
        currency,
      },
    ]
  })
}
