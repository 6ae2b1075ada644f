import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthCard } from '@/components/member/auth-card'
import { SignInForm } from '@/components/member/sign-in-form'
import { TextLink } from '@/components/ui/button'
import { getUser } from '@/lib/access/scope.server'
import { nextPath } from '@/lib/member/next-path'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ searchParams }: Props) {
  const { next, email } = await searchParams
  const path = nextPath(next)
  if (await getUser()) redirect(path)
  return (
    <AuthCard
      title="Sign in"
      below={
        <>
          <TextLink href="/forgotten">Forgotten password</TextLink>
          <TextLink href="/register">Register an agency</TextLink>
        </>
      }
    >
      <SignInForm next={path} email={typeof email === 'string' ? email : ''} />
    </AuthCard>
  )
}
