'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { AppError } from '@/lib/core/errors'

const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && !(error instanceof AppError && error.retry === 'never')

function client(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: worthRetrying,
        retryDelay: (attempt, error) =>
          error instanceof AppError && typeof error.retry === 'object' ? error.retry.afterMs : 500 * 2 ** attempt,
      },
      mutations: { retry: false },
    },
  })
}

/** Server state of the browser. Mounted once, in the layout of the signed-in pages. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [queries] = useState(client)
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>
}
