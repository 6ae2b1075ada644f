'use client'

import { useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { assign } from '@/lib/integration/actions'
import type { AccountView } from '@/lib/integration/view'
import type { ClientChoice, IntegrationContext } from './types'

const MANY = 10

/** Where the client counts by another currency or clock than the account, in sentences. */
function differences(account: AccountView, client: ClientChoice): string[] {
  const said: string[] = []
  if (account.currency !== client.currency)
    said.push(
      `The account counts in ${account.currency}, ${client.name} in ${client.currency}: sums are converted by dated rates.`,
    )
  if (account.timezone !== client.timezone)
    said.push(`The account's day is that of ${account.timezone}, the client's that of ${client.timezone}.`)
  return said
}

/** Chooses the client of an account, and asks before it acts: an assignment stays. */
export function AssignSelect({ account, context }: { account: AccountView; context: IntegrationContext }) {
  const [clientId, setClientId] = useState<string | null>(null)
  const { agency, clients, act } = context
  const chosen = clients.find(({ id }) => id === clientId)
  const options = clients.map(({ id, name, currency, timezone }) => ({
    value: id,
    label: name,
    note: `${currency}, ${timezone}`,
  }))
  const label = `Client of ${account.name}`
  if (clients.length === 0) return <p className="text-muted">Create a client first</p>
  return (
    <>
      {clients.length > MANY ? (
        <Combobox
          aria-label={label}
          placeholder="Assign to a client…"
          options={options}
          value={clientId}
          onValueChange={setClientId}
        />
      ) : (
        <Select
          small
          aria-label={label}
          placeholder="Assign to a client…"
          options={options}
          value={clientId}
          onValueChange={setClientId}
        />
      )}
      <ConfirmDialog
        open={chosen !== undefined}
        onOpenChange={(open) => {
          if (!open) setClientId(null)
        }}
        title={`Assigns ${account.name} to ${chosen?.name ?? ''}`}
        confirm="Assign and import"
        onConfirm={async () => {
          if (!chosen) return
          const { id } = chosen
          await act(() => assign(agency, { adAccountId: account.id, clientId: id }), {
            done: `${account.name} belongs to ${chosen.name}. Its import goes on when you leave this page.`,
            soon: true,
          })
        }}
      >
        <ul className="list-disc space-y-1 pl-5">
          <li>Its campaigns are imported, read-only until a buyer adopts them.</li>
          <li>90 days of figures are fetched now, then new ones every hour.</li>
          <li>It cannot be moved to another client later: its history stays where it is.</li>
        </ul>
        {chosen
          ? differences(account, chosen).map((text) => (
              <Notice key={text} tone="warn" className="mt-3">
                {text}
              </Notice>
            ))
          : null}
      </ConfirmDialog>
    </>
  )
}
