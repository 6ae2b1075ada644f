'use client'

import { useReview } from './use-review'
import { useBuilder } from './context'

/** The first digits of the payload's hash, as the review and the launch receipt show it. */
export function PayloadNote() {
  const { kept } = useBuilder()
  const { data } = useReview()
  const hash = data?.payloadHash
  if (!hash || data.revision !== kept.revision || kept.save.kind !== 'saved') return null
  return (
    <span title="SHA-256 of what the platforms get">
      Payload {hash.slice(0, 4)} {hash.slice(4, 8)}
    </span>
  )
}
