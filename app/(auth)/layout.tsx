import type { ReactNode } from 'react'
import { Toaster } from '@/components/ui/toast'

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh place-items-center bg-surface px-4 py-12">
      <div className="w-full max-w-104">
        <header className="mb-6 text-center text-heading">Paceline</header>
        <main>{children}</main>
      </div>
      <Toaster />
    </div>
  )
}
