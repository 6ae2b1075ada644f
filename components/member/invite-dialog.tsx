'use client'

import { UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProvider } from 'react-hook-form'
import { TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Option } from '@/components/ui/select'
import type { Role } from '@/lib/access/permissions'
import { inviteMember } from '@/lib/member/actions'
import { Invite } from '@/lib/member/schema'
import { AccessFields } from './access-fields'
import { ShownLink } from './shown-link'

type Props = { agency: string; role: Role; clients: readonly Option[] }
type Made = { link: string; email: string; mailed: boolean }

export function InviteDialog(props: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<Made>()
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setMade(undefined)
    router.refresh()
  }
  return (
    <Dialog
      title={made ? 'Invitation made' : 'Invite a person'}
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary">
          <UserPlus aria-hidden />
          Invite
        </Button>
      }
    >
      {made ? (
        <div className="grid gap-4">
          <ShownLink {...made} />
          <Button className="justify-self-end" onClick={() => change(false)}>
            Done
          </Button>
        </div>
      ) : (
        <InviteForm {...props} onMade={setMade} onCancel={() => change(false)} />
      )}
    </Dialog>
  )
}

function InviteForm({
  agency,
  role,
  clients,
  onMade,
  onCancel,
}: Props & { onMade: (made: Made) => void; onCancel: () => void }) {
  const values: Invite = { email: '', role: 'buyer', allClients: true, clientIds: [] }
  const form = useZodForm(Invite, values)
  return (
    <FormProvider {...form}>
      <Form
        form={form}
        onSubmit={async (invite) => {
          const result = await inviteMember(agency, invite)
          if (result.ok) onMade({ link: result.value.link, email: invite.email, mailed: result.value.mailed })
          return result
        }}
        footer={
          <>
            <Button onClick={onCancel}>Cancel</Button>
            <SubmitButton form={form}>Invite</SubmitButton>
          </>
        }
      >
        <TextField control={form.control} name="email" label="E-mail" type="email" required autoComplete="off" />
        <AccessFields giver={role} clients={clients} />
      </Form>
    </FormProvider>
  )
}
