import type { Metadata } from 'next'
import { AuthCard } from '@/components/member/auth-card'
import { RegisterForm } from '@/components/member/register-form'
import { TextLink } from '@/components/ui/button'
import { currencyOptions, zoneOptions } from '@/lib/agency/locale'

export const metadata: Metadata = { title: 'Register an agency' }

export default function Page() {
  return (
    <AuthCard
      title="Register an agency"
      note="You become its owner. Invite the others afterwards."
      below={<TextLink href="/sign-in">I have an account already</TextLink>}
    >
      <RegisterForm currencies={currencyOptions()} zones={zoneOptions()} />
    </AuthCard>
  )
}
