'use client'

import { Check, Circle, CircleAlert, CircleSlash, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { PlatformMark } from '@/components/ad/preview/platform-mark'
import { Badge } from '@/components/ui/badge'
import { Spinner } from '@/components/ui/spinner'
import { platformName } from '@/lib/integration/schema'
import { cn } from '@/lib/core/cn'
import { time } from '@/lib/core/format'
import type { LaunchView } from '@/lib/launch/data.server'
import type { LaunchAccount, LaunchRow, RowState } from '@/lib/launch/view'
import { browserZone } from './browser-zone'
import { useBuilder } from './context'
import { Fault, RetryAll, Trouble } from './launch-fault'
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
        <div className="flex flex-wrap gap-2">
          <RetryAll view={view} />
          <PauseAll view={view} />
        </div>
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
        <Account key={account.adAccountId} account={account} view={view} />
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

function Account({ account, view }: { account: LaunchAccount; view: LaunchView }) {
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
          <Row key={`${row.kind} ${row.key}`} row={row} platform={name} view={view} />
        ))}
      </ul>
    </section>
  )
}

const INDENT = ['pl-4', 'pl-8', 'pl-12'] as const

function Row({ row, platform, view }: { row: LaunchRow; platform: string; view: LaunchView }) {
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
          <Trouble row={row} platform={platform} />
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
      {row.failed ? <Fault row={row} failed={row.failed} platform={platform} view={view} /> : null}
    </li>
  )
}
