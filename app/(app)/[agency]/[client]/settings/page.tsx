import type { Metadata } from 'next'
import { EditClient } from '@/components/advertiser/edit-client'
import { DescriptionList } from '@/components/ui/description-list'
import { can } from '@/lib/access/permissions'
import { currencyLock, getClientSettings } from '@/lib/advertiser/client-data.server'
import { goalText } from '@/lib/advertiser/goal'
import { currencyOptions, zoneOptions } from '@/lib/agency/locale'
import { pageClient } from '@/lib/agency/page-scope.server'

export const metadata: Metadata = { title: 'Client settings' }

export default async function Page({ params }: { params: Promise<{ agency: string; client: string }> }) {
  const { agency, client: slug } = await params
  const { scope, client } = await pageClient(agency, slug, 'client.read')
  const [settings, lock] = await Promise.all([getClientSettings(scope, client.id), currencyLock(scope, client.id)])
  const { name, industry, currency, timezone, website } = settings
  const goalMetric = settings.goalMetric === 'roas' || settings.goalMetric === 'cpa' ? settings.goalMetric : ''
  const goalValue = goalText(settings.goalMetric, settings.goalValue, currency)
  if (!can(scope, 'client.write'))
    return (
      <DescriptionList
        items={[
          { term: 'Name', value: name },
          { term: 'Industry', value: industry },
          { term: 'Currency', value: currency },
          { term: 'Time zone', value: timezone },
          { term: 'Goal', value: goalMetric ? `${goalMetric.toUpperCase()} ${goalValue}` : 'None' },
          { term: 'Website', value: website ?? 'None' },
        ]}
      />
    )
  return (
    <EditClient
      agency={agency}
      clientId={client.id}
      values={{ name, industry, currency, timezone, website: website ?? '', goalMetric, goalValue }}
      currencyLock={lock}
      currencies={currencyOptions()}
      zones={zoneOptions()}
    />
  )
}
