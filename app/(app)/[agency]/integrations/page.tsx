import type { Metadata } from 'next'
import { Integrations } from '@/components/integration/integrations'
import { can } from '@/lib/access/permissions'
import { listClients } from '@/lib/advertiser/client-data.server'
import { getAgency } from '@/lib/agency/data.server'
import { pageScope } from '@/lib/agency/page-scope.server'
import { returnNotice } from '@/lib/integration/notice'
import { integrationsView } from '@/lib/integration/view.server'

export const metadata: Metadata = { title: 'Integrations' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ agency: slug }, search] = await Promise.all([params, searchParams])
  const scope = await pageScope(slug, 'integration.read')
  const [agency, clients, view] = await Promise.all([getAgency(scope), listClients(scope), integrationsView(scope)])
  return (
    <Integrations
      agency={slug}
      locale={agency.locale}
      initial={view}
      clients={clients.map(({ id, name, currency, timezone }) => ({ id, name, currency, timezone }))}
      mayWrite={can(scope, 'integration.write')}
      maySync={can(scope, 'integration.sync')}
      notice={returnNotice(search, view)}
    />
  )
}
