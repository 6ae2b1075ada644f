import { signIn } from 'next-auth/react'
import { AppError } from '@/lib/core/errors'

/**
 * Signs the browser in. Throws the sentence to show: a wrong pair, too many tries, or no connection.
 */
export async function signInWith(email: string, password: string): Promise<void> {
  const answer = await signIn('credentials', { redirect: false, email, password }).catch((cause: unknown) => {
    throw new AppError('unavailable', 'Paceline could not be reached. Check the connection and try again.', { cause })
  })
  if (answer?.ok && !answer.error) return
  const error = answer?.error ?? 'CredentialsSignin'
  const isWrongPair = error === 'CredentialsSignin'
  throw new AppError(
    'unauthenticated',
    isWrongPair ? 'The e-mail or the password is wrong. Check both, or set a new password.' : error,
  )
}

/** A full load, so that nothing of an earlier person stays in the browser's memory. */
export const goTo = (path: string): void => window.location.assign(path)
