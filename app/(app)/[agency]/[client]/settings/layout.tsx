import type { ReactNode } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { Badge } from '@/components/ui/badge'
import { TabLinks } from '@/components/ui/tabs'
import { pageClient } from '@/lib/agency/page-scope.server'

type Props = { children: ReactNode; params: Promise<{ agency: string; client: string }> }

export default async function Layout({ children, params }: Props) {
  const { agency, client: slug } = await params
  const { client } = await pageClient(agency, slug, 'client.read')
  const base = `/${agency}/${slug}/settings`
  return (
    <>
      <PageHeader
        title={`${client.name}: settings`}
        crumbs={[
          { label: 'Clients', href: `/${agency}/clients` },
          { label: client.name, href: `/${agency}/${slug}/overview` },
        ]}
        actions={client.status === 'archived' ? <Badge tone="warn">Archived</Badge> : undefined}
      />
      <TabLinks
        label="Settings of the client"
        className="mb-6"
        items={[
          { href: base, label: 'Client', exact: true },
          { href: `${base}/brands`, label: 'Brands and SKUs' },
          { href: `${base}/naming`, label: 'Naming and tracking' },
          { href: `${base}/notes`, label: 'Notes' },
          { href: `${base}/data`, label: 'Data' },
        ]}
      />
      {children}
    </>
  )
}
