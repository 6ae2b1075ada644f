import 'server-only'
import { inAgency, type Scope } from '@/lib/access/scope'
import { jobScope, tokenScope } from '@/lib/access/scope.server'
import { ROLE_SAYS } from '@/lib/access/permissions'
import { AppError, invalid, notFound } from '@/lib/core/errors'
import { publicUrl } from '@/lib/mail/link.server'
import { sendMail } from '@/lib/mail/send.server'
import { unsafeAudit } from '@/lib/server/audit.server'
import { now } from '@/lib/server/clock.server'
import { newToken, sha256 } from '@/lib/server/crypto'
import { db } from '@/lib/server/prisma'
import { throttle } from '@/lib/server/rate-limit.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { requireClientsExist } from './data.server'
import { hashPassword } from './password.server'
import { refusalOfChange } from './role'
import type { Invite } from './schema'

const VALID_MS = 7 * 24 * 60 * 60 * 1000
/** Invitations that one agency may mail. */
const MAILS = { points: 100, seconds: 60 * 60 }

/** An agency is founded by anybody: this server's mail must not carry its words to the whole world. */
const limitMails = (scope: Scope): Promise<void> => throttle('invite', scope.agencyId, MAILS)

export type MadeInvitation = { id: string; link: string; mailed: boolean; expiresAt: Date }

async function mailInvitation(
  scope: Scope,
  invitation: { email: string; role: Invite['role'] },
  link: string,
): Promise<boolean> {
  const { name } = await db(scope).agency.findFirstOrThrow({ where: { id: scope.agencyId } })
  const says = ROLE_SAYS[invitation.role].toLowerCase()
  const text = `${scope.actor.name} invites you to ${name} on Paceline as ${invitation.role} (${says}).\n\nJoin within 7 days:\n\n${link}`
  // Whoever may read the outbox is an admin at most, and must not become an owner by an owner's link.
  const secret = { link, keepSecret: invitation.role !== 'owner' }
  const { sent } = await sendMail(scope, { to: invitation.email, subject: `Join ${name} on Paceline`, text }, secret)
  return sent
}

/**
 * Invites a person; the link is returned once and also mailed. An open invitation of the same e-mail is replaced.
 * Throws `conflict` for a member, `forbidden` when only an owner may give this role.
 */
export async function createInvitation(scope: Scope, invite: Invite): Promise<MadeInvitation> {
  const refusal = refusalOfChange(scope, undefined, invite.role, 1)
  if (refusal) throw new AppError('forbidden', refusal)
  await requireClientsExist(scope, invite.clientIds)
  const member = await db(scope).membership.findFirst({
    where: { ...inAgency(scope), user: { email: invite.email } },
    include: { user: true },
  })
  if (member)
    throw new AppError('conflict', `${member.user.name} is a member already. Change their role instead.`, {
      issues: [{ path: 'email', message: 'This person is a member already. Change their role instead.' }],
    })
  await limitMails(scope)
  const at = await now()
  const token = newToken()
  const expiresAt = new Date(at.getTime() + VALID_MS)
  const row = await db(scope).$transaction(async (tx) => {
    await tx.invitation.updateMany({
      where: { ...inAgency(scope), email: invite.email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: at },
    })
    const access = {
      email: invite.email,
      role: invite.role,
      allClients: invite.allClients,
      clientIds: invite.allClients ? [] : invite.clientIds,
    }
    return tx.invitation.create({
      data: {
        ...inAgency(scope),
        ...access,
        tokenHash: sha256(token),
        invitedById: scope.actor.id ?? scope.agencyId,
        expiresAt,
      },
    })
  })
  const link = publicUrl(`/invite/${token}`)
  return { id: row.id, link, expiresAt, mailed: await mailInvitation(scope, invite, link) }
}

async function requireOpen(scope: Scope, id: string) {
  const found = await db(scope).invitation.findFirst({
    where: { id, ...inAgency(scope), acceptedAt: null, revokedAt: null },
  })
  if (!found) throw notFound('This open invitation')
  const refusal = refusalOfChange(scope, undefined, found.role, 1)
  if (refusal) throw new AppError('forbidden', refusal)
  return found
}

/** Makes a new link of seven days; the old one no longer opens. */
export async function resendInvitation(scope: Scope, id: string): Promise<MadeInvitation> {
  const found = await requireOpen(scope, id)
  await limitMails(scope)
  const token = newToken()
  const expiresAt = new Date((await now()).getTime() + VALID_MS)
  await db(scope).invitation.update({
    where: { id, ...inAgency(scope) },
    data: { tokenHash: sha256(token), expiresAt },
  })
  const link = publicUrl(`/invite/${token}`)
  return { id, link, expiresAt, mailed: await mailInvitation(scope, found, link) }
}

export async function revokeInvitation(scope: Scope, id: string): Promise<void> {
  await requireOpen(scope, id)
  await db(scope).invitation.update({ where: { id, ...inAgency(scope) }, data: { revokedAt: await now() } })
}

const gone = () =>
  new AppError('not_found', 'This invitation has expired, was withdrawn or was used already. Ask for a new one.')

async function unsafeOpenInvitation(token: string) {
  const found = await unsafeDb().invitation.findUnique({ where: { tokenHash: sha256(token) } })
  if (!found || found.acceptedAt || found.revokedAt || found.expiresAt <= (await now())) throw gone()
  return found
}

export type InvitationView = { agencyName: string; email: string; role: Invite['role']; isKnown: boolean }

/** What the page of a link shows; undefined for a link that no longer opens. */
export async function getInvitation(token: string): Promise<InvitationView | undefined> {
  const found = await unsafeOpenInvitation(token).catch((error: unknown) => {
    if (error instanceof AppError) return undefined
    throw error
  })
  if (!found) return undefined
  const agency = await unsafeDb().agency.findUniqueOrThrow({ where: { id: found.agencyId } })
  const user = await unsafeDb().user.findUnique({ where: { email: found.email } })
  return { agencyName: agency.name, email: found.email, role: found.role, isKnown: user !== null }
}

type Joined = { slug: string; email: string }

/** Uses the invitation up and makes the membership in one transaction, so that two presses join once. */
async function unsafeJoin(
  token: string,
  person: { userId: string } | { name: string; passwordHash: string },
): Promise<Joined> {
  const invitation = await unsafeOpenInvitation(token)
  const { agencyId, email, role, allClients, clientIds } = invitation
  const at = await now()
  const userId = await unsafeDb().$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: at },
    })
    if (count !== 1) throw gone()
    const left = await tx.client.findMany({ where: { agencyId, id: { in: clientIds } }, select: { id: true } })
    if (!allClients && left.length === 0) throw gone()
    const id = 'userId' in person ? person.userId : (await tx.user.create({ data: { email, ...person } })).id
    const access = { role, allClients, clientIds: left.map((client) => client.id) }
    await tx.membership.create({ data: { agencyId, userId: id, ...access } })
    return id
  })
  const scope = await tokenScope(userId, agencyId)
  await unsafeAudit(scope, { action: 'team.join', target: email, details: { role } })
  const { slug } = await db(jobScope(agencyId, 'join')).agency.findUniqueOrThrow({ where: { id: agencyId } })
  return { slug, email }
}

/** A person who is new here joins with a name and a password. Throws `conflict` when the e-mail has an account. */
export async function acceptAsNew(token: string, name: string, password: string): Promise<Joined> {
  const { email } = await unsafeOpenInvitation(token)
  if (await unsafeDb().user.findUnique({ where: { email } }))
    throw new AppError('conflict', `${email} has an account already. Sign in with it to join.`)
  return unsafeJoin(token, { name, passwordHash: await hashPassword(password) })
}

/** A signed-in person joins; the invitation must be theirs. */
export async function acceptAsKnown(token: string, user: { userId: string; email: string }): Promise<Joined> {
  const { email } = await unsafeOpenInvitation(token)
  if (email !== user.email)
    throw invalid('token', `This invitation is for ${email}, but you are signed in as ${user.email}. Sign out first.`)
  return unsafeJoin(token, { userId: user.userId })
}
