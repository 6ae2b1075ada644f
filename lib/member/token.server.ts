import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { listMemberships, tokenScope } from '@/lib/access/scope.server'
import { signAccessToken } from '@/lib/access/token.server'
import { AppError, invalid } from '@/lib/core/errors'
import { unsafeAudit } from '@/lib/server/audit.server'
import { now } from '@/lib/server/clock.server'
import { newToken, sha256 } from '@/lib/server/crypto'
import { newId } from '@/lib/server/id'
import type { Transaction } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { checkPassword } from './password.server'

const REFRESH_MS = 7 * 24 * 60 * 60 * 1000

export type TokenPair = {
  access_token: string
  refresh_token: string
  token_type: 'Bearer'
  expires_in: number
  refresh_expires_in: number
  agency: string
}

async function unsafeIssue(
  client: Transaction,
  userId: string,
  agency: { id: string; slug: string },
  familyId: string,
): Promise<TokenPair> {
  const refresh = newToken()
  const expiresAt = new Date((await now()).getTime() + REFRESH_MS)
  await client.refreshToken.create({
    data: { agencyId: agency.id, userId, familyId, tokenHash: sha256(refresh), expiresAt },
  })
  const { token, expiresIn } = await signAccessToken(userId, agency.id)
  return {
    access_token: token,
    refresh_token: refresh,
    token_type: 'Bearer',
    expires_in: expiresIn,
    refresh_expires_in: REFRESH_MS / 1000,
    agency: agency.slug,
  }
}

/** The first pair of tokens of a person in one agency. */
export const issueTokens = (userId: string, agency: { id: string; slug: string }): Promise<TokenPair> =>
  unsafeIssue(unsafeDb(), userId, agency, newId())

async function agencyOf(userId: string, slug: string | undefined): Promise<{ id: string; slug: string }> {
  const agencies = (await listMemberships(userId)).map(({ agency }) => agency)
  const [first] = agencies
  if (!first)
    throw new AppError('forbidden', 'You are not a member of an agency. Ask for an invitation, or register one.')
  if (!slug && agencies.length > 1)
    throw invalid(
      'agency',
      `You belong to ${agencies.length} agencies. Name one of: ${agencies.map((a) => a.slug).join(', ')}.`,
    )
  const found = slug ? agencies.find((agency) => agency.slug === slug) : first
  if (!found)
    throw invalid(
      'agency',
      `You are not a member of "${slug}". Name one of: ${agencies.map((a) => a.slug).join(', ')}.`,
    )
  return found
}

/** Tokens for an e-mail and password. `agency` is needed only by members of several. Throws `unauthenticated`. */
export async function login(
  input: { email: string; password: string; agency?: string | undefined },
  address: string,
): Promise<TokenPair> {
  const user = await checkPassword(input.email, input.password, address)
  if (!user)
    throw new AppError('unauthenticated', 'The e-mail or the password is wrong. Check both, or reset the password.')
  const agency = await agencyOf(user.id, input.agency)
  await unsafeDb().refreshToken.deleteMany({
    where: { userId: user.id, expiresAt: { lt: new Date((await now()).getTime() - REFRESH_MS) } },
  })
  await unsafeAudit(await tokenScope(user.id, agency.id), { action: 'auth.login' })
  return issueTokens(user.id, agency)
}

async function unsafeRevokeFamily(
  row: { agencyId: string; familyId: string; userId: string },
  at: Date,
): Promise<never> {
  const { agencyId, familyId, userId } = row
  await unsafeDb().refreshToken.updateMany({ where: { agencyId, familyId, revokedAt: null }, data: { revokedAt: at } })
  const scope: Scope | undefined = await tokenScope(userId, agencyId).catch(() => undefined)
  if (scope) await unsafeAudit(scope, { action: 'auth.refresh', outcome: 'refused', details: { reason: 'reuse' } })
  throw new AppError(
    'unauthenticated',
    'This refresh token was used before, so all tokens of that sign-in have ended. Sign in again.',
  )
}

/** Exchanges a refresh token for a new pair, once. A token that comes twice ends its whole family. Throws `unauthenticated`. */
export async function refresh(token: string): Promise<TokenPair> {
  const at = await now()
  const row = await unsafeDb().refreshToken.findUnique({ where: { tokenHash: sha256(token) } })
  if (!row) throw new AppError('unauthenticated', 'This refresh token is not known. Sign in again.')
  if (row.revokedAt) throw new AppError('unauthenticated', 'This refresh token was revoked. Sign in again.')
  if (row.usedAt) return unsafeRevokeFamily(row, at)
  if (row.expiresAt <= at) throw new AppError('unauthenticated', 'This refresh token has expired. Sign in again.')
  await tokenScope(row.userId, row.agencyId)
  const agency = await unsafeDb().agency.findUniqueOrThrow({ where: { id: row.agencyId } })
  // One transaction: whoever loses the race finds the winner's new token in the family that it revokes.
  const pair = await unsafeDb().$transaction(async (tx) => {
    const { count } = await tx.refreshToken.updateMany({
      where: { id: row.id, usedAt: null, revokedAt: null },
      data: { usedAt: at },
    })
    return count === 1 ? unsafeIssue(tx, row.userId, agency, row.familyId) : undefined
  })
  return pair ?? unsafeRevokeFamily(row, at)
}
