import 'server-only'
import { can, roleMay } from '@/lib/access/permissions'
import { inAgency, seesClient, withinClients, type Scope } from '@/lib/access/scope'
import { AppError, invalid, notFound } from '@/lib/core/errors'
import { now } from '@/lib/server/clock.server'
import { db, type Transaction } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { refusalOfChange, seesEveryone } from './role'
import type { MemberChange, Profile } from './schema'

/** The memberships that a scope may know of, its own among them. */
const colleagues = (scope: Scope) =>
  scope.clientIds === 'all' || seesEveryone(scope)
    ? inAgency(scope)
    : {
        ...inAgency(scope),
        OR: [
          { allClients: true },
          { clientIds: { hasSome: [...scope.clientIds] } },
          ...(scope.actor.id ? [{ userId: scope.actor.id }] : []),
        ],
      }

/** The people whom the scope works with, by name, and of their clients those that it sees. Empty for a viewer. */
export async function listMembers(scope: Scope) {
  if (scope.role === 'viewer') return []
  const rows = await db(scope).membership.findMany({
    where: colleagues(scope),
    include: { user: { select: { name: true, email: true } } },
  })
  return rows
    .map(({ id, userId, role, allClients, clientIds, createdAt, user }) => ({
      id,
      userId,
      role,
      allClients,
      clientIds: seesEveryone(scope) ? clientIds : clientIds.filter((client) => seesClient(scope, client)),
      createdAt,
      ...user,
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Invitations that can still be accepted or have lapsed without an answer, newest first. For those who may invite. */
export async function listInvitations(scope: Scope) {
  if (!can(scope, 'team.write')) return []
  const at = await now()
  const rows = await db(scope).invitation.findMany({
    where: { ...inAgency(scope), acceptedAt: null, revokedAt: null },
    select: { id: true, email: true, role: true, allClients: true, clientIds: true, expiresAt: true, createdAt: true },
    orderBy: { createdAt: 'desc' },
  })
  return rows.map((row) => ({ ...row, isExpired: row.expiresAt <= at }))
}

/** Throws `invalid` at `clientIds` when one of them is not a client of the agency. */
export async function requireClientsExist(scope: Scope, clientIds: readonly string[]): Promise<void> {
  const ids = [...new Set(clientIds)]
  if (ids.length === 0) return
  const found = await db(scope).client.count({ where: { AND: [withinClients(scope), { id: { in: ids } }] } })
  if (found !== ids.length)
    throw invalid('clientIds', 'One of the clients was not found. Reload the page and choose again.')
}

/** Two owners who step down at the same moment take turns, so that one remains. */
async function lockAgency(tx: Transaction, scope: Scope): Promise<void> {
  await tx.$queryRaw`select id from agency where id = ${scope.agencyId}::uuid for update`
}

async function checkChange(tx: Transaction, scope: Scope, membershipId: string, to: MemberChange['role'] | undefined) {
  await lockAgency(tx, scope)
  const member = await tx.membership.findFirst({
    where: { id: membershipId, ...inAgency(scope) },
    include: { user: true },
  })
  if (!member) throw notFound('This member')
  const owners = await tx.membership.count({ where: { ...inAgency(scope), role: 'owner' } })
  const refusal = refusalOfChange(scope, { role: member.role, name: member.user.name }, to, owners)
  if (refusal) throw new AppError(/last owner/.test(refusal) ? 'conflict' : 'forbidden', refusal)
  return member
}

/**
 * Withdraws the open invitations that a person has made and may make no longer: who was removed and kept a link must not
 * come back by it.
 */
async function withdrawInvitations(
  tx: Transaction,
  scope: Scope,
  invitedById: string,
  role: MemberChange['role'] | undefined,
): Promise<void> {
  if (role === 'owner') return
  const mayInvite = role !== undefined && roleMay(role, 'team.write')
  await tx.invitation.updateMany({
    where: {
      ...inAgency(scope),
      invitedById,
      acceptedAt: null,
      revokedAt: null,
      ...(mayInvite ? { role: 'owner' } : {}),
    },
    data: { revokedAt: await now() },
  })
}

/** Changes a member's role and clients. Throws `conflict` for the last owner, `forbidden` where only an owner may. */
export async function updateMember(scope: Scope, change: MemberChange): Promise<void> {
  await requireClientsExist(scope, change.clientIds)
  await db(scope).$transaction(async (tx) => {
    const { userId } = await checkChange(tx, scope, change.membershipId, change.role)
    const access = {
      role: change.role,
      allClients: change.allClients,
      clientIds: change.allClients ? [] : change.clientIds,
    }
    await tx.membership.update({ where: { id: change.membershipId, ...inAgency(scope) }, data: access })
    await withdrawInvitations(tx, scope, userId, change.role)
  })
}

/** Ends a membership, its API tokens and the open invitations that the person made. The person and their other agencies stay. */
export async function removeMember(scope: Scope, membershipId: string): Promise<{ name: string }> {
  return db(scope).$transaction(async (tx) => {
    const { userId, user } = await checkChange(tx, scope, membershipId, undefined)
    await tx.membership.delete({ where: { id: membershipId, ...inAgency(scope) } })
    await tx.refreshToken.deleteMany({ where: { ...inAgency(scope), userId } })
    await withdrawInvitations(tx, scope, userId, undefined)
    return { name: user.name }
  })
}

/** A person's own name. People belong to no agency, hence not through the scope's (for a viewer read-only) session. */
export async function updateProfile(scope: Scope, { name }: Profile): Promise<void> {
  if (scope.actor.kind !== 'user' || !scope.actor.id) throw notFound('This person')
  await unsafeDb().user.update({ where: { id: scope.actor.id }, data: { name } })
}
