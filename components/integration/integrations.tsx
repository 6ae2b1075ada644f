'use client'

import { useQuery } from '@tanstack/react-query'
import { Cable } from 'lucide-react'
import { PageHeader } from '@/components/layout/page-header'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { messageOf } from '@/lib/client/api'
import type { Notice as ReturnNotice } from '@/lib/integration/notice'
import { integrationsQuery } from '@/lib/integration/queries'
import { PROVIDERS } from '@/lib/integration/schema'
import type { IntegrationsView } from '@/lib/integration/view'
import { ConnectButton } from './connect-button'
import { LoginCard } from './login-card'
import type { ClientChoice, IntegrationContext } from './types'
import { useAct } from './use-act'

type Props = {
  agency: string
  locale: string
  initial: IntegrationsView
  clients: readonly ClientChoice[]
  mayWrite: boolean
  maySync: boolean
  notice: ReturnNotice | undefined
}

/** Logins, their ad accounts and what each does now; read again while something moves. */
export function Integrations({ agency, locale, initial, clients, mayWrite, maySync, notice }: Props) {
  const { act, eager } = useAct(['integrations', agency])
  const { data, error } = useQuery(integrationsQuery(agency, initial, eager))
  const { logins, now } = data
  const context: IntegrationContext = { agency, locale, clients, mayWrite, maySync, act, now: new Date(now) }
  const connects = PROVIDERS.map((provider) => <ConnectButton key={provider} agency={agency} provider={provider} />)
  return (
    <>
      <PageHeader
        title="Integrations"
        source="Figures are fetched every hour, a few minutes past it, on each account's own clock"
        actions={mayWrite && logins.length > 0 ? connects : undefined}
      />
      {notice ? (
        <Notice tone={notice.tone} className="mb-4">
          {notice.text}
        </Notice>
      ) : null}
      {error ? (
        <Notice tone="warn" className="mb-4">
          This page could not be read again, so it may be out of date. {messageOf(error)}
        </Notice>
      ) : null}
      {logins.length === 0 ? (
        <Empty
          icon={<Cable aria-hidden />}
          title={mayWrite ? 'Connect the first login' : 'No login is connected yet'}
          action={mayWrite ? connects : undefined}
        >
          {mayWrite
            ? 'You sign in at Google or Meta and come back here. Then you assign each ad account to a client, and its campaigns and 90 days of figures are imported. Nothing is changed at the platform.'
            : 'An owner or admin of the agency connects Google and Meta here. Then the accounts of your clients stand on this page.'}
        </Empty>
      ) : (
        logins.map((login) => <LoginCard key={login.id} login={login} context={context} />)
      )}
    </>
  )
}
