import type { Metadata } from 'next'
import { AgencyForm } from '@/components/member/agency-form'
import { DescriptionList } from '@/components/ui/description-list'
import { can } from '@/lib/access/permissions'
import { getAgency } from '@/lib/agency/data.server'
import { currencyOptions, zoneOptions } from '@/lib/agency/locale'
import { pageScope } from '@/lib/agency/page-scope.server'

export const metadata: Metadata = { title: 'Agency settings' }

export default async function Page({ params }: { params: Promise<{ agency: string }> }) {
  const { agency: slug } = await params
  const scope = await pageScope(slug, 'agency.read')
  const { name, currency, locale, timezone, rawDays } = await getAgency(scope)
  if (can(scope, 'agency.write'))
    return (
      <AgencyForm
        agency={slug}
        values={{ name, currency, locale, timezone, rawDays }}
        currencies={currencyOptions()}
        zones={zoneOptions()}
      />
    )
  return (
    <DescriptionList
      items={[
        { term: 'Name', value: name },
        { term: 'Currency of totals', value: currency },
        { term: 'Figures and dates', value: locale },
        { term: 'Time zone', value: timezone },
        { term: 'Raw reports are kept', value: `${rawDays} days` },
      ]}
    />
  )
}
