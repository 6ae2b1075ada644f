import type { Metadata } from 'next'
import { asViewer } from '@/lib/access/scope.server'
import { pageClient } from '@/lib/agency/page-scope.server'
import { viewOf } from '@/lib/campaign/view'
import { dayIn } from '@/lib/core/zone'
import { ViewedAsClient } from '@/components/report/viewer/viewed-as-client'
import { ViewerPage } from '@/components/report/viewer/viewer-page'
import { periodOf } from '@/lib/report/query'
import { viewerDashboard } from '@/lib/report/viewer.server'
import { unsafeAudit } from '@/lib/server/audit.server'
import { now } from '@/lib/server/clock.server'
import { StaffOverview } from './staff'

export const metadata: Metadata = { title: 'Overview' }

type Props = {
  params: Promise<{ agency: string; client: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One address for both: the agency's people see the overview, a viewer their dashboard. */
export default async function Page({ params, searchParams }: Props) {
  const [{ agency: slug, client: clientSlug }, query] = await Promise.all([params, searchParams])
  const page = await pageClient(slug, clientSlug)
  const { scope, client } = page
  const at = await now()
  const period = periodOf(query, dayIn(at, client.timezone))
  if (scope.role === 'viewer')
    return <ViewerPage dashboard={await viewerDashboard(scope, client, period, at)} agency={slug} />
  if (query['as'] === 'client') {
    await unsafeAudit(scope, { action: 'client.viewed-as', clientId: client.id, target: client.name })
    const dashboard = await viewerDashboard(asViewer(scope, client.id), client, period, at)
    return (
      <ViewedAsClient client={client.name} back={`/${slug}/${client.slug}/overview`}>
        <ViewerPage dashboard={dashboard} agency={slug} />
      </ViewedAsClient>
    )
  }
  return <StaffOverview {...page} slug={slug} period={period} view={viewOf(query)} now={at} />
}
