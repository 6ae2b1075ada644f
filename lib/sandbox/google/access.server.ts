import 'server-only'
import { minorUnitMicros } from '@/lib/core/money'
import { fail, ok, type Result } from '@/lib/core/result'
import type { Transaction } from '@/lib/server/prisma'
import { accountsFor } from '../account.server'
import type { Entity, SandboxReply, SandboxRequest } from '../define'
import { managerOf } from '../login'
import { findToken } from '../token.server'
import { failureReply, unauthenticatedReply, type Call } from './failure'
import { textOf } from './json'
import type { Account } from './workspace.server'

/* Who calls, and which accounts that login reaches: its manager directly, the others through the manager. */

export type Access = { email: string; manager: Account; clients: Account[] }

const accountOf = (account: { id: string; name: string; currency: string; timezone: string }): Account => ({
  ...account,
  unit: minorUnitMicros(account.currency),
})

const ownAccount = ({ id, name, data }: Entity): Account =>
  accountOf({ id, name, currency: textOf(data['currency']), timezone: textOf(data['timezone']) })

/** The login behind the bearer token, or 401. */
export async function authenticate(
  tx: Transaction,
  call: Call,
  { headers, now }: SandboxRequest,
): Promise<Result<Access, SandboxReply>> {
  const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  const known = bearer ? await findToken(tx, 'google', 'access', bearer, now) : undefined
  if (known?.state !== 'valid') return fail(unauthenticatedReply(call))
  const clients = (await accountsFor(tx, 'google', known.email)).map(ownAccount)
  return ok({ email: known.email, manager: accountOf(managerOf(known.email)), clients })
}

export type Reached = { account: Account; isManager: boolean }

const denied = (call: Call): Result<never, SandboxReply> =>
  fail(failureReply(call, [{ family: 'authorizationError', code: 'USER_PERMISSION_DENIED' }]))

/** The customer of the path, if the login reaches it by the `login-customer-id` that it sent. */
export function reach(call: Call, access: Access, customerId: string, headers: Headers): Result<Reached, SandboxReply> {
  const through = headers.get('login-customer-id')
  if (!/^\d{1,19}$/.test(customerId))
    return fail(
      failureReply(call, [{ family: 'requestError', code: 'INVALID_CUSTOMER_ID', message: 'Customer ID is invalid.' }]),
    )
  if (through !== null && !/^\d{10}$/.test(through))
    return fail(failureReply(call, [{ family: 'headerError', code: 'INVALID_LOGIN_CUSTOMER_ID' }]))
  const { manager, clients } = access
  if (customerId === manager.id)
    return through === null || through === manager.id ? ok({ account: manager, isManager: true }) : denied(call)
  const account = clients.find(({ id }) => id === customerId)
  return account && through === manager.id ? ok({ account, isManager: false }) : denied(call)
}
