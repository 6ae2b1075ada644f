'use client'

import { useState } from 'react'
import { z } from 'zod'
import { TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { api, messageOf } from '@/lib/client/api'
import { AcceptNew } from '@/lib/member/schema'
import { goTo, signInWith } from './credentials'

const Joined = z.object({ slug: z.string() })
const read = (value: unknown) => Joined.parse(value)

/** A person who is new here chooses a name and a password. */
export function JoinNewForm({ token, email }: { token: string; email: string }) {
  const form = useZodForm(AcceptNew, { token, name: '', password: '' })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { slug } = await api('/api/v1/auth/invitation', read, { body: values })
        await signInWith(email, values.password)
        goTo(`/${slug}`)
        await new Promise(() => undefined)
      }}
      footer={
        <SubmitButton form={form} className="w-full">
          Join
        </SubmitButton>
      }
    >
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField control={form.control} name="name" label="Your name" autoComplete="name" />
      <TextField
        control={form.control}
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        help="At least 10 characters."
      />
    </Form>
  )
}

/** A person with a session joins with one press. */
export function JoinKnownButton({ token }: { token: string }) {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const join = async () => {
    setBusy(true)
    setFault(undefined)
    try {
      const { slug } = await api('/api/v1/auth/invitation/join', read, { body: { token } })
      goTo(`/${slug}`)
    } catch (error) {
      setFault(messageOf(error))
      setBusy(false)
    }
  }
  return (
    <div className="grid gap-4">
      {fault ? <Notice tone="bad">{fault}</Notice> : null}
      <Button variant="primary" loading={busy} onClick={() => void join()}>
        Join
      </Button>
    </div>
  )
}
