import type { ReactNode } from 'react'
import { pageScope } from '@/lib/agency/page-scope.server'

type Props = { children: ReactNode; params: Promise<{ agency: string }> }

/** Above the skeleton: once that is sent, what is not found could no longer be answered with 404. */
export default async function Layout({ children, params }: Props) {
  await pageScope((await params).agency, 'integration.read')
  return children
}
