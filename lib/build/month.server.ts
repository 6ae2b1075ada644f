import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { dateOf, daysBetween, firstOfMonth, lastOfMonth, type Day } from '@/lib/core/day'
import { dayIn } from '@/lib/core/zone'
import { now } from '@/lib/server/clock.server'
import { db } from '@/lib/server/prisma'

/** What a brand may spend this month and has spent, in the client's currency and calendar. */
export type BrandMonth = {
  brand: string
  currency: string
  /** First day of the month. */
  month: Day
  budgetMicros: bigint | null
  spentMicros: bigint
  /** Days from today to the end of the month, today included. */
  daysLeft: number
  /** Currencies of spend that is not counted here. */
  leftOut: string[]
}

/** The month of each product's brand, by the product's id. */
export async function brandMonths(
  scope: Scope,
  client: { id: string; currency: string; timezone: string },
): Promise<Record<string, BrandMonth>> {
  const today = dayIn(await now(), client.timezone)
  const month = firstOfMonth(today)
  const skus = await db(scope).sku.findMany({
    where: { AND: [within(scope), { clientId: client.id }] },
    select: { id: true, brandId: true, brand: { select: { name: true, monthlyBudgetMicros: true } } },
  })
  const months: Record<string, BrandMonth> = {}
  for (const brandId of new Set(skus.map((sku) => sku.brandId))) {
    const sums = await db(scope).metricDay.groupBy({
      by: ['currency'],
      where: { AND: [within(scope), { isLatest: true, day: { gte: dateOf(month) }, campaign: { brandId } }] },
      _sum: { spendMicros: true },
    })
    const own = sums.find((sum) => sum.currency === client.currency)
    for (const sku of skus.filter((each) => each.brandId === brandId))
      months[sku.id] = {
        brand: sku.brand.name,
        currency: client.currency,
        month,
        budgetMicros: sku.brand.monthlyBudgetMicros,
        spentMicros: own?._sum.spendMicros ?? 0n,
        daysLeft: daysBetween(today, lastOfMonth(today)) + 1,
        leftOut: sums.flatMap((sum) =>
          sum.currency === client.currency || !sum._sum.spendMicros ? [] : [sum.currency],
        ),
      }
  }
  return months
}
