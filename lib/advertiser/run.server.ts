import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { typedBudget } from './amount'
import { createBrand, getBrand, type Owned, updateBrand } from './brand-data.server'
import { getClientSettings } from './client-data.server'
import type { BrandEdit, BrandForm, SkuEdit, SkuForm } from './schema'
import { createSku, getSku, updateSku } from './sku-data.server'

const budgets = (form: { monthlyBudget: string; dailyBudget: string }, currency: string) => ({
  monthlyBudgetMicros: typedBudget(form.monthlyBudget, currency, 'monthlyBudget'),
  dailyBudgetMicros: typedBudget(form.dailyBudget, currency, 'dailyBudget'),
})

/** A brand from its form: amounts as typed, in the client's currency. */
export async function addBrand(scope: Scope, form: BrandForm): Promise<{ id: string }> {
  const { currency } = await getClientSettings(scope, form.clientId)
  return createBrand(scope, form.clientId, { name: form.name, ...budgets(form, currency) })
}

export async function editBrand(scope: Scope, form: BrandEdit): Promise<Owned> {
  const { client } = await getBrand(scope, form.brandId)
  return updateBrand(scope, form.brandId, { name: form.name, ...budgets(form, client.currency) })
}

export async function addSku(scope: Scope, form: SkuForm): Promise<Owned & { id: string }> {
  const { client } = await getBrand(scope, form.brandId)
  const dailyBudgetMicros = typedBudget(form.dailyBudget, client.currency, 'dailyBudget')
  return createSku(scope, form.brandId, { name: form.name, dailyBudgetMicros })
}

export async function editSku(scope: Scope, form: SkuEdit): Promise<Owned> {
  const { brand } = await getSku(scope, form.skuId)
  const dailyBudgetMicros = typedBudget(form.dailyBudget, brand.client.currency, 'dailyBudget')
  return updateSku(scope, form.skuId, { name: form.name, dailyBudgetMicros })
}
