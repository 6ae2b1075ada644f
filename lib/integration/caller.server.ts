import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import type { AccountRef } from '@/lib/ad/spec'
import type { Caller, Connector } from '@/lib/connectors/define'
import { connectorFor } from '@/lib/connectors/registry.server'
import { notFound } from '@/lib/core/errors'
import { db } from '@/lib/server/prisma'
import { withToken } from './token.server'

type Row = {
  id: string
  platform: string
  externalId: string
  loginExternalId: string | null
  name: string
  currency: string
  timezone: string
}

export const accountRef = (row: Row): AccountRef => ({
  id: row.id,
  platform: row.platform === 'google_ads' ? 'google_ads' : 'meta_ads',
  externalId: row.externalId,
  loginExternalId: row.loginExternalId,
  name: row.name,
  currency: row.currency,
  timezone: row.timezone,
})

/** Calls a platform for one ad account of the scope, with a live token. */
export async function withAccount<T>(
  scope: Scope,
  adAccountId: string,
  call: (connector: Connector, caller: Caller) => Promise<T>,
): Promise<T> {
  const account = await db(scope).adAccount.findFirst({ where: { id: adAccountId, ...within(scope) } })
  if (!account) throw notFound('This ad account')
  const connector = connectorFor(account.platform)
  return withToken(scope, account.integrationId, (token) =>
    call(connector, { credentials: { accessToken: token }, account: accountRef(account) }),
  )
}
