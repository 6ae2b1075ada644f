'use client'

import { z } from 'zod'
import { TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { api } from '@/lib/client/api'
import { Reset } from '@/lib/member/schema'
import { goTo, signInWith } from './credentials'

const Answer = z.object({ email: z.string() })

export function ResetForm({ token }: { token: string }) {
  const form = useZodForm(Reset, { token, password: '' })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { email } = await api('/api/v1/auth/reset', (value) => Answer.parse(value), { body: values })
        await signInWith(email, values.password)
        goTo('/')
        await new Promise(() => undefined)
      }}
      footer={
        <SubmitButton form={form} className="w-full">
          Set password
        </SubmitButton>
      }
    >
      <TextField
        control={form.control}
        name="password"
        label="New password"
        type="password"
        autoComplete="new-password"
        help="At least 10 characters. Every other session ends."
      />
    </Form>
  )
}
