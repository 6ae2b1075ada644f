import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** The client's own page, with the words that say whose eyes one looks through. */
export function ViewedAsClient({ client, back, children }: { client: string; back: string; children: ReactNode }) {
  return (
    <>
      <Notice
        tone="info"
        className="mb-4"
        action={
          <ButtonLink href={back} size="small">
            Back to your view
          </ButtonLink>
        }
      >
        You see what {client} sees. That you looked is in the log.
      </Notice>
      {children}
    </>
  )
}
