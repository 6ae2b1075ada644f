import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { dayIn } from '@/lib/core/zone'
import type { Figures } from '@/lib/report/kpi'
import { previousPeriod, type Period } from '@/lib/report/period'
import { campaignCoverage, campaignDays } from './figures.server'

/** A campaign's figures over a period and the days before, in its account's currency. */
export async function campaignFigures(
  scope: Scope,
  campaignId: string,
  timezone: string,
  period: Period,
  now: Date,
): Promise<Figures> {
  const before = previousPeriod(period)
  const today = dayIn(now, timezone)
  const [rows, earlier, coverage] = await Promise.all([
    campaignDays(scope, campaignId, period),
    campaignDays(scope, campaignId, before),
    campaignCoverage(scope, campaignId),
  ])
  return { period, before, today, coverage, rows, earlier }
}
