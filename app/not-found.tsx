import { ButtonLink } from '@/components/ui/button'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center px-4 text-center">
      <div>
        <p className="text-small text-muted">404</p>
        <h1 className="mt-1 text-title">There is nothing at this address</h1>
        <p className="mt-2 max-w-104 text-body text-muted">
          It may have been renamed or removed, or you sign in with another account to see it.
        </p>
        <ButtonLink href="/" className="mt-6">
          Go to the start
        </ButtonLink>
      </div>
    </main>
  )
}
