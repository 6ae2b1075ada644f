import type { Metadata } from 'next'
import { BrandList } from '@/components/advertiser/brand-list'
import { can } from '@/lib/access/permissions'
import { listBrands } from '@/lib/advertiser/brand-data.server'
import { listSkus } from '@/lib/advertiser/sku-data.server'
import { pageClient } from '@/lib/agency/page-scope.server'
import { toMajor } from '@/lib/core/money'

export const metadata: Metadata = { title: 'Brands and SKUs' }

export default async function Page({ params }: { params: Promise<{ agency: string; client: string }> }) {
  const { agency: slug, client: clientSlug } = await params
  const { scope, client, agency } = await pageClient(slug, clientSlug, 'client.read')
  const [brands, skus] = await Promise.all([listBrands(scope, client.id), listSkus(scope, client.id)])
  const text = (micros: bigint | null) => (micros === null ? '' : toMajor(micros, client.currency))
  return (
    <BrandList
      context={{
        agency: slug,
        clientId: client.id,
        currency: client.currency,
        locale: agency.locale,
        mayEdit: can(scope, 'client.write'),
      }}
      brands={brands.map(({ id, name, isDefault, status, monthlyBudgetMicros, dailyBudgetMicros }) => ({
        id,
        name,
        isDefault,
        status,
        monthlyBudget: text(monthlyBudgetMicros),
        dailyBudget: text(dailyBudgetMicros),
        skus: skus
          .filter((sku) => sku.brandId === id)
          .map((sku) => ({
            id: sku.id,
            name: sku.name,
            isDefault: sku.isDefault,
            status: sku.status,
            dailyBudget: text(sku.dailyBudgetMicros),
            mode: sku.mode,
          })),
      }))}
    />
  )
}
