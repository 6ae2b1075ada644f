'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Rocket } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Failure } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { isBlocking } from '@/lib/ad/issue'
import { ask } from '@/lib/client/ask'
import { messageOf } from '@/lib/client/api'
import { AppError } from '@/lib/core/errors'
import { launchBuild } from '@/lib/launch/actions'
import type { Review } from '@/lib/launch/review.server'
import { useBuilder } from './context'
import { LaunchProgress } from './launch-progress'
import { useLaunch } from './use-launch'

/** Before: what holds it up, and the button. After: what became of each thing. */
export function LaunchPanel({ review }: { review: Review | undefined }) {
  const launch = useLaunch()
  const view = launch.data
  if (launch.isPending) return <Skeleton className="h-24 w-full" />
  if (launch.isError)
    return (
      <Failure
        title="The launch could not be read"
        action={<Button onClick={() => void launch.refetch()}>Try again</Button>}
      >
        {messageOf(launch.error)}
      </Failure>
    )
  const isChanged =
    view && review?.payloadHash && review.toSend > 0 && !view.isRunning && review.payloadHash !== view.payloadHash
  return (
    <div className="grid gap-6">
      {view ? <LaunchProgress view={view} /> : <h3 className="text-title">Launch</h3>}
      {!view || isChanged || (review && review.reasons.length > 0 && !view.isRunning) ? (
        <Start review={review} isAgain={Boolean(view)} />
      ) : null}
    </div>
  )
}

function Start({ review, isAgain }: { review: Review | undefined; isAgain: boolean }) {
  const { data, kept, keeper } = useBuilder()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const blocking = review?.preflight.flatMap(({ issues }) => issues.filter(isBlocking)) ?? []
  const reasons = [...blocking.map(({ message }) => message), ...(review?.reasons ?? [])]
  const total = review ? review.toSend + review.done : 0
  const start = async () => {
    if (!review?.payloadHash) return
    if (!(await keeper.flush()))
      throw new AppError('conflict', 'The draft is not saved yet. Wait for "Saved", then launch.')
    const given = { buildId: data.build.id, revision: review.revision, payloadHash: review.payloadHash }
    const result = await ask(() => launchBuild(data.agency, given))
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['launch', data.build.id] }),
      queries.invalidateQueries({ queryKey: ['build-review', data.build.id] }),
    ])
    if (!result.ok) throw new AppError(result.code, result.message)
  }
  if (!data.mayLaunch)
    return <Notice>Your role does not launch ads. Ask a buyer, admin or owner; the draft is ready for them.</Notice>
  if (kept.save.kind !== 'saved' || !review) return <Notice>Launching follows the review of the saved draft.</Notice>
  if (reasons.length > 0)
    return (
      <Notice tone="bad">
        <p className="font-medium">
          {reasons.length === 1 ? 'One thing holds up the launch.' : `${reasons.length} things hold up the launch.`}
        </p>
        <ul className="mt-1 grid gap-1">
          {reasons.slice(0, 6).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          {reasons.length > 6 ? <li>and {reasons.length - 6} more, in the preflight</li> : null}
        </ul>
      </Notice>
    )
  const label = isAgain ? 'Launch the changes' : 'Launch'
  return (
    <div className="grid gap-3 rounded-card border border-line bg-background p-4">
      <p>
        {isAgain
          ? `Sends ${review.toSend} of ${total} writes; what is at the platforms already is not sent again.`
          : `Sends ${review.toSend} writes. Everything is created paused and read back; the campaigns are switched on last.`}
      </p>
      <Button variant="primary" size="large" onClick={() => setAsking(true)}>
        <Rocket aria-hidden /> {label}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`${label}: ${kept.work.name || 'untitled draft'}`}
        description="From now on the ads may spend. You can pause them at any moment."
        confirm={label}
        cancel="Not yet"
        onConfirm={start}
      >
        <ul className="grid gap-1">
          {review.summary
            .filter(({ key }) => key === 'budget' || key === 'schedule' || key === 'accounts')
            .flatMap(({ lines }) => lines)
            .map((line) => (
              <li key={line}>{line}</li>
            ))}
        </ul>
      </ConfirmDialog>
    </div>
  )
}
