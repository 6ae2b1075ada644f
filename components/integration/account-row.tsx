'use client'

import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button, TextLink } from '@/components/ui/button'
import { importAgain, syncNow } from '@/lib/integration/actions'
import { isMoving, platformState } from '@/lib/integration/account-state'
import type { AccountView } from '@/lib/integration/view'
import { AccountWords } from './account-words'
import { AssignSelect } from './assign-select'
import type { IntegrationContext } from './types'

const ASKED_MS = 20_000

type Props = { account: AccountView; context: IntegrationContext }

export function AccountRow({ account, context }: Props) {
  const { says, isLive } = platformState(account.platformStatus)
  return (
    <li className="grid items-center gap-x-6 gap-y-2 border-t border-line px-4 py-3 min-[1000px]:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1.5fr)_112px]">
      <div className="min-w-0">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium" title={account.name}>
            {account.name}
          </span>
          {isLive ? null : <Badge tone="warn">{says}</Badge>}
        </p>
        <p className="text-small break-words text-muted">
          {account.externalId}, {account.currency}, {account.timezone}
          {isLive ? `, ${says.toLowerCase()}` : null}
        </p>
      </div>
      <div className="min-w-0">
        <Owner account={account} context={context} />
      </div>
      <div className="min-w-0">
        <AccountWords account={account} now={context.now} locale={context.locale} />
      </div>
      <div className="min-[1000px]:justify-self-end">
        <Act account={account} context={context} />
      </div>
    </li>
  )
}

function Owner({ account, context }: Props) {
  if (account.client)
    return (
      <TextLink href={`/${context.agency}/${account.client.slug}/overview`} className="block truncate">
        {account.client.name}
      </TextLink>
    )
  if (account.state.kind === 'unassigned' && context.mayWrite)
    return <AssignSelect account={account} context={context} />
  return <span className="text-muted">No client</span>
}

/** The one thing to do with an account as it stands: fetch, or import again. Nothing while it moves by itself. */
function Act({ account, context }: Props) {
  const { agency, mayWrite, maySync, act } = context
  const { kind } = account.state
  const marker = `${kind} ${account.lastSyncedAt ?? ''}`
  const [asked, setAsked] = useState<string | null>(null)
  if (isMoving(account.state) || kind === 'unassigned' || kind === 'stopped') return null
  const isImport = kind === 'unbegun' || kind === 'import_failed'
  if (isImport ? !mayWrite : !maySync) return null
  const ask = async () => {
    setAsked(marker)
    // What has not begun by then may be asked for again.
    setTimeout(() => setAsked(null), ASKED_MS)
    const ref = { adAccountId: account.id }
    const begun = await act(() => (isImport ? importAgain(agency, ref) : syncNow(agency, ref)), {
      soon: true,
    })
    if (!begun) setAsked(null)
  }
  const label = kind === 'unbegun' ? 'Import' : isImport ? 'Import again' : 'Sync now'
  return (
    <Button size="small" loading={asked === marker} aria-label={`${label}: ${account.name}`} onClick={() => void ask()}>
      {label}
    </Button>
  )
}
