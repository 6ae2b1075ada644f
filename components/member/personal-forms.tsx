'use client'

import { useRouter } from 'next/navigation'
import { TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { toast } from '@/components/ui/toast'
import { changeMyPassword, changeMyProfile } from '@/lib/member/actions'
import { PasswordChange, Profile } from '@/lib/member/schema'
import { signInWith } from './credentials'

export function ProfileForm({ agency, name }: { agency: string; name: string }) {
  const router = useRouter()
  const form = useZodForm(Profile, { name })
  return (
    <Form
      form={form}
      onSubmit={(values) => changeMyProfile(agency, values)}
      onDone={() => {
        toast.success('Name saved')
        router.refresh()
      }}
      footer={<SubmitButton form={form}>Save name</SubmitButton>}
    >
      <TextField
        control={form.control}
        name="name"
        label="Name"
        required
        autoComplete="name"
        help="As the team and the log show it."
      />
    </Form>
  )
}

/** A change ends every session, so this browser signs in again at once with the new password. */
export function PasswordForm({ agency, email }: { agency: string; email: string }) {
  const form = useZodForm(PasswordChange, { current: '', password: '' })
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const result = await changeMyPassword(agency, values)
        if (result.ok) await signInWith(email, values.password)
        return result
      }}
      onDone={() => {
        form.reset({ current: '', password: '' })
        toast.success('Password changed', { description: 'Every other session and API token has ended.' })
      }}
      footer={<SubmitButton form={form}>Change password</SubmitButton>}
    >
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        control={form.control}
        name="current"
        label="Present password"
        type="password"
        required
        autoComplete="current-password"
      />
      <TextField
        control={form.control}
        name="password"
        label="New password"
        type="password"
        required
        autoComplete="new-password"
        help="At least 10 characters."
      />
    </Form>
  )
}
