'use client'

import { useEffect } from 'react'
import { ComboboxField, SelectField, TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import type { Option } from '@/components/ui/select'
import { LOCALES } from '@/lib/agency/locale'
import { api } from '@/lib/client/api'
import { Registration } from '@/lib/member/schema'
import { goTo, signInWith } from './credentials'

const locales = LOCALES.map(([value, label]) => ({ value, label }))

type Props = { currencies: readonly Option[]; zones: readonly Option[] }

/** Founds an agency. The browser's time zone and language are proposed, never taken unseen. */
export function RegisterForm({ currencies, zones }: Props) {
  const form = useZodForm(Registration, {
    agencyName: '',
    name: '',
    email: '',
    password: '',
    currency: 'EUR',
    locale: 'en-GB',
    timezone: 'UTC',
  })
  const { setValue } = form
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (zones.some(({ value }) => value === zone)) setValue('timezone', zone)
    const language = locales.find(({ value }) => value === navigator.language)
    if (language) setValue('locale', language.value)
  }, [setValue, zones])
  const { control } = form
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await api('/api/v1/auth/agency', () => undefined, { body: values })
        await signInWith(values.email, values.password)
        goTo('/')
        await new Promise(() => undefined)
      }}
      footer={
        <SubmitButton form={form} className="w-full">
          Register agency
        </SubmitButton>
      }
    >
      <TextField control={control} name="agencyName" label="Agency" autoComplete="organization" />
      <TextField control={control} name="name" label="Your name" autoComplete="name" />
      <TextField control={control} name="email" label="E-mail" type="email" autoComplete="username" />
      <TextField
        control={control}
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        help="At least 10 characters."
      />
      <ComboboxField
        control={control}
        name="currency"
        label="Currency of totals"
        options={currencies}
        help="Each client keeps its own currency."
      />
      <ComboboxField control={control} name="timezone" label="Time zone" options={zones} />
      <SelectField control={control} name="locale" label="Figures and dates" options={locales} />
    </Form>
  )
}
