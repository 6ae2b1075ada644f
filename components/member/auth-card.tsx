import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'

/** The one box of a page before signing in. `below` holds the ways to its neighbours. */
export function AuthCard({
  title,
  note,
  children,
  below,
}: {
  title: string
  note?: ReactNode
  children: ReactNode
  below?: ReactNode
}) {
  return (
    <>
      <Card className="p-6">
        <h1 className="text-title">{title}</h1>
        {note ? <p className="mt-1 text-body text-muted">{note}</p> : null}
        <div className="mt-6">{children}</div>
      </Card>
      {below ? <p className="mt-4 flex flex-wrap justify-center gap-x-4 gap-y-1 text-center">{below}</p> : null}
    </>
  )
}
