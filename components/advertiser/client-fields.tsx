'use client'

import { useWatch, type Control } from 'react-hook-form'
import { ComboboxField, RadioField, TextField } from '@/components/form/fields'
import { Notice } from '@/components/ui/notice'
import type { Option } from '@/components/ui/select'
import type { ClientForm } from '@/lib/advertiser/schema'
import { INDUSTRIES } from '@/lib/advertiser/schema'

export type ClientChoices = { currencies: readonly Option[]; zones: readonly Option[] }

type Props<O> = ClientChoices & {
  control: Control<ClientForm, unknown, O>
  /** Why the currency is fixed; absent while it can be chosen. */
  currencyLock?: string | undefined
}

const industries = INDUSTRIES.map((name) => ({ value: name, label: name }))
const goals = [
  { value: '', label: 'No goal' },
  { value: 'roas', label: 'ROAS', note: 'Conversion value for each unit spent' },
  { value: 'cpa', label: 'CPA', note: 'Cost of one conversion' },
]

/** What a client is, in the form that creates it and the one that changes it. */
export function ClientFields<O>({ control, currencies, zones, currencyLock }: Props<O>) {
  const [goal, currency] = useWatch({ control, name: ['goalMetric', 'currency'] })
  return (
    <>
      <TextField
        control={control}
        name="name"
        label="Name"
        required
        help="As it stands in reports. The address keeps its first form."
      />
      <ComboboxField control={control} name="industry" label="Industry" required options={industries} />
      <ComboboxField
        control={control}
        name="currency"
        label="Currency"
        required
        options={currencies}
        disabled={Boolean(currencyLock)}
        help={currencyLock ?? 'Of budgets and totals. Fixed once a campaign or a budget exists.'}
      />
      <ComboboxField
        control={control}
        name="timezone"
        label="Time zone"
        required
        options={zones}
        help="Budget days begin and end here."
      />
      <RadioField control={control} name="goalMetric" label="Goal" options={goals} />
      {goal ? (
        <TextField
          control={control}
          name="goalValue"
          label={goal === 'roas' ? 'Return to reach' : `Cost to stay under, in ${currency}`}
          inputMode="decimal"
          required
          help={goal === 'roas' ? 'For example 3.5: 3.50 come back for each 1.00 spent.' : undefined}
        />
      ) : null}
      <TextField
        control={control}
        name="website"
        label="Website"
        inputMode="url"
        help="Proposed as the landing page of new ads."
      />
      {currencyLock ? null : (
        <Notice>
          Currency and time zone decide what a day and a month cost. Choose those of the client&apos;s contract.
        </Notice>
      )}
    </>
  )
}
