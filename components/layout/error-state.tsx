'use client'

import { CircleAlert } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { messageOf, referenceOf } from '@/lib/client/api'
import { AppError } from '@/lib/core/errors'
import { Button } from '../ui/button'
import { Failure } from '../ui/empty'

export type ErrorStateProps = {
  /** As `error.tsx` gets it; `digest` is what the log of the server knows it by. */
  error: Error & { digest?: string }
  retry: () => void
  /** What could not be shown: `The budgets`. */
  what?: string
}

/** A page that could not be shown; the shell around it stands. */
export function ErrorState({ error, retry, what = 'This page' }: ErrorStateProps) {
  const router = useRouter()
  const [isPending, start] = useTransition()
  const reference = referenceOf(error) ?? error.digest
  // Drawing again what the server sent would fail again: the server is asked for it anew.
  const again = () =>
    start(() => {
      router.refresh()
      retry()
    })
  const said =
    error instanceof AppError
      ? messageOf(error)
      : 'Nothing was changed. Try again; if it stays, name the reference below.'
  return (
    <div role="alert" className="mx-auto grid max-w-120 justify-items-center py-24 text-center">
      <CircleAlert aria-hidden className="mb-3 size-5 text-bad" />
      <h1 className="text-heading">{what} could not be shown</h1>
      <p className="mt-1 text-muted">{said}</p>
      <div className="mt-4 flex items-center gap-3">
        <Button loading={isPending} onClick={again}>
          Try again
        </Button>
        {reference ? <span className="text-small text-muted">Reference {reference}</span> : null}
      </div>
    </div>
  )
}

/** A card or table that could not be read; the rest of the page stands. */
export function PartFailure({ error, retry, what }: { error: unknown; retry: () => void; what: string }) {
  return (
    <Failure
      title={`${what} could not be read`}
      reference={referenceOf(error)}
      action={<Button onClick={retry}>Try again</Button>}
    >
      {messageOf(error)}
    </Failure>
  )
}
