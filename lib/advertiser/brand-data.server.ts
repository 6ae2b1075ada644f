import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { freeSlug } from '@/lib/agency/slug'
import { AppError, notFound } from '@/lib/core/errors'
import { atOnce, db, type Transaction } from '@/lib/server/prisma'
import { checkDayWithinMonth } from './amount'
import { getClientSettings, requireNothingOn } from './client-data.server'
import { after, pageArguments, type PageQuery } from './page'

export type BrandValues = { name: string; monthlyBudgetMicros: bigint | null; dailyBudgetMicros: bigint | null }

const one = (scope: Scope, id: string) => ({ AND: [within(scope), { id }] })
const own = (scope: Scope, id: string) => ({ id, AND: [within(scope)] })
/** Of whom what was changed is, for the log. */
export type Owned = { clientId: string }

const withCurrency = { client: { select: { currency: true } } } as const

/** A client's brands, the default one first. */
export const listBrands = (scope: Scope, clientId: string) =>
  db(scope).brand.findMany({
    where: { AND: [within(scope), { clientId }] },
    orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
  })

export const listBrandPage = (scope: Scope, page: PageQuery, clientId?: string) =>
  db(scope).brand.findMany({
    where: { AND: [within(scope), clientId ? { clientId } : {}, after(page)] },
    include: withCurrency,
    ...pageArguments(page),
  })

/** A brand with its client's currency. Throws `not_found`. */
export async function getBrand(scope: Scope, id: string, tx: Transaction = db(scope)) {
  const brand = await tx.brand.findFirst({ where: one(scope, id), include: withCurrency })
  if (!brand) throw notFound('This brand')
  return brand
}

/** Throws `not_found` for a client out of scope, `invalid` for a day budget above the month's. */
export async function createBrand(scope: Scope, clientId: string, values: BrandValues): Promise<{ id: string }> {
  checkDayWithinMonth(values.dailyBudgetMicros, values.monthlyBudgetMicros, 'dailyBudget')
  await getClientSettings(scope, clientId)
  const { agencyId } = scope
  const taken = await db(scope).brand.findMany({
    where: { AND: [within(scope), { clientId }] },
    select: { slug: true },
  })
  const slug = freeSlug(values.name, new Set(taken.map((row) => row.slug)), 'brand')
  return db(scope).brand.create({ data: { agencyId, clientId, slug, ...values }, select: { id: true } })
}

export async function updateBrand(
  scope: Scope,
  id: string,
  change: Partial<BrandValues>,
  tx: Transaction = db(scope),
): Promise<Owned> {
  const brand = await getBrand(scope, id, tx)
  const next = { ...brand, ...change }
  checkDayWithinMonth(next.dailyBudgetMicros, next.monthlyBudgetMicros, 'dailyBudget')
  await tx.brand.update({ where: own(scope, id), data: change })
  return { clientId: brand.clientId }
}

function refuseDefault(row: { isDefault: boolean; name: string }, verb: string): void {
  if (row.isDefault)
    throw new AppError(
      'conflict',
      `${row.name} is the default, which campaigns fall back to. It cannot be ${verb}; rename it instead.`,
    )
}

/** Takes a brand and its SKUs out of choice. Throws `conflict` for the default brand or while campaigns are on. */
export const archiveBrand = (scope: Scope, id: string, open?: Transaction): Promise<Owned> =>
  atOnce(scope, open, async (tx) => {
    const brand = await getBrand(scope, id, tx)
    refuseDefault(brand, 'archived')
    await requireNothingOn(tx, scope, { brandId: id })
    await tx.brand.update({ where: own(scope, id), data: { status: 'archived' } })
    await tx.sku.updateMany({ where: { AND: [within(scope), { brandId: id }] }, data: { status: 'archived' } })
    return { clientId: brand.clientId }
  })

/** Brings a brand back; its SKUs stay archived until each is restored. */
export const restoreBrand = (scope: Scope, id: string, tx: Transaction = db(scope)): Promise<Owned> =>
  tx.brand.update({ where: own(scope, id), data: { status: 'active' }, select: { clientId: true } })

/** Deletes a brand that was never used. Throws `conflict` for the default one and for one with campaigns or drafts. */
export const removeBrand = (scope: Scope, id: string): Promise<Owned> =>
  db(scope).$transaction(async (tx) => {
    const brand = await getBrand(scope, id, tx)
    refuseDefault(brand, 'deleted')
    const skus = await tx.sku.findMany({ where: { AND: [within(scope), { brandId: id }] }, select: { id: true } })
    const skuId = { in: skus.map((sku) => sku.id) }
    const uses =
      (await tx.campaign.count({ where: { AND: [within(scope), { brandId: id }] } })) +
      (await tx.build.count({ where: { AND: [within(scope), { skuId }] } }))
    if (uses > 0) throw new AppError('conflict', `${brand.name} has campaigns or drafts. Archive it instead.`)
    await tx.brand.delete({ where: own(scope, id) })
    return { clientId: brand.clientId }
  })
