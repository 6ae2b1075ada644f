import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { AgencyShell } from '@/components/member/agency-shell'
import { ViewerShell } from '@/components/member/viewer-shell'
import { listMemberships } from '@/lib/access/scope.server'
import { listClients } from '@/lib/advertiser/client-data.server'
import { getAgency } from '@/lib/agency/data.server'
import { pageScope, pageUser } from '@/lib/agency/page-scope.server'

type Props = { children: ReactNode; params: Promise<{ agency: string }> }

export default async function Layout({ children, params }: Props) {
  const { agency: slug } = await params
  const scope = await pageScope(slug)
  const user = await pageUser()
  const [agency, clients, memberships, jar] = await Promise.all([
    getAgency(scope),
    listClients(scope, 'all'),
    listMemberships(user.userId),
    cookies(),
  ])
  const shared = {
    agency: { slug, name: agency.name },
    agencies: memberships.map((membership) => ({ slug: membership.agency.slug, name: membership.agency.name })),
    person: { name: user.name },
  }
  if (scope.role === 'viewer')
    return (
      <ViewerShell {...shared} client={clients[0]?.name ?? agency.name}>
        {children}
      </ViewerShell>
    )
  return (
    <AgencyShell
      {...shared}
      role={scope.role}
      // Written by the shell in the browser, so that the first paint already has the right width.
      folded={jar.get('paceline-sidebar')?.value === 'folded'}
      clients={clients.map(({ id, slug: path, name, currency, timezone, status }) => ({
        id,
        slug: path,
        name,
        note: status === 'archived' ? 'Archived' : `${currency}, ${timezone}`,
        isArchived: status === 'archived',
      }))}
    >
      {children}
    </AgencyShell>
  )
}
