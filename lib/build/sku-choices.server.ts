import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { db } from '@/lib/server/prisma'

/** Products that a draft can be for: the active ones, and the one that it is for already. */
export async function listSkuChoices(scope: Scope, clientId: string, current?: string) {
  const rows = await db(scope).sku.findMany({
    where: {
      AND: [within(scope), { clientId }, { OR: [{ status: 'active' }, ...(current ? [{ id: current }] : [])] }],
    },
    orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
    select: { id: true, name: true, brand: { select: { name: true } } },
  })
  return rows.map(({ id, name, brand }) => ({ id, name, brand: brand.name }))
}
