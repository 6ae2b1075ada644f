import type { Metadata } from 'next'
import { AuthCard } from '@/components/member/auth-card'
import { ResetForm } from '@/components/member/reset-form'
import { ButtonLink, TextLink } from '@/components/ui/button'
import { isResetOpen } from '@/lib/member/reset.server'

export const metadata: Metadata = { title: 'Set a new password', referrer: 'no-referrer' }

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  if (!(await isResetOpen(token)))
    return (
      <AuthCard
        title="This link no longer works"
        note="It has expired after an hour, or it was used already."
        below={<TextLink href="/sign-in">Back to sign in</TextLink>}
      >
        <ButtonLink href="/forgotten" variant="primary" className="w-full">
          Ask for a new link
        </ButtonLink>
      </AuthCard>
    )
  return (
    <AuthCard title="Set a new password">
      <ResetForm token={token} />
    </AuthCard>
  )
}
