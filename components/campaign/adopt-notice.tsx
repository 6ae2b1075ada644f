'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { valueOf } from '@/components/member/outcome'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { adopt } from '@/lib/campaign/actions'
import { messageOf } from '@/lib/client/api'

type Props = { agency: string; campaignId: string; mayWrite: boolean; onDone: () => void }

/** An imported campaign is read-only: why, and the way to take it over. */
export function AdoptNotice({ agency, campaignId, mayWrite, onDone }: Props) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const act = async () => {
    setBusy(true)
    try {
      valueOf(await adopt(agency, { campaignId }))
      toast.success('Adopted', { description: 'You can pause and resume it now. Nothing was changed at the platform.' })
      onDone()
      router.refresh()
    } catch (error) {
      toast.error('It was not adopted', { description: messageOf(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Notice
      tone="info"
      className="mb-4"
      action={
        mayWrite ? (
          <Button size="small" loading={busy} onClick={() => void act()}>
            Adopt
          </Button>
        ) : undefined
      }
    >
      This campaign was made elsewhere and is read-only here. {mayWrite ? 'Adopt it' : 'A buyer can adopt it'} to pause
      and resume it from here; nothing changes at the platform by that.
    </Notice>
  )
}
