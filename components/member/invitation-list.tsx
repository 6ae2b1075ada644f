'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Role } from '@/lib/access/permissions'
import { messageOf } from '@/lib/client/api'
import { resendInvite, revokeInvite } from '@/lib/member/actions'
import { valueOf } from './outcome'
import { ShownLink } from './shown-link'

export type InvitationRow = { id: string; email: string; role: Role; isExpired: boolean; until: string }

type Made = { link: string; email: string; mailed: boolean }

/** Invitations without an answer: a new link, or none. */
export function InvitationList({ agency, rows }: { agency: string; rows: InvitationRow[] }) {
  const router = useRouter()
  const [made, setMade] = useState<Made>()
  const [busy, setBusy] = useState('')
  const act = async (key: string, run: () => Promise<void>) => {
    setBusy(key)
    try {
      await run()
    } catch (error) {
      toast.error(messageOf(error))
    } finally {
      setBusy('')
    }
  }
  const resend = async (row: InvitationRow) => {
    const { link, mailed } = valueOf(await resendInvite(agency, { invitationId: row.id }))
    setMade({ link, mailed, email: row.email })
  }
  const revoke = async (row: InvitationRow) => {
    valueOf(await revokeInvite(agency, { invitationId: row.id }))
    toast.success(`The invitation of ${row.email} no longer works`)
    router.refresh()
  }
  return (
    <Card>
      <ul>
        {rows.map((row) => (
          <li
            key={row.id}
            className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 first:border-t-0"
          >
            <span className="min-w-48 flex-1">
              <span className="block truncate font-medium">{row.email}</span>
              <span className="block text-small text-muted">
                {row.role}, {row.isExpired ? 'expired' : 'until'} {row.until}
              </span>
            </span>
            {row.isExpired ? <Badge tone="warn">Expired</Badge> : null}
            <Button
              size="small"
              loading={busy === `new ${row.id}`}
              onClick={() => void act(`new ${row.id}`, () => resend(row))}
            >
              New link
            </Button>
            <Button
              size="small"
              variant="quiet"
              loading={busy === `end ${row.id}`}
              onClick={() => void act(`end ${row.id}`, () => revoke(row))}
            >
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        title="New link"
        open={made !== undefined}
        onOpenChange={(open) => {
          if (open) return
          setMade(undefined)
          router.refresh()
        }}
      >
        {made ? <ShownLink {...made} /> : null}
      </Dialog>
    </Card>
  )
}
