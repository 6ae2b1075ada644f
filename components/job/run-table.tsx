'use client'

import { useState, type ReactNode } from 'react'
import type { Act } from '@/components/integration/use-act'
import { customColumn, nameColumn, textColumn } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import type { Column } from '@/components/table/types'
import { Badge } from '@/components/ui/badge'
import { Button, TextLink } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { StatusDot } from '@/components/ui/status-dot'
import { ago, time } from '@/lib/core/format'
import { retry } from '@/lib/job/actions'
import type { RunView } from '@/lib/job/view'
import { duration, jobName, STATUS_NAMES } from '@/lib/job/words'

export type RunContext = { agency: string; locale: string; timezone: string; now: Date; mayRetry: boolean; act: Act }

function Status({ run }: { run: RunView }) {
  if (run.status === 'failed') return <Badge tone={run.retriedBy ? 'neutral' : 'bad'}>Failed</Badge>
  if (run.status === 'done') return <StatusDot>Done</StatusDot>
  if (run.status === 'waiting') return <Badge tone="warn">Waiting to try again</Badge>
  return (
    <span className="inline-flex items-center gap-2">
      <Spinner className="size-4" />
      {STATUS_NAMES[run.status]}
    </span>
  )
}

/** The row's own sentence: why it failed, or who has retried it. */
function Words({ run }: { run: RunView }) {
  if (run.retriedBy)
    return (
      <span className="block text-small text-muted">
        Retried by {run.retriedBy}: its newer run says what came of it.
      </span>
    )
  if (!run.error) return null
  return (
    <span className={run.status === 'failed' ? 'block text-small text-bad' : 'block text-small text-muted'}>
      {run.error}
    </span>
  )
}

function Retry({ run, context }: { run: RunView; context: RunContext }) {
  const [busy, setBusy] = useState(false)
  if (run.status !== 'failed' || run.retriedBy || !context.mayRetry) return null
  const again = async () => {
    setBusy(true)
    await context.act(() => retry(context.agency, { runId: run.id }), {
      done: `${jobName(run.job)} begins again`,
      soon: true,
    })
    setBusy(false)
  }
  return (
    <Button
      size="small"
      loading={busy}
      aria-label={`Retry: ${jobName(run.job)} ${run.subject?.label ?? ''}`}
      onClick={() => void again()}
    >
      Retry
    </Button>
  )
}

function columnsOf(context: RunContext): Column<RunView>[] {
  const { agency, locale, timezone, now } = context
  return [
    nameColumn({
      id: 'job',
      header: 'Job',
      width: 184,
      name: (run) => jobName(run.job),
      note: (run) => run.client ?? 'Agency',
    }),
    customColumn({
      id: 'status',
      header: 'Status',
      width: 320,
      cell: (run) => (
        <span className="block py-2 whitespace-normal">
          <Status run={run} />
          <Words run={run} />
        </span>
      ),
    }),
    customColumn({
      id: 'subject',
      header: 'About',
      width: 176,
      cell: (run) =>
        run.subject?.path ? (
          <TextLink href={`/${agency}${run.subject.path}`} className="block truncate" title={run.subject.label}>
            {run.subject.label}
          </TextLink>
        ) : (
          <span className="text-muted">{run.subject?.label ?? 'No longer there'}</span>
        ),
    }),
    customColumn({
      id: 'started',
      header: 'Started',
      width: 120,
      cell: (run) => (
        <span title={`${time(run.startedAt, locale, timezone, { day: true })} ${timezone}`}>
          {ago(run.startedAt, now, locale, timezone)}
        </span>
      ),
    }),
    textColumn({
      id: 'took',
      header: 'Took',
      width: 88,
      text: (run) => (run.finishedAt ? duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)) : null),
    }),
    customColumn({
      id: 'attempt',
      header: 'Attempts',
      width: 88,
      align: 'right',
      cell: (run) => run.attempt,
    }),
    customColumn({
      id: 'retry',
      header: 'Action',
      width: 88,
      align: 'right',
      cell: (run) => <Retry run={run} context={context} />,
    }),
  ]
}

type Props = { label: string; runs: RunView[]; context: RunContext; isFiltered?: boolean; none?: ReactNode }

export function RunTable({ label, runs, context, isFiltered = false, none }: Props) {
  return (
    <DataTable
      label={label}
      rows={runs}
      columns={columnsOf(context)}
      rowId={(run) => run.id}
      rowHeight={56}
      state={runs.length > 0 ? 'data' : isFiltered ? 'noResults' : 'empty'}
      noResults={none}
      empty={none}
    />
  )
}
