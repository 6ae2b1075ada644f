'use client'

import { useRouter } from 'next/navigation'
import { ComboboxField, SelectField, TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useDraftKeeper } from '@/components/form/use-draft-keeper'
import { useZodForm } from '@/components/form/use-zod-form'
import type { Option } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { changeAgency } from '@/lib/agency/actions'
import { LOCALES } from '@/lib/agency/locale'
import { AgencySettings } from '@/lib/agency/schema'

const locales = LOCALES.map(([value, label]) => ({ value, label }))

type Props = { agency: string; values: AgencySettings; currencies: readonly Option[]; zones: readonly Option[] }

export function AgencyForm({ agency, values, currencies, zones }: Props) {
  const router = useRouter()
  const form = useZodForm(AgencySettings, values)
  const draft = useDraftKeeper(`agency:${agency}`, form)
  const { control } = form
  return (
    <Form
      form={form}
      onSubmit={(next) => changeAgency(agency, next)}
      onDone={() => {
        draft.saved()
        toast.success('Agency saved')
        router.refresh()
      }}
      footer={<SubmitButton form={form}>Save agency</SubmitButton>}
    >
      <TextField control={control} name="name" label="Name" required help="The address keeps its first form." />
      <ComboboxField
        control={control}
        name="currency"
        label="Currency of totals"
        required
        options={currencies}
        help="Sums over several clients are converted by dated rates."
      />
      <SelectField control={control} name="locale" label="Figures and dates" required options={locales} />
      <ComboboxField
        control={control}
        name="timezone"
        label="Time zone"
        required
        options={zones}
        help="Of what belongs to no client. Clients have their own."
      />
      <TextField
        control={control}
        name="rawDays"
        label="Days that raw reports are kept"
        inputMode="numeric"
        required
        help="Platform reports as they came, for audits. Figures themselves stay."
      />
    </Form>
  )
}
