'use client'

import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { Notice } from '@/components/ui/notice'
import { StatusDot } from '@/components/ui/status-dot'
import { disconnectIntegration, listAgain } from '@/lib/integration/actions'
import { platformName, PROVIDER_NAMES } from '@/lib/integration/schema'
import type { LoginView } from '@/lib/integration/view'
import { AccountRow } from './account-row'
import { ConnectButton } from './connect-button'
import type { IntegrationContext } from './types'

type Props = { login: LoginView; context: IntegrationContext }

const countWords = (n: number): string => (n === 1 ? '1 ad account' : `${n} ad accounts`)

/** What a login without access means, and what to do about it. */
function accessWords({ status, provider, accounts }: LoginView): string | undefined {
  if (status === 'active') return undefined
  const fetched = accounts.some(({ dataUntil }) => dataUntil !== null)
  const stay = fetched ? ' The figures up to then stay.' : ''
  return status === 'disconnected'
    ? `This login was disconnected here, so nothing is fetched any more.${stay}`
    : `${platformName(provider)} has ended the access of this login, so nothing is fetched until it is connected again.${stay}`
}

function State({ status }: { status: LoginView['status'] }) {
  if (status === 'active') return <StatusDot>Connected</StatusDot>
  if (status === 'disconnected') return <StatusDot off>Disconnected</StatusDot>
  return <Badge tone="bad">Reconnect needed</Badge>
}

/** One login with the ad accounts that it reaches. */
export function LoginCard({ login, context }: Props) {
  const [ending, setEnding] = useState(false)
  const [listing, setListing] = useState(false)
  const { agency, mayWrite, act } = context
  const { id, label, provider, accounts } = login
  const isActive = login.status === 'active'
  const list = async () => {
    setListing(true)
    await act(() => listAgain(agency, { integrationId: id }), {
      done: `The accounts of ${label} are up to date`,
    })
    setListing(false)
  }
  const access = accessWords(login)
  return (
    <Card aria-label={`${PROVIDER_NAMES[provider]}: ${label}`} className="mb-4">
      <CardHeader
        className="pb-3"
        aside={
          <>
            <State status={login.status} />
            {mayWrite && !isActive ? <ConnectButton agency={agency} provider={provider} again={{ id, label }} /> : null}
            {mayWrite && isActive ? (
              <Menu
                trigger={
                  <Button variant="quiet" size="iconSmall" loading={listing} aria-label={`Actions for ${label}`}>
                    {listing ? null : <Ellipsis aria-hidden />}
                  </Button>
                }
              >
                <MenuItem onSelect={() => void list()}>List accounts again</MenuItem>
                <MenuSeparator />
                <MenuItem danger onSelect={() => setEnding(true)}>
                  Disconnect…
                </MenuItem>
              </Menu>
            ) : null}
          </>
        }
      >
        <CardTitle className="flex items-center gap-2">
          <span className="text-muted">
            <PlatformMark name={provider === 'google_ads' ? 'google' : 'meta'} size={20} />
          </span>
          <span className="min-w-0 truncate">{label}</span>
        </CardTitle>
        <p className="mt-0.5 text-small text-muted">
          {PROVIDER_NAMES[provider]}, {countWords(accounts.length)}
        </p>
      </CardHeader>
      {access ? (
        <Notice
          tone={login.status === 'disconnected' ? 'neutral' : 'bad'}
          flush
          className="border-t border-b-0 border-line"
        >
          {access}
        </Notice>
      ) : null}
      {accounts.length > 0 ? (
        <ul>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} context={context} />
          ))}
        </ul>
      ) : (
        <p className="border-t border-line px-4 py-3 text-muted">
          This login reaches no ad account. Ask for access to one at {platformName(provider)}, then list the accounts
          again.
        </p>
      )}
      <ConfirmDialog
        open={ending}
        onOpenChange={setEnding}
        danger
        title={`Disconnects ${label}`}
        confirm="Disconnect login"
        cancel="Keep it"
        onConfirm={async () => {
          await act(() => disconnectIntegration(agency, { integrationId: id }), { done: `${label} is disconnected` })
        }}
      >
        <Effects login={login} />
      </ConfirmDialog>
    </Card>
  )
}

function Effects({ login }: { login: LoginView }) {
  const synced = login.accounts.filter(({ client }) => client !== null).length
  const clients = [...new Set(login.accounts.flatMap(({ client }) => client?.name ?? []))]
  return (
    <ul className="list-disc space-y-1 pl-5">
      <li>
        {synced === 0
          ? 'No account of this login has a client, so no figures stop.'
          : `${countWords(synced)} of ${clients.join(', ')} ${synced === 1 ? 'stops' : 'stop'} syncing. Figures up to now stay.`}
      </li>
      <li>Campaigns go on at {platformName(login.provider)}, and Paceline can no longer change or launch any there.</li>
      <li>Connecting the same login again takes everything up where it stopped.</li>
    </ul>
  )
}
