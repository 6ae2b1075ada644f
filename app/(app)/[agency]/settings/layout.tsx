import type { ReactNode } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { TabLinks } from '@/components/ui/tabs'
import { can } from '@/lib/access/permissions'
import { pageScope } from '@/lib/agency/page-scope.server'

type Props = { children: ReactNode; params: Promise<{ agency: string }> }

/** A viewer has only their own tab. */
export default async function Layout({ children, params }: Props) {
  const { agency } = await params
  const scope = await pageScope(agency)
  const base = `/${agency}/settings`
  const tabs = [
    ...(can(scope, 'agency.read') ? [{ href: base, label: 'Agency', exact: true }] : []),
    { href: `${base}/me`, label: 'You' },
  ]
  return (
    <>
      <PageHeader title="Settings" />
      <TabLinks label="Settings" items={tabs} className="mb-6" />
      {children}
    </>
  )
}
