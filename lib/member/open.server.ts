import 'server-only'
import { requireUser } from '@/lib/access/scope.server'
import { acceptAsKnown } from './invite.server'
import { registerAgency } from './register.server'
import type { Registration } from './schema'

/** The registration form: what the browser needs to go on, and no token. */
export async function registerFromForm(form: Registration, address: string): Promise<{ slug: string }> {
  const { slug } = await registerAgency(form, address)
  return { slug }
}

/** The signed-in person accepts an invitation that is theirs. */
export const joinSignedIn = async (token: string): Promise<{ slug: string }> =>
  acceptAsKnown(token, await requireUser())
