import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { freeSlug } from '@/lib/agency/slug'
import { AppError, notFound } from '@/lib/core/errors'
import { atOnce, db, type Transaction } from '@/lib/server/prisma'
import { getBrand, type Owned } from './brand-data.server'
import { requireNothingOn } from './client-data.server'
import { after, pageArguments, type PageQuery } from './page'

export type SkuValues = { name: string; dailyBudgetMicros: bigint | null }

const own = (scope: Scope, id: string) => ({ id, AND: [within(scope)] })
const withCurrency = {
  brand: { select: { name: true, status: true, client: { select: { currency: true } } } },
} as const

/** A client's SKUs, the default one first. */
export const listSkus = (scope: Scope, clientId: string) =>
  db(scope).sku.findMany({
    where: { AND: [within(scope), { clientId }] },
    orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
  })

export const listSkuPage = (
  scope: Scope,
  page: PageQuery,
  filter: { clientId?: string | undefined; brandId?: string | undefined },
) => {
  const by = {
    ...(filter.clientId ? { clientId: filter.clientId } : {}),
    ...(filter.brandId ? { brandId: filter.brandId } : {}),
  }
  return db(scope).sku.findMany({
    where: { AND: [within(scope), by, after(page)] },
    include: withCurrency,
    ...pageArguments(page),
  })
}

/** A SKU with its client's currency. Throws `not_found`. */
export async function getSku(scope: Scope, id: string, tx: Transaction = db(scope)) {
  const sku = await tx.sku.findFirst({ where: { AND: [within(scope), { id }] }, include: withCurrency })
  if (!sku) throw notFound('This SKU')
  return sku
}

/** Throws `not_found` for a brand out of scope, `conflict` for an archived one. */
export async function createSku(scope: Scope, brandId: string, values: SkuValues): Promise<Owned & { id: string }> {
  const brand = await getBrand(scope, brandId)
  if (brand.status === 'archived')
    throw new AppError('conflict', `${brand.name} is archived. Restore the brand first, or choose another.`)
  const { agencyId, clientId } = brand
  const taken = await db(scope).sku.findMany({ where: { AND: [within(scope), { clientId }] }, select: { slug: true } })
  const slug = freeSlug(values.name, new Set(taken.map((row) => row.slug)), 'sku')
  return db(scope).sku.create({
    data: { agencyId, clientId, brandId, slug, ...values },
    select: { id: true, clientId: true },
  })
}

export const updateSku = (
  scope: Scope,
  id: string,
  change: Partial<SkuValues>,
  tx: Transaction = db(scope),
): Promise<Owned> => tx.sku.update({ where: own(scope, id), data: change, select: { clientId: true } })

function refuseDefault(sku: { isDefault: boolean; name: string }, verb: string): void {
  if (sku.isDefault)
    throw new AppError(
      'conflict',
      `${sku.name} is the default, which campaigns fall back to. It cannot be ${verb}; rename it instead.`,
    )
}

/** Takes a SKU out of choice. Throws `conflict` for the default one or while campaigns are on. */
export const archiveSku = (scope: Scope, id: string, open?: Transaction): Promise<Owned> =>
  atOnce(scope, open, async (tx) => {
    refuseDefault(await getSku(scope, id, tx), 'archived')
    await requireNothingOn(tx, scope, { skuId: id })
    return tx.sku.update({ where: own(scope, id), data: { status: 'archived' }, select: { clientId: true } })
  })

export async function restoreSku(scope: Scope, id: string, tx: Transaction = db(scope)): Promise<Owned> {
  const sku = await getSku(scope, id, tx)
  if (sku.brand.status === 'archived')
    throw new AppError('conflict', `${sku.brand.name} is archived. Restore the brand first.`)
  return tx.sku.update({ where: own(scope, id), data: { status: 'active' }, select: { clientId: true } })
}

/** Deletes a SKU that was never used. Throws `conflict` for the default one and for one with campaigns or drafts. */
export const removeSku = (scope: Scope, id: string): Promise<Owned> =>
  db(scope).$transaction(async (tx) => {
    const sku = await getSku(scope, id, tx)
    refuseDefault(sku, 'deleted')
    const where = { AND: [within(scope), { skuId: id }] }
    if ((await tx.campaign.count({ where })) + (await tx.build.count({ where })) > 0)
      throw new AppError('conflict', `${sku.name} has campaigns or drafts. Archive it instead.`)
    return tx.sku.delete({ where: own(scope, id), select: { clientId: true } })
  })
