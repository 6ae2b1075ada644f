'use client'

import { TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { SignIn } from '@/lib/member/schema'
import { goTo, signInWith } from './credentials'

export function SignInForm({ next, email = '' }: { next: string; email?: string }) {
  const form = useZodForm(SignIn, { email, password: '' })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await signInWith(values.email, values.password)
        goTo(next)
        // Until the page has gone the button stays busy: a second press would sign in twice.
        await new Promise(() => undefined)
      }}
      footer={
        <SubmitButton form={form} className="w-full">
          Sign in
        </SubmitButton>
      }
    >
      <TextField control={form.control} name="email" label="E-mail" type="email" autoComplete="username" />
      <TextField
        control={form.control}
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
      />
    </Form>
  )
}
