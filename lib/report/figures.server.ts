import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { type Day, dayOf } from '@/lib/core/day'
import { dayIn } from '@/lib/core/zone'
import { db } from '@/lib/server/prisma'
import type { Coverage } from './figures'
import { type Freshness, freshness, type SourceState } from './freshness'
import { type Figures } from './kpi'
import { sumOf } from './figures'
import { clientDays, clientSources, monthlyBudgetMicros } from './overview.server'
import { monthCovered, pace, type Pace } from './pace'
import { previousPeriod, type Period } from './period'
import { isMonthSoFar } from './query'

type Client = { id: string; currency: string; timezone: string }

export type Month = {
  spentMicros: number | null
  budgetMicros: number | null
  /** Share of the month that the figures cover. */
  elapsed: number
  /** Null while a source is behind: a pace over missing spend would mislead. */
  pace: Pace | null
}

export type ClientFigures = Figures & {
  /** Currencies that stay out of every sum, because no dated rate is known. */
  left: string[]
  sources: SourceState[]
  /** Zones of the ad accounts: the days of the figures are theirs. */
  zones: string[]
  fresh: Freshness
  /** Only when the period is the month so far. */
  month: Month | null
}

/** The first and last day with figures of a client, and the day that its sources reach. */
async function coverageOf(scope: Scope, client: Client, sources: readonly SourceState[]): Promise<Coverage> {
  const { _min, _max } = await db(scope).accountDay.aggregate({
    where: { AND: [within(scope), { clientId: client.id }] },
    _min: { day: true },
    _max: { day: true },
  })
  if (!_min.day || !_max.day) return null
  const reached = sources.flatMap(({ dataUntil }) => (dataUntil ? [dayIn(dataUntil, client.timezone)] : []))
  const last = [dayOf(_max.day), ...reached].reduce<Day>((a, b) => (a > b ? a : b), dayOf(_max.day))
  return { first: dayOf(_min.day), last }
}

function monthOf(
  spentMicros: number | null,
  budgetMicros: number | null,
  fresh: Freshness,
  today: Day,
  timezone: string,
): Month {
  const elapsed = monthCovered(fresh.until, today, timezone)
  const known = spentMicros !== null && fresh.state === 'fresh'
  return { spentMicros, budgetMicros, elapsed, pace: known ? pace(spentMicros, budgetMicros, elapsed) : null }
}

async function accountZones(scope: Scope, clientId: string): Promise<string[]> {
  const rows = await db(scope).adAccount.findMany({
    where: { AND: [within(scope), { clientId }] },
    select: { timezone: true },
    distinct: ['timezone'],
    orderBy: { timezone: 'asc' },
  })
  return rows.map(({ timezone }) => timezone)
}

/** Everything that a dashboard of a client is computed from, for the staff's page and for the client's own. */
export async function clientFigures(scope: Scope, client: Client, period: Period, now: Date): Promise<ClientFigures> {
  const before = previousPeriod(period)
  const today = dayIn(now, client.timezone)
  const [days, earlier, sources, budget, zones] = await Promise.all([
    clientDays(scope, client, period),
    clientDays(scope, client, before),
    clientSources(scope, client.id),
    monthlyBudgetMicros(scope, client.id),
    accountZones(scope, client.id),
  ])
  const coverage = await coverageOf(scope, client, sources)
  const fresh = freshness(sources, now)
  const spent = coverage === null ? null : sumOf(days.rows, period).spendMicros
  return {
    period,
    before,
    today,
    coverage,
    rows: days.rows,
    earlier: earlier.rows,
    left: [...new Set([...days.left, ...earlier.left])].sort(),
    sources,
    zones,
    fresh,
    month: isMonthSoFar(period, today) ? monthOf(spent, budget, fresh, today, client.timezone) : null,
  }
}
