'use client'

import { signOut } from 'next-auth/react'
import { useState } from 'react'
import { Button, type ButtonProps } from '@/components/ui/button'

/** Ends the browser's session and goes to the sign-in page, or to `to`. */
export function SignOutButton({ to = '/sign-in', children = 'Sign out', ...props }: ButtonProps & { to?: string }) {
  const [busy, setBusy] = useState(false)
  const leave = () => {
    setBusy(true)
    void signOut({ callbackUrl: to })
  }
  return (
    <Button loading={busy} onClick={leave} {...props}>
      {children}
    </Button>
  )
}
