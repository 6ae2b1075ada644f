import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { dateOf, type Day, dayOf } from '@/lib/core/day'
import { db } from '@/lib/server/prisma'
import { convert, type Converted, type DayRow, type Rate } from './convert'
import type { SourceState } from './freshness'
import type { Period } from './period'

/** Daily sums of a client by platform, from the roll-up, in the client's currency by dated rates. */
export async function clientDays(
  scope: Scope,
  client: { id: string; currency: string },
  { first, last }: Period,
): Promise<Converted> {
  const rows = await db(scope).accountDay.findMany({
    where: { AND: [within(scope), { clientId: client.id }], day: { gte: dateOf(first), lte: dateOf(last) } },
    include: { adAccount: { select: { platform: true } } },
    orderBy: { day: 'asc' },
  })
  const days: DayRow[] = rows.map((row) => ({
    day: dayOf(row.day),
    platform: row.adAccount.platform,
    currency: row.currency,
    spendMicros: Number(row.spendMicros),
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
    conversions: Number(row.conversions),
    valueMicros: Number(row.valueMicros),
  }))
  const foreign = [...new Set(days.map((d) => d.currency))].filter((c) => c !== client.currency)
  return convert(
    days,
    client.currency,
    foreign.length > 0 ? await rates(scope, foreign, client.currency, last) : () => null,
  )
}

/** The newest rate on or before a day, in either direction of the pair. */
export async function rates(scope: Scope, from: string[], to: string, last: Day): Promise<Rate> {
  const found = await db(scope).fxRate.findMany({
    where: {
      day: { lte: dateOf(last) },
      OR: [
        { base: { in: from }, quote: to },
        { base: to, quote: { in: from } },
      ],
    },
    orderBy: { day: 'desc' },
  })
  return (currency, day) => {
    const row = found.find((r) => dayOf(r.day) <= day && (r.base === currency || r.quote === currency))
    if (!row) return null
    return row.base === currency ? Number(row.rate) : 1 / Number(row.rate)
  }
}

/** The sources behind a client's figures. */
export async function clientSources(scope: Scope, clientId: string): Promise<SourceState[]> {
  const accounts = await db(scope).adAccount.findMany({
    where: { AND: [within(scope), { clientId }] },
    select: {
      platform: true,
      name: true,
      dataUntil: true,
      syncError: true,
      syncErrorAt: true,
      integration: { select: { status: true } },
    },
    orderBy: [{ platform: 'asc' }, { name: 'asc' }],
  })
  return accounts.map((a) => ({
    platform: a.platform,
    accountName: a.name,
    dataUntil: a.dataUntil,
    error: a.syncError,
    errorAt: a.syncErrorAt,
    needsReconnect: a.integration.status !== 'active',
  }))
}

/** What the client's brands may spend in a month, or null where none has a budget. */
export async function monthlyBudgetMicros(scope: Scope, clientId: string): Promise<number | null> {
  const brands = await db(scope).brand.findMany({
    where: { AND: [within(scope), { clientId, status: 'active' }] },
    select: { monthlyBudgetMicros: true },
  })
  const known = brands.flatMap((b) => (b.monthlyBudgetMicros === null ? [] : [Number(b.monthlyBudgetMicros)]))
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) : null
}
