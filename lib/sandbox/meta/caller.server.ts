import 'server-only'
import { env } from '@/lib/server/env'
import { hmac, sameText } from '@/lib/server/crypto'
import type { Transaction } from '@/lib/server/prisma'
import type { Entity, SandboxRequest } from '../define'
import { findEntity, lockEntity } from '../store.server'
import { findToken } from '../token.server'
import { expired, notFound, refuse } from './error'
import { word } from './json'
import { common } from './request'

/** Who calls, proved by a token, with the transaction that the call runs in. */
export type Caller = {
  tx: Transaction
  request: SandboxRequest
  email: string
  scopes: readonly string[]
  token: string
  now: Date
}

export type Account = { id: string; name: string; currency: string; timezone: string; email: string; createdAt: Date }

export const NODE_KINDS = ['campaign', 'adset', 'ad', 'creative'] as const
export type NodeKind = (typeof NODE_KINDS)[number]

function bearerOf(request: SandboxRequest): string | undefined {
  const header = request.headers.get('authorization') ?? ''
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(header)?.[1] ?? common(request, 'access_token')
}

/** Proves the caller, or refuses as Meta does: 104 without a token, 190 with one that does not work. */
export async function requireCaller(tx: Transaction, request: SandboxRequest): Promise<Caller> {
  const token = bearerOf(request)
  if (!token) return refuse({ message: 'An access token is required to request this resource.', code: 104 })
  const known = await findToken(tx, 'meta', 'access', token, request.now)
  if (!known) return refuse({ message: 'Invalid OAuth access token - Cannot parse access token', code: 190 })
  if (known.state === 'revoked')
    return refuse({
      message: `Error validating access token: The user has not authorized application ${env().META_APP_ID}.`,
      code: 190,
      subcode: 458,
    })
  if (known.state !== 'valid') return refuse(expired())
  const proof = common(request, 'appsecret_proof')
  if (proof !== undefined && !sameText(proof, hmac(env().META_APP_SECRET, token)))
    return refuse({
      message: 'Invalid appsecret_proof provided in the API argument',
      code: 100,
      type: 'GraphMethodException',
    })
  const scopes = (known.details['scope'] ?? '').split(',').filter(Boolean)
  return { tx, request, email: known.email, scopes, token, now: request.now }
}

/** A scope that the login gave away; `ads_read` is part of `ads_management`. */
export function requireScope({ scopes }: Caller, scope: string): void {
  if (scopes.includes(scope) || (scope === 'ads_read' && scopes.includes('ads_management'))) return
  refuse({ message: `(#200) Requires ${scope} permission to manage the object`, code: 200, status: 403 })
}

export const accountOf = (row: Entity): Account => ({
  id: row.id,
  name: row.name,
  currency: word(row.data['currency']),
  timezone: word(row.data['timezone']),
  email: word(row.data['email']),
  createdAt: row.createdAt,
})

/** The account of a path part `act_123`, if it is the caller's. */
export async function requireAccount(caller: Caller, id: string): Promise<Account> {
  const row = await findEntity(caller.tx, 'meta', ['account'], id)
  if (!row) return notFound(`act_${id}`, caller.request.method)
  const account = accountOf(row)
  if (account.email === caller.email) return account
  return refuse({
    message: '(#200) Ad account owner has NOT grant ads_management or ads_read permission',
    code: 200,
    status: 403,
  })
}

/** A campaign, ad set, ad or creative of the caller's. With `lock` nobody else changes it meanwhile. */
export async function requireNode(
  caller: Caller,
  id: string,
  kinds: readonly NodeKind[] = NODE_KINDS,
  lock = false,
): Promise<{ node: Entity; account: Account }> {
  const find = lock ? lockEntity : findEntity
  const node = await find(caller.tx, 'meta', kinds, id)
  const owner = node && (await findEntity(caller.tx, 'meta', ['account'], node.accountId))
  const account = owner && accountOf(owner)
  if (!node || !account || account.email !== caller.email) return notFound(id, caller.request.method)
  return { node, account }
}
