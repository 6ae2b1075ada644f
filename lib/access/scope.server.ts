import 'server-only'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { isSlug } from '@/lib/agency/slug'
import { AppError, notFound } from '@/lib/core/errors'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { authOptions } from './auth.server'
import type { Role } from './permissions'
import type { Actor, Scope } from './scope'

type Parts = { agencyId: string; clientIds: 'all' | readonly string[]; role: Role; actor: Actor }

const make = (parts: Parts): Scope => Object.freeze(parts) as Scope

export type SignedIn = { userId: string; email: string; name: string }

/** The person of the browser session, or undefined. Sessions signed before a password change count as none. */
export const getUser = cache(async (): Promise<SignedIn | undefined> => {
  const session = await getServerSession(authOptions())
  if (!session?.user?.email) return undefined
  const user = await unsafeDb().user.findUnique({ where: { email: session.user.email } })
  return user && user.sessionEpoch === session.epoch
    ? { userId: user.id, email: user.email, name: user.name }
    : undefined
})

export async function requireUser(): Promise<SignedIn> {
  const user = await getUser()
  if (!user) throw new AppError('unauthenticated', 'Sign in to go on. What you typed is kept.')
  return user
}

async function unsafeMembership(userId: string, agency: { slug: string } | { id: string }) {
  return unsafeDb().membership.findFirst({ where: { userId, agency }, include: { agency: true, user: true } })
}

type Found = NonNullable<Awaited<ReturnType<typeof unsafeMembership>>>

const scopeOf = ({ agencyId, role, allClients, clientIds, user }: Found): Scope =>
  make({
    agencyId,
    role,
    clientIds: allClients ? 'all' : clientIds,
    actor: { kind: 'user', id: user.id, name: user.name },
  })

/** The scope of the signed-in person in the agency of the URL. A foreign slug is not found, like an unknown one. */
export const requireScope = cache(async (slug: string): Promise<Scope> => {
  const user = await requireUser()
  const found = isSlug(slug) ? await unsafeMembership(user.userId, { slug }) : null
  if (!found) throw notFound('This agency')
  return scopeOf(found)
})

/** The scope of an API token, which names its person and one agency. */
export async function tokenScope(userId: string, agencyId: string): Promise<Scope> {
  const found = await unsafeMembership(userId, { id: agencyId })
  if (!found) throw new AppError('unauthenticated', 'This token is no longer valid. Sign in again.')
  return scopeOf(found)
}

/** The agencies of a person, for the switcher and for landing after sign-in. */
export async function listMemberships(userId: string) {
  return unsafeDb().membership.findMany({ where: { userId }, include: { agency: true }, orderBy: { createdAt: 'asc' } })
}

/** A job's scope: one agency, all its clients, with the reason as its name. */
export const jobScope = (agencyId: string, reason: string): Scope =>
  make({ agencyId, clientIds: 'all', role: 'owner', actor: { kind: 'job', id: null, name: reason } })

/** A command's scope. */
export const cliScope = (agencyId: string): Scope =>
  make({ agencyId, clientIds: 'all', role: 'owner', actor: { kind: 'cli', id: null, name: 'Command line' } })

/** The scope narrowed to one client, as a viewer of it has it: what "view as the client" and its dashboard use. */
export const asViewer = (scope: Scope, clientId: string): Scope => {
  if (scope.clientIds !== 'all' && !scope.clientIds.includes(clientId)) throw notFound('This client')
  return make({ ...scope, role: 'viewer', clientIds: [clientId] })
}
