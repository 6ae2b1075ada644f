import type { Metadata } from 'next'
import { ClientTable } from '@/components/advertiser/client-table'
import { NewClient } from '@/components/advertiser/new-client'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button'
import { can } from '@/lib/access/permissions'
import { countByClient, listClients } from '@/lib/advertiser/client-data.server'
import { getAgency } from '@/lib/agency/data.server'
import { currencyOptions, zoneOptions } from '@/lib/agency/locale'
import { pageScope } from '@/lib/agency/page-scope.server'

export const metadata: Metadata = { title: 'Clients' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ agency: slug }, search] = await Promise.all([params, searchParams])
  const scope = await pageScope(slug, 'client.read')
  const [agency, clients, counts] = await Promise.all([
    getAgency(scope),
    listClients(scope, 'all'),
    countByClient(scope),
  ])
  const isArchived = search['show'] === 'archived'
  const of = (status: 'active' | 'archived') => clients.filter((client) => client.status === status)
  const shown = of(isArchived ? 'archived' : 'active').map(
    ({ id, slug: clientSlug, name, industry, currency, timezone, status }) => ({
      id,
      slug: clientSlug,
      name,
      industry,
      currency,
      timezone,
      status,
      campaignsOn: 0,
      adAccounts: 0,
      ...counts.get(id),
    }),
  )
  const mayCreate = can(scope, 'client.write') && scope.clientIds === 'all'
  return (
    <>
      <PageHeader
        title="Clients"
        actions={
          mayCreate ? (
            <NewClient
              agency={slug}
              currency={agency.currency}
              timezone={agency.timezone}
              currencies={currencyOptions()}
              zones={zoneOptions()}
              open={search['new'] !== undefined}
            />
          ) : undefined
        }
      />
      <nav aria-label="Which clients" className="mb-4 flex gap-2">
        {(['active', 'archived'] as const).map((status) => (
          <ButtonLink
            key={status}
            size="small"
            variant={isArchived === (status === 'archived') ? 'secondary' : 'quiet'}
            aria-current={isArchived === (status === 'archived') ? 'page' : undefined}
            href={status === 'archived' ? '?show=archived' : '?'}
          >
            {status === 'archived' ? 'Archived' : 'Active'} <span className="text-muted">{of(status).length}</span>
          </ButtonLink>
        ))}
      </nav>
      <ClientTable
        agency={slug}
        locale={agency.locale}
        rows={shown}
        archived={isArchived}
        hasOthers={clients.length > 0}
      />
    </>
  )
}
