'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { valueOf } from '@/components/member/outcome'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { archiveOneClient, deleteClient, restoreOneClient } from '@/lib/advertiser/actions'
import { messageOf } from '@/lib/client/api'

type Props = { agency: string; clientId: string; name: string }

/** Done at once, as it can be taken back. */
export function ArchiveClient({ agency, clientId, name, isArchived }: Props & { isArchived: boolean }) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const set = async (archive: boolean) => {
    setBusy(true)
    try {
      valueOf(await (archive ? archiveOneClient : restoreOneClient)(agency, { clientId }))
      if (archive) toast.undo(`${name} is archived`, () => void set(false))
      else toast.success(`${name} is restored`)
      router.refresh()
    } catch (error) {
      toast.error(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={() => void set(!isArchived)}>
      {isArchived ? 'Restore client' : 'Archive client'}
    </Button>
  )
}

export function DeleteClient({ agency, clientId, name }: Props) {
  const router = useRouter()
  return (
    <ConfirmDialog
      title={`Deletes ${name} and all its data`}
      description="This cannot be undone."
      confirm="Delete client"
      danger
      typed={name}
      onConfirm={async () => {
        valueOf(await deleteClient(agency, { clientId, name }))
        toast.success(`${name} is deleted`)
        router.push(`/${agency}/clients`)
      }}
      trigger={<Button variant="danger">Delete client…</Button>}
    />
  )
}
