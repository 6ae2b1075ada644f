'use client'

import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { QueryProvider } from '@/lib/client/query-provider'

/** Server state and URL state. The `Shell` brings them; a page without a shell mounts them itself. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <QueryProvider>{children}</QueryProvider>
    </NuqsAdapter>
  )
}
