import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { SignOutButton } from '@/components/member/sign-out-button'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { landingPath, pageUser } from '@/lib/agency/page-scope.server'

export default async function Page() {
  const user = await pageUser()
  const path = await landingPath(user.userId, (await cookies()).get('agency')?.value)
  if (path) redirect(path)
  return (
    <main className="grid min-h-dvh place-items-center">
      <h1 className="sr-only">No agency</h1>
      <Empty
        title="You are not a member of an agency"
        action={
          <>
            <ButtonLink href="/register" variant="primary">
              Register an agency
            </ButtonLink>
            <SignOutButton />
          </>
        }
      >
        {user.email} was removed, or never joined one. Ask for an invitation, or register an agency of your own.
      </Empty>
    </main>
  )
}
