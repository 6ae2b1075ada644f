import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { listClients } from '@/lib/advertiser/client-data.server'
import { addDays, dateOf, day, dayOf, firstOfMonth } from '@/lib/core/day'
import { dayIn } from '@/lib/core/zone'
import { convert, type DayRow } from '@/lib/report/convert'
import { rates } from '@/lib/report/overview.server'
import { db } from '@/lib/server/prisma'
import { portfolioRow, type PortfolioRow } from './portfolio'

const NONE = { impressions: 0, clicks: 0, conversions: 0, valueMicros: 0 }

/** Every active client that the scope sees, with this month's spend on the client's own calendar and its freshness. */
export async function listPortfolio(scope: Scope, now: Date): Promise<PortfolioRow[]> {
  const today = day(now.toISOString().slice(0, 10))
  // A day either side covers every time zone's idea of this month.
  const since = addDays(firstOfMonth(addDays(today, -1)), -1)
  const [clients, accounts, days, brands] = await Promise.all([
    listClients(scope),
    db(scope).adAccount.findMany({
      where: within(scope),
      include: { integration: { select: { status: true } } },
      orderBy: { name: 'asc' },
    }),
    db(scope).accountDay.findMany({
      where: { AND: [within(scope), { day: { gte: dateOf(since) } }] },
      select: { clientId: true, day: true, currency: true, spendMicros: true },
    }),
    db(scope).brand.groupBy({
      by: ['clientId'],
      where: { AND: [within(scope), { status: 'active' }] },
      _sum: { monthlyBudgetMicros: true },
    }),
  ])
  return Promise.all(
    clients.map(async (client) => {
      const local = dayIn(now, client.timezone)
      const mine: DayRow[] = days
        .filter((row) => row.clientId === client.id && dayOf(row.day) >= firstOfMonth(local))
        .map((row) => ({
          ...NONE,
          day: dayOf(row.day),
          platform: '',
          currency: row.currency,
          spendMicros: Number(row.spendMicros),
        }))
      const foreign = [...new Set(mine.map((row) => row.currency))].filter((currency) => currency !== client.currency)
      const { rows, left } = convert(
        mine,
        client.currency,
        foreign.length > 0 ? await rates(scope, foreign, client.currency, local) : () => null,
      )
      const sources = accounts
        .filter((account) => account.clientId === client.id)
        .map((account) => ({
          platform: account.platform,
          accountName: account.name,
          dataUntil: account.dataUntil,
          error: account.syncError,
          errorAt: account.syncErrorAt,
          needsReconnect: account.integration.status !== 'active',
        }))
      const budget = brands.find((row) => row.clientId === client.id)?._sum.monthlyBudgetMicros ?? null
      const { id, slug, name, currency, timezone } = client
      const facts = {
        id,
        slug,
        name,
        currency,
        timezone,
        leftOut: left,
        budgetMicros: budget === null ? null : Number(budget),
      }
      return portfolioRow({ ...facts, spend: rows.map((row) => row.spendMicros), sources }, now)
    }),
  )
}
