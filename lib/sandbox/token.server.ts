import 'server-only'
import { newToken, sha256 } from '@/lib/server/crypto'
import type { Transaction } from '@/lib/server/prisma'
import type { SandboxPlatform } from './define'

/*
 * Authorisation codes, access and refresh tokens of the sandbox platforms. Only hashes are kept, and the details
 * (redirect address, scopes, challenge) beside them.
 */

type Key = SandboxPlatform['key']
export type TokenKind = 'code' | 'access' | 'refresh'
export type TokenDetails = Record<string, string>
export type KnownToken = {
  email: string
  details: TokenDetails
  expiresAt: Date | null
  state: 'valid' | 'expired' | 'revoked' | 'used'
  createdAt: Date
}

const CODE_MS = 10 * 60_000
const PREFIX: Record<Key, Record<TokenKind, string>> = {
  meta: { code: 'AQ', access: 'EAAB', refresh: 'EAAR' },
  google: { code: '4/0', access: 'ya29.', refresh: '1//0' },
}

type NewToken = { kind: TokenKind; email: string; details?: TokenDetails; now: Date; expiresAt: Date | null }

/** Makes a token; its text exists in the answer only. */
export async function issueToken(tx: Transaction, platform: Key, token: NewToken): Promise<string> {
  const text = PREFIX[platform][token.kind] + newToken()
  const { kind, email, expiresAt, now, details = {} } = token
  await tx.sandboxToken.create({
    data: { token: sha256(text), platform, kind, email, details, expiresAt, createdAt: now },
    select: { token: true },
  })
  return text
}

/** An authorisation code: single use, ten minutes. `details` are checked by the platform when it is redeemed. */
export const issueCode = (
  tx: Transaction,
  platform: Key,
  code: { email: string; details: TokenDetails; now: Date },
): Promise<string> =>
  issueToken(tx, platform, { ...code, kind: 'code', expiresAt: new Date(code.now.getTime() + CODE_MS) })

const texts = (value: unknown): TokenDetails =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
    : {}

/** What a token is, whether or not it still works; undefined when the platform never made it. */
export async function findToken(
  tx: Transaction,
  platform: Key,
  kind: TokenKind,
  text: string,
  now: Date,
): Promise<KnownToken | undefined> {
  const row = await tx.sandboxToken.findUnique({ where: { token: sha256(text) } })
  if (!row || row.platform !== platform || row.kind !== kind) return undefined
  const expired = row.expiresAt !== null && row.expiresAt <= now
  const state = row.revokedAt ? 'revoked' : row.usedAt ? 'used' : expired ? 'expired' : 'valid'
  return { email: row.email, details: texts(row.details), expiresAt: row.expiresAt, createdAt: row.createdAt, state }
}

/** Takes a code; undefined when it is unknown, used or too old. Of two requests at once, one gets it. */
export async function redeemCode(
  tx: Transaction,
  platform: Key,
  text: string,
  now: Date,
): Promise<KnownToken | undefined> {
  const known = await findToken(tx, platform, 'code', text, now)
  if (known?.state !== 'valid') return undefined
  const taken = await tx.sandboxToken.updateMany({
    where: { token: sha256(text), usedAt: null },
    data: { usedAt: now },
  })
  return taken.count === 1 ? known : undefined
}

/** Revokes every token of a login, as when a person removes the application. */
export async function revokeLogin(tx: Transaction, platform: Key, email: string, now: Date): Promise<void> {
  await tx.sandboxToken.updateMany({ where: { platform, email, revokedAt: null }, data: { revokedAt: now } })
}
