import type { ReactNode } from 'react'
import { Providers } from '@/components/layout/providers'
import { Toaster } from '@/components/ui/toast'

/** The whole screen belongs to the draft: no sidebar. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <Providers>
      {children}
      <Toaster />
    </Providers>
  )
}
