'use client'

import { useRouter } from 'next/navigation'
import { Form, SubmitButton } from '@/components/form/form'
import { useDraftKeeper } from '@/components/form/use-draft-keeper'
import { useZodForm } from '@/components/form/use-zod-form'
import { toast } from '@/components/ui/toast'
import { changeClient } from '@/lib/advertiser/actions'
import { ClientForm } from '@/lib/advertiser/schema'
import { ClientFields, type ClientChoices } from './client-fields'

type Props = ClientChoices & { agency: string; clientId: string; values: ClientForm; currencyLock: string | undefined }

export function EditClient({ agency, clientId, values, ...choices }: Props) {
  const router = useRouter()
  const form = useZodForm(ClientForm, values)
  const draft = useDraftKeeper(`client:${clientId}`, form)
  return (
    <Form
      form={form}
      onSubmit={(next) => changeClient(agency, { ...next, clientId })}
      onDone={() => {
        draft.saved()
        toast.success('Client saved')
        router.refresh()
      }}
      footer={<SubmitButton form={form}>Save client</SubmitButton>}
    >
      <ClientFields control={form.control} {...choices} />
    </Form>
  )
}
