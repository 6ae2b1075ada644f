'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Pause } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { pause } from '@/lib/campaign/actions'
import { ask } from '@/lib/client/ask'
import type { LaunchView } from '@/lib/launch/data.server'
import { useBuilder } from './context'

/** Stops all that this launch has switched on. */
export function PauseAll({ view }: { view: LaunchView }) {
  const { data } = useBuilder()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const running = view.campaigns.filter(({ isOn }) => isOn)
  if (running.length === 0 || !data.mayLaunch) return null
  const stop = async () => {
    setBusy(true)
    const result = await ask(() => pause(data.agency, { campaignIds: running.map(({ id }) => id) }))
    setBusy(false)
    if (!result.ok) return toast.error(result.message)
    toast.success(
      running.length === 1 ? 'One campaign is being paused' : `${running.length} campaigns are being paused`,
    )
    await queries.invalidateQueries({ queryKey: ['launch', data.build.id] })
  }
  return (
    <Button loading={busy} onClick={() => void stop()}>
      {busy ? null : <Pause aria-hidden />}
      Pause all
    </Button>
  )
}
