'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Form, SubmitButton } from '@/components/form/form'
import { useDraftKeeper } from '@/components/form/use-draft-keeper'
import { useZodForm } from '@/components/form/use-zod-form'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/sheet'
import { addClient } from '@/lib/advertiser/actions'
import { ClientForm } from '@/lib/advertiser/schema'
import { ClientFields, type ClientChoices } from './client-fields'

type Props = ClientChoices & { agency: string; currency: string; timezone: string; open: boolean }

/** The button of the clients page with its form. Currency and zone begin as the agency's. */
export function NewClient({ open, ...props }: Props) {
  const [isOpen, setOpen] = useState(open)
  return (
    <Sheet
      title="New client"
      description="It starts with a brand and a SKU of its own, which you can rename."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          New client
        </Button>
      }
    >
      <NewClientForm {...props} onCancel={() => setOpen(false)} />
    </Sheet>
  )
}

function NewClientForm({
  agency,
  currency,
  timezone,
  onCancel,
  ...choices
}: Omit<Props, 'open'> & { onCancel: () => void }) {
  const router = useRouter()
  const empty: ClientForm = { name: '', industry: '', currency, timezone, goalMetric: '', goalValue: '', website: '' }
  const form = useZodForm(ClientForm, empty)
  const draft = useDraftKeeper(`new-client:${agency}`, form)
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const result = await addClient(agency, values)
        if (!result.ok) return result
        draft.saved()
        router.push(`/${agency}/${result.value.slug}/settings/brands`)
        return result
      }}
      footer={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <SubmitButton form={form}>Create client</SubmitButton>
        </>
      }
    >
      <ClientFields control={form.control} {...choices} />
    </Form>
  )
}
