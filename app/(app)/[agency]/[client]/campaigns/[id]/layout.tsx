import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { pageClient } from '@/lib/agency/page-scope.server'
import { hasCampaign } from '@/lib/campaign/detail.server'
import { isId } from '@/lib/server/id'

type Props = { children: ReactNode; params: Promise<{ agency: string; client: string; id: string }> }

/** Above the skeleton: once that is sent, what is not found could no longer be answered with 404. */
export default async function Layout({ children, params }: Props) {
  const { agency, client: slug, id } = await params
  const { scope, client } = await pageClient(agency, slug, 'campaign.read')
  if (!isId(id) || !(await hasCampaign(scope, client.id, id))) notFound()
  return children
}
