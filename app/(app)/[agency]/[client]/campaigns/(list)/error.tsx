'use client'

import { ErrorState } from '@/components/layout/error-state'

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorState error={error} retry={reset} what="The campaigns" />
}
