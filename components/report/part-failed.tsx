'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Failure } from '@/components/ui/empty'

/** A part of a page that could not be read; the rest of the page stands. */
export function PartFailed({ what, reference }: { what: string; reference: string }) {
  const router = useRouter()
  const [isPending, start] = useTransition()
  return (
    <Card>
      <Failure
        title={`${what} could not be read`}
        reference={reference}
        action={
          <Button loading={isPending} onClick={() => start(() => router.refresh())}>
            Try again
          </Button>
        }
      >
        Nothing was changed. The rest of the page stands.
      </Failure>
    </Card>
  )
}
