import type { Metadata } from 'next'
import { Section } from '@/components/layout/section'
import { PasswordForm, ProfileForm } from '@/components/member/personal-forms'
import { ROLE_SAYS } from '@/lib/access/permissions'
import { pageScope, pageUser } from '@/lib/agency/page-scope.server'

export const metadata: Metadata = { title: 'You' }

export default async function Page({ params }: { params: Promise<{ agency: string }> }) {
  const { agency } = await params
  const [scope, user] = [await pageScope(agency, 'self.write'), await pageUser()]
  return (
    <div className="max-w-140">
      <p className="mb-6 text-muted">
        {user.email}, {scope.role} here: {ROLE_SAYS[scope.role]}.
      </p>
      <Section title="Name">
        <ProfileForm agency={agency} name={user.name} />
      </Section>
      <Section title="Password">
        <PasswordForm agency={agency} email={user.email} />
      </Section>
    </div>
  )
}
