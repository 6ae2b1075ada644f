import type { Metadata } from 'next'
import { AuthCard } from '@/components/member/auth-card'
import { ForgottenForm } from '@/components/member/forgotten-form'
import { TextLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { sendsMail } from '@/lib/mail/send.server'

export const metadata: Metadata = { title: 'Forgotten password' }
export const dynamic = 'force-dynamic'

export default function Page() {
  return (
    <AuthCard title="Set a new password" below={<TextLink href="/sign-in">Back to sign in</TextLink>}>
      {sendsMail() ? (
        <ForgottenForm />
      ) : (
        <Notice>
          This server sends no mail. Whoever runs it can make a link for you:
          <code className="mt-2 block text-small break-words">npm run cli -- reset-link --email you@company.com</code>
        </Notice>
      )}
    </AuthCard>
  )
}
