import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { cliScope } from '@/lib/access/scope.server'
import { AppError, invalid, notFound } from '@/lib/core/errors'
import { publicUrl } from '@/lib/mail/link.server'
import { deliver, sendsMail } from '@/lib/mail/send.server'
import { now } from '@/lib/server/clock.server'
import { newToken, sha256 } from '@/lib/server/crypto'
import { log } from '@/lib/server/log'
import { throttle } from '@/lib/server/rate-limit.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { unsafeAuditPerson } from './audit.server'
import { checkPassword, hashPassword } from './password.server'
import type { PasswordChange } from './schema'

const VALID_MS = 60 * 60 * 1000

async function unsafeNewLink(userId: string): Promise<string> {
  const token = newToken()
  const expiresAt = new Date((await now()).getTime() + VALID_MS)
  await unsafeDb().passwordReset.create({ data: { userId, tokenHash: sha256(token), expiresAt } })
  return publicUrl(`/reset/${token}`)
}

/** A link of one hour with which a person sets a new password; for the command line. Throws `not_found`. */
export async function createResetLink(email: string): Promise<string> {
  const user = await unsafeDb().user.findUnique({ where: { email: email.trim().toLowerCase() } })
  if (!user) throw new AppError('not_found', `Nobody has the e-mail "${email}".`)
  await unsafeAuditPerson(user.id, { action: 'self.password.link', target: user.email }, cliScope)
  return unsafeNewLink(user.id)
}

async function mailLink(userId: string, email: string): Promise<void> {
  const link = await unsafeNewLink(userId)
  const text = `Set a new password for Paceline within one hour:\n\n${link}\n\nIf you did not ask for this, ignore this mail: nothing has changed.`
  await deliver({ to: email, subject: 'Set a new Paceline password', text })
}

/**
 * Mails a link to the person of an e-mail, if there is one and a mail server is set. The answer is the same either way
 * and does not wait for the mail, so that nobody learns who has an account.
 */
export async function requestReset(email: string, address: string): Promise<{ mails: boolean }> {
  await throttle('reset-account', email, { points: 3, seconds: 60 * 60 })
  await throttle('reset-address', address, { points: 20, seconds: 60 * 60 })
  const user = await unsafeDb().user.findUnique({ where: { email } })
  if (user && sendsMail())
    void mailLink(user.id, email).catch((error: unknown) => log().error({ err: error }, 'a reset mail was not sent'))
  return { mails: sendsMail() }
}

const gone = () => new AppError('not_found', 'This link has expired or was used already. Ask for a new one.')

/** Whether a link can still be used, for the page. */
export async function isResetOpen(token: string): Promise<boolean> {
  const open = await unsafeDb().passwordReset.findUnique({ where: { tokenHash: sha256(token) } })
  return open !== null && open.usedAt === null && open.expiresAt > (await now())
}

/** A new hash, and the end of every session and API token that the old password opened. */
async function unsafeSetPassword(
  userId: string,
  password: string,
  consume?: { tokenHash: string; at: Date },
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await unsafeDb().$transaction(async (tx) => {
    if (consume) {
      const where = { tokenHash: consume.tokenHash, usedAt: null, expiresAt: { gt: consume.at } }
      const { count } = await tx.passwordReset.updateMany({ where, data: { usedAt: consume.at } })
      if (count !== 1) throw gone()
    }
    await tx.user.update({ where: { id: userId }, data: { passwordHash, sessionEpoch: { increment: 1 } } })
    await tx.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: consume?.at ?? new Date() } })
    await tx.refreshToken.updateMany({
      where: { userId, revokedAt: null },
      data: { revokedAt: consume?.at ?? new Date() },
    })
  })
}

/** Sets a new password by a link, once. Ends all sessions. Throws `not_found` for a link that is used or too old. */
export async function resetPassword(token: string, password: string): Promise<{ email: string }> {
  const tokenHash = sha256(token)
  const found = await unsafeDb().passwordReset.findUnique({ where: { tokenHash }, include: { user: true } })
  if (!found) throw gone()
  await unsafeSetPassword(found.userId, password, { tokenHash, at: await now() })
  await unsafeAuditPerson(found.userId, { action: 'self.password.reset' })
  return { email: found.user.email }
}

/** Changes a signed-in person's own password. Ends every session, also this one: the page signs in again at once. */
export async function changeOwnPassword(
  scope: Scope,
  { current, password }: PasswordChange,
): Promise<{ email: string }> {
  const userId = scope.actor.kind === 'user' ? scope.actor.id : null
  if (!userId) throw notFound('This person')
  const user = await unsafeDb().user.findUnique({ where: { id: userId } })
  if (!user) throw notFound('This person')
  if (!(await checkPassword(user.email, current, `user:${userId}`)))
    throw invalid(
      'current',
      'This is not your present password. Type it again, or sign out and choose "Forgotten password".',
    )
  await unsafeSetPassword(userId, password)
  return { email: user.email }
}
