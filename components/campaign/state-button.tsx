'use client'

import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { valueOf } from '@/components/member/outcome'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { pause, pauseOne, resume, resumeOne } from '@/lib/campaign/actions'
import { messageOf } from '@/lib/client/api'

type Props = {
  agency: string
  campaignId: string
  /** Absent: the campaign itself. */
  part?: { kind: 'unit' | 'ad'; id: string; name: string }
  /** What it is now, holds counted: decides what the button offers. */
  isOn: boolean
  /** Shows the wish at once; the truth is read after it. */
  onWish: (isOn: boolean) => void
  onSettled: () => void
  small?: boolean
}

/** Pause or resume one thing. It shows at once, can be taken back, and a refusal puts it back. */
export function StateButton({ agency, campaignId, part, isOn, onWish, onSettled, small }: Props) {
  const [busy, setBusy] = useState(false)
  const what = part ? `${part.kind} "${part.name}"` : 'the campaign'
  const act = async (on: boolean, isUndo = false) => {
    setBusy(true)
    onWish(on)
    try {
      const stays = part
        ? await switchPart(agency, { campaignId, kind: part.kind, id: part.id }, on)
        : await switchCampaign(agency, campaignId, on)
      const title = `${on ? 'Resumed' : 'Paused'} ${what}`
      if (stays) toast.info(`${title}, but it stays off`, { description: stays })
      else if (isUndo) toast.success(title)
      else toast.undo(title, () => void act(!on, true))
    } catch (error) {
      onWish(!on)
      toast.error('Nothing was changed', { description: messageOf(error) })
    } finally {
      setBusy(false)
      onSettled()
    }
  }
  return (
    <Button size={small ? 'small' : 'medium'} loading={busy} onClick={() => void act(!isOn)}>
      {isOn ? <Pause aria-hidden /> : <Play aria-hidden />}
      {isOn ? 'Pause' : 'Resume'}
      {part ? <span className="sr-only"> {what}</span> : null}
    </Button>
  )
}

async function switchCampaign(agency: string, campaignId: string, on: boolean): Promise<string | undefined> {
  const { held } = valueOf(await (on ? resume : pause)(agency, { campaignIds: [campaignId] }))
  return held[0] ? `Still held: ${held[0].pills.join(', ')}` : undefined
}

async function switchPart(
  agency: string,
  ref: { campaignId: string; kind: 'unit' | 'ad'; id: string },
  on: boolean,
): Promise<undefined> {
  valueOf(await (on ? resumeOne : pauseOne)(agency, ref))
}
