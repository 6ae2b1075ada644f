'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Check, Circle, CircleAlert, CircleSlash, Lock, RefreshCw, Search } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { toast } from '@/components/ui/toast'
import { ask } from '@/lib/client/ask'
import { platformName } from '@/lib/integration/schema'
import { cn } from '@/lib/core/cn'
import { time } from '@/lib/core/format'
import { leaveOneOut, retryOneLaunch } from '@/lib/launch/actions'
import type { LaunchView } from '@/lib/launch/data.server'
import type { LaunchAccount, LaunchRow, RowState } from '@/lib/launch/view'
import { browserZone } from './browser-zone'
import { useBuilder } from './context'
import { PauseAll } from './pause-all'

const WORD: Record<RowState, string> = {
  waiting: 'Waiting',
  sending: 'In progress',
  asking: 'Asking the platform',
  created: 'Created, off',
  live: 'Live',
  failed: 'Failed',
  left_out: 'Left out',
}
const ICON: Record<RowState, ReactNode> = {
  waiting: <Circle aria-hidden className="size-4 text-muted" />,
  sending: <Spinner className="text-primary" />,
  asking: <Search aria-hidden className="size-4 text-primary" />,
  created: <Check aria-hidden className="size-4 text-good" />,
  live: <Check aria-hidden className="size-4 text-good" />,
  failed: <CircleAlert aria-hidden className="size-4 text-bad" />,
  left_out: <CircleSlash aria-hidden className="size-4 text-muted" />,
}

/** One sentence first, then each thing with what became of it. */
export function LaunchProgress({ view }: { view: LaunchView }) {
  const { data } = useBuilder()
  const { count } = view
  const at = (iso: string) => time(iso, data.context.locale, browserZone())
  return (
    <section aria-labelledby="launch" className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1">
          <h3 id="launch" className="text-title">
            Launch
          </h3>
          <p aria-live="polite" className="mt-1">
            {view.summary}
          </p>
        </div>
        <PauseAll view={view} />
      </div>
      <div>
        <Segments view={view} />
        <p className="mt-2 flex flex-wrap gap-x-4 text-small text-muted">
          <span>
            {count.done} of {count.total} done
          </span>
          {count.inProgress > 0 ? <span>{count.inProgress} in progress</span> : null}
          {count.failed > 0 ? <span className="text-bad">{count.failed} failed</span> : null}
          {count.leftOut > 0 ? <span>{count.leftOut} left out</span> : null}
          <span className="ml-auto">
            Started {at(view.startedAt)} by {view.startedBy}
          </span>
        </p>
      </div>
      {view.accounts.map((account) => (
        <Account key={account.adAccountId} account={account} isRunning={view.isRunning} />
      ))}
      <p className="text-small text-muted">
        {view.isRunning ? 'You can leave this page; the launch goes on. ' : ''}Payload {view.payloadHash.slice(0, 4)}{' '}
        {view.payloadHash.slice(4, 8)}. The log keeps every request and answer.
      </p>
    </section>
  )
}

const SEGMENT: Record<RowState, string> = {
  waiting: 'bg-line',
  sending: 'bg-primary',
  asking: 'bg-primary',
  created: 'bg-good',
  live: 'bg-good',
  failed: 'bg-bad',
  left_out: 'bg-control',
}

function Segments({ view }: { view: LaunchView }) {
  const rows = view.accounts.flatMap(({ rows: own }) => own)
  return (
    <div aria-hidden className="flex gap-1">
      {rows.map((row) => (
        <span key={row.key} className={cn('h-1 flex-1 rounded-full', SEGMENT[row.state])} />
      ))}
    </div>
  )
}

function Account({ account, isRunning }: { account: LaunchAccount; isRunning: boolean }) {
  const name = platformName(account.platform)
  return (
    <section aria-label={`${name}: ${account.accountName}`} className="rounded-card border border-line bg-background">
      <header className="flex items-center gap-2 px-4 py-3">
        <PlatformMark name={account.platform === 'google_ads' ? 'google' : 'meta'} />
        <h4 className="min-w-0 flex-1 truncate text-heading">
          {name} <span className="text-small font-normal text-muted">{account.accountName}</span>
        </h4>
        {account.state === 'live' ? (
          <Badge tone="good">
            <Check aria-hidden /> Live
          </Badge>
        ) : null}
        {account.state === 'in_progress' ? <Badge tone="info">In progress</Badge> : null}
        {account.state === 'off' ? (
          <Badge tone="bad">
            <CircleAlert aria-hidden /> Not live{account.failed > 0 ? `, ${account.failed} failed` : ''}
          </Badge>
        ) : null}
      </header>
      <ul>
        {account.rows.map((row) => (
          <Row key={`${row.kind} ${row.key}`} row={row} platform={name} isRunning={isRunning} />
        ))}
      </ul>
    </section>
  )
}

const INDENT = ['pl-4', 'pl-8', 'pl-12'] as const

function Row({ row, platform, isRunning }: { row: LaunchRow; platform: string; isRunning: boolean }) {
  const { data } = useBuilder()
  const at = (iso: string) => time(iso, data.context.locale, browserZone())
  const isThere = row.state === 'live' || row.state === 'created'
  return (
    <li className={cn('border-t border-line py-3 pr-4', INDENT[row.depth])}>
      <div className="flex items-start gap-3">
        <span className="mt-2">{ICON[row.state]}</span>
        <div className="min-w-0 flex-1">
          <p className="text-small text-muted">{row.label}</p>
          <p className="break-words">{row.name}</p>
          {row.state === 'asking' ? (
            <p className="mt-1 text-small text-muted">
              No answer came. {platform} is asked whether it arrived, before anything is sent again.
            </p>
          ) : null}
          {row.differences.length > 0 ? (
            <p className="mt-1 text-small text-warn">
              {platform} keeps it otherwise than sent: {row.differences.map(({ field }) => field).join(', ')}.
            </p>
          ) : null}
        </div>
        <div className="shrink-0 text-right">
          <p className={cn(row.state === 'live' && 'text-good', row.state === 'failed' && 'text-bad')}>
            {WORD[row.state]}
          </p>
          <p className="text-small text-muted">
            {isThere && row.readBackAt
              ? `read back ${at(row.readBackAt)}`
              : row.kind === 'campaign' && row.state === 'created'
                ? 'switched on last'
                : row.at
                  ? at(row.at)
                  : ''}
          </p>
        </div>
      </div>
      {row.failed ? <Fault row={row} failed={row.failed} platform={platform} isRunning={isRunning} /> : null}
    </li>
  )
}

type FaultProps = { row: LaunchRow; failed: NonNullable<LaunchRow['failed']>; platform: string; isRunning: boolean }

function Fault({ row, failed, platform, isRunning }: FaultProps) {
  const { data } = useBuilder()
  const queries = useQueryClient()
  const [busy, setBusy] = useState<'retry' | 'leave'>()
  const { error, writeId } = failed
  const words = error.platform
  const codes = [
    words?.code ? `Code ${words.code}` : '',
    words?.subcode ? `subcode ${words.subcode}` : '',
    words?.field ? `field ${words.field}` : '',
  ]
    .filter(Boolean)
    .join(', ')
  const act = async (kind: 'retry' | 'leave') => {
    setBusy(kind)
    const input = { buildId: data.build.id, writeId }
    const result =
      kind === 'retry'
        ? await ask(() => retryOneLaunch(data.agency, input))
        : await ask(() => leaveOneOut(data.agency, input))
    setBusy(undefined)
    if (!result.ok) toast.error(result.message)
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['launch', data.build.id] }),
      queries.invalidateQueries({ queryKey: ['build-review', data.build.id] }),
    ])
  }
  const label = row.label.toLowerCase()
  return (
    <div className="mt-2 ml-7 grid gap-3 rounded-card bg-bad-soft p-3">
      {words ? (
        <div>
          <p className="text-small font-medium text-bad">{platform} says</p>
          <p className="break-words">“{words.message}”</p>
          {codes ? <p className="text-small text-muted">{codes}</p> : null}
        </div>
      ) : null}
      <div>
        <p className="text-small font-medium">What to do</p>
        <p className="break-words">{error.ours}</p>
      </div>
      {data.mayLaunch && !isRunning ? (
        <>
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" loading={busy === 'retry'} onClick={() => void act('retry')}>
              {busy === 'retry' ? null : <RefreshCw aria-hidden />}
              Retry this {label}
            </Button>
            {row.kind === 'ad' ? (
              <Button loading={busy === 'leave'} onClick={() => void act('leave')}>
                Leave this {label} out
              </Button>
            ) : null}
          </div>
          <p className="flex gap-1.5 text-small text-muted">
            <Lock aria-hidden className="mt-0.5 size-3 shrink-0" />
            Safe to retry: sends {failed.label.toLowerCase()} “{failed.name}” and what waits for it, under the same key.
            What is at {platform} already is not sent again.
          </p>
        </>
      ) : null}
    </div>
  )
}
