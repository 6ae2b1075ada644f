'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Lock, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button, TextLink } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { ask } from '@/lib/client/ask'
import { leaveOneOut, retryOneLaunch } from '@/lib/launch/actions'
import type { LaunchView } from '@/lib/launch/data.server'
import type { LaunchRow } from '@/lib/launch/view'
import { useBuilder } from './context'

/** After a press: says what went wrong, and reads the launch and its review anew. */
function useSettle() {
  const { data } = useBuilder()
  const queries = useQueryClient()
  return async (result: { ok: true } | { ok: false; message: string }) => {
    if (!result.ok) toast.error(result.message)
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['launch', data.build.id] }),
      queries.invalidateQueries({ queryKey: ['build-review', data.build.id] }),
    ])
  }
}

/** Everything that failed, at once: after a dead login that is the whole account. */
export function RetryAll({ view }: { view: LaunchView }) {
  const { data } = useBuilder()
  const settle = useSettle()
  const [busy, setBusy] = useState(false)
  if (view.isRunning || view.count.failed < 2 || !data.mayLaunch) return null
  const retry = async () => {
    setBusy(true)
    const result = await ask(() => retryOneLaunch(data.agency, { buildId: data.build.id }))
    setBusy(false)
    await settle(result)
  }
  return (
    <Button variant="primary" loading={busy} onClick={() => void retry()}>
      {busy ? null : <RefreshCw aria-hidden />}
      Retry all that failed
    </Button>
  )
}

/** Why a thing waits, while nobody has to do anything about it. */
export function Trouble({ row: { state, trouble }, platform }: { row: LaunchRow; platform: string }) {
  if (state === 'asking' && !trouble?.platform)
    return (
      <p className="mt-1 text-small text-muted">
        No answer came. {platform} is asked whether it arrived, before anything is sent again.
      </p>
    )
  if (!trouble) return null
  return (
    <p className="mt-1 text-small break-words text-muted">
      {trouble.platform ? `${platform} says “${trouble.platform.message}” ` : ''}
      {trouble.ours}
    </p>
  )
}

type FaultProps = { row: LaunchRow; failed: NonNullable<LaunchRow['failed']>; platform: string; view: LaunchView }

/** What the platform refused, in its words and ours, and what can be done about it. */
export function Fault({ row, failed, platform, view }: FaultProps) {
  const { data } = useBuilder()
  const settle = useSettle()
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
    await settle(result)
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
        {error.fault === 'auth_reconnect' ? (
          <TextLink href={`/${data.agency}/integrations`}>Open the integrations page</TextLink>
        ) : null}
      </div>
      {data.mayLaunch && !view.isRunning ? (
        <>
          <div className="flex flex-wrap gap-2">
            <Button
              variant={view.count.failed > 1 ? 'secondary' : 'primary'}
              loading={busy === 'retry'}
              onClick={() => void act('retry')}
            >
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
