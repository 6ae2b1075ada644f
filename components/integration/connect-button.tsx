'use client'

import { Plus, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { valueOf } from '@/components/member/outcome'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { messageOf } from '@/lib/client/api'
import { connect } from '@/lib/integration/actions'
import { PROVIDER_NAMES, type Provider } from '@/lib/integration/schema'

type Props = {
  agency: string
  provider: Provider
  /** The login whose access has ended, with its name; absent: a new one. */
  again?: { id: string; label: string }
}

/** Leaves for the platform's consent page, which leads back to the integrations. */
export function ConnectButton({ agency, provider, again }: Props) {
  const [busy, setBusy] = useState(false)
  const leave = async () => {
    setBusy(true)
    try {
      const returnTo = `/${agency}/integrations${again ? `?reconnect=${again.id}` : ''}`
      const { url } = valueOf(await connect(agency, { provider, returnTo }))
      // The button stays busy until the other page is there.
      window.location.assign(url)
    } catch (error) {
      setBusy(false)
      toast.error(messageOf(error))
    }
  }
  return (
    <Button
      variant={again ? 'primary' : 'secondary'}
      size={again ? 'small' : 'medium'}
      loading={busy}
      aria-label={again ? `Reconnect ${again.label}` : undefined}
      onClick={() => void leave()}
    >
      {busy ? null : again ? <RefreshCw aria-hidden /> : <Plus aria-hidden />}
      {again ? 'Reconnect' : `Connect ${PROVIDER_NAMES[provider]}`}
    </Button>
  )
}
