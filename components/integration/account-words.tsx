import { Spinner } from '@/components/ui/spinner'
import { Steps, type Step } from '@/components/ui/progress'
import type { AccountState } from '@/lib/integration/account-state'
import type { AccountView } from '@/lib/integration/view'
import { ago, time } from '@/lib/core/format'

type Props = { account: AccountView; now: Date; locale: string }

/** `Figures to 14:00, fetched 3 min ago`, on the account's own clock. */
export function freshnessWords({ dataUntil, lastSyncedAt, timezone }: AccountView, now: Date, locale: string): string {
  if (dataUntil === null) return 'No figures yet'
  const isToday =
    time(dataUntil, locale, timezone, { day: true }).slice(0, 6) ===
    time(now, locale, timezone, { day: true }).slice(0, 6)
  const until = `Figures to ${time(dataUntil, locale, timezone, { day: !isToday })}`
  return lastSyncedAt === null ? until : `${until}, fetched ${ago(lastSyncedAt, now, locale, timezone)}`
}

const importSteps = (state: Extract<AccountState, { kind: 'importing' }>, campaigns: number): Step[] => [
  {
    label: campaigns > 0 ? `Campaigns: ${campaigns}` : 'Campaigns',
    state: state.step === 'campaigns' ? 'now' : 'done',
  },
  { label: '90 days of figures', state: state.step === 'figures' ? 'now' : 'todo' },
]

function Fault({ children }: { children: string }) {
  return <p className="text-small text-bad">{children}</p>
}

/** What the account does now, until when its figures are, and what went wrong last. */
export function AccountWords({ account, now, locale }: Props) {
  const { state } = account
  const fresh = (
    <p className={state.kind === 'good' ? undefined : 'text-small text-muted'} title={account.timezone}>
      {freshnessWords(account, now, locale)}
    </p>
  )
  switch (state.kind) {
    case 'unassigned':
      return <p className="text-muted">Not fetched before it has a client</p>
    case 'unbegun':
      return <p className="text-muted">Its import has not begun</p>
    case 'stopped':
      return (
        <>
          <p>No access</p>
          {account.dataUntil ? fresh : null}
        </>
      )
    case 'importing':
      return (
        <>
          <Steps label={`Import of ${account.name}`} steps={importSteps(state, account.campaigns)} />
          {state.error ? <Fault>{`${state.error} It is tried again.`}</Fault> : null}
        </>
      )
    case 'syncing':
      return (
        <>
          <p className="flex items-center gap-2">
            <Spinner className="size-4" />
            Fetching figures
          </p>
          {state.error ? <Fault>{`${state.error} It is tried again.`}</Fault> : null}
        </>
      )
    case 'import_failed':
    case 'failed':
      return (
        <>
          <Fault>{state.error}</Fault>
          {account.dataUntil ? fresh : null}
        </>
      )
    case 'good':
      return (
        <>
          {fresh}
          <p className="text-small text-muted">
            {account.campaigns === 1 ? '1 campaign' : `${account.campaigns} campaigns`}
          </p>
        </>
      )
  }
}
