'use client'

import { useState } from 'react'
import { z } from 'zod'
import { TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { Notice } from '@/components/ui/notice'
import { api } from '@/lib/client/api'
import { Forgotten } from '@/lib/member/schema'

const Answer = z.object({ mails: z.boolean() })

/** The answer is the same whether the address is known or not. */
export function ForgottenForm() {
  const [sent, setSent] = useState<string>()
  const form = useZodForm(Forgotten, { email: '' })
  if (sent)
    return (
      <Notice tone="good">
        If {sent} has an account, a link is on its way. It works once and for one hour. Look into the spam folder too.
      </Notice>
    )
  return (
    <Form
      form={form}
      onSubmit={async ({ email }) => {
        await api('/api/v1/auth/forgotten', (value) => Answer.parse(value), { body: { email } })
        setSent(email)
      }}
      footer={
        <SubmitButton form={form} className="w-full">
          Mail me a link
        </SubmitButton>
      }
    >
      <TextField control={form.control} name="email" label="E-mail" type="email" autoComplete="username" />
    </Form>
  )
}
