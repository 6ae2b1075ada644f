import type { ReactNode } from 'react'
import { pageClient } from '@/lib/agency/page-scope.server'

type Props = { children: ReactNode; params: Promise<{ agency: string; client: string }> }

/** A client that the scope does not see is not found, before any page of it is drawn. */
export default async function Layout({ children, params }: Props) {
  const { agency, client } = await params
  await pageClient(agency, client)
  return children
}
