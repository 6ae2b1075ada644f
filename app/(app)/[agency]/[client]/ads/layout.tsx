import type { ReactNode } from 'react'
import { pageClient } from '@/lib/agency/page-scope.server'

type Props = { children: ReactNode; params: Promise<{ agency: string; client: string }> }

/** Above the skeleton: once that is sent, what a viewer may not see could no longer be answered with 404. */
export default async function Layout({ children, params }: Props) {
  const { agency, client } = await params
  await pageClient(agency, client, 'campaign.read')
  return children
}
