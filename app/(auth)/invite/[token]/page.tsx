import type { Metadata } from 'next'
import { AuthCard } from '@/components/member/auth-card'
import { JoinKnownButton, JoinNewForm } from '@/components/member/invite-form'
import { SignInForm } from '@/components/member/sign-in-form'
import { SignOutButton } from '@/components/member/sign-out-button'
import { ButtonLink } from '@/components/ui/button'
import { ROLE_SAYS } from '@/lib/access/permissions'
import { getUser } from '@/lib/access/scope.server'
import { getInvitation, type InvitationView } from '@/lib/member/invite.server'

export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer' }

async function Answer({ token, invitation }: { token: string; invitation: InvitationView }) {
  const user = await getUser()
  const here = `/invite/${token}`
  if (user?.email === invitation.email) return <JoinKnownButton token={token} />
  if (user)
    return (
      <div className="grid gap-4">
        <p>
          You are signed in as {user.email}, and this invitation is for {invitation.email}. Sign out to go on with it.
        </p>
        <SignOutButton to={here} />
      </div>
    )
  if (!invitation.isKnown) return <JoinNewForm token={token} email={invitation.email} />
  return (
    <div className="grid gap-4">
      <p>You have an account already. Sign in with it, then join.</p>
      <SignInForm next={here} email={invitation.email} />
    </div>
  )
}

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invitation = await getInvitation(token)
  if (!invitation)
    return (
      <AuthCard
        title="This invitation no longer works"
        note="It has expired after seven days, was withdrawn, or was used already. Ask whoever invited you for a new one."
      >
        <ButtonLink href="/sign-in" className="w-full">
          Sign in
        </ButtonLink>
      </AuthCard>
    )
  const { agencyName, email, role } = invitation
  return (
    <AuthCard title={`Join ${agencyName}`} note={`${email}, as ${role}: ${ROLE_SAYS[role]}.`}>
      <Answer token={token} invitation={invitation} />
    </AuthCard>
  )
}
