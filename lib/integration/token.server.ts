import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { inAgency } from '@/lib/access/scope'
import { ConnectorError, type Connector, type Tokens } from '@/lib/connectors/define'
import { connectorFor } from '@/lib/connectors/registry.server'
import { notFound } from '@/lib/core/errors'
import { now } from '@/lib/server/clock.server'
import { open, seal } from '@/lib/server/crypto'
import { db } from '@/lib/server/prisma'

type Stored = {
  id: string
  provider: string
  status: string
  accessToken: string | null
  refreshToken: string | null
  expiresAt: Date | null
}

export const sealedTokens = (tokens: Tokens, at: Date) => ({
  accessToken: seal(tokens.accessToken),
  ...(tokens.refreshToken === null ? {} : { refreshToken: seal(tokens.refreshToken) }),
  expiresAt: tokens.expiresAt,
  scopes: tokens.scopes,
  refreshedAt: at,
})

export const reconnectSentence = (connector: Connector): string =>
  `The access to ${connector.name} has ended. Reconnect it on the Integrations page; the last good figures stay.`

/**
 * Marks a login as dead, so that the screens offer "Reconnect" and the sweeps leave it alone. Only while it still holds
 * the token that failed (`sealed`): an answer to an older token says nothing of one that a person brought meanwhile.
 */
async function markDead(scope: Scope, integrationId: string, sealed: string | null, reason: string): Promise<void> {
  await db(scope).integration.updateMany({
    where: { id: integrationId, ...inAgency(scope), status: 'active', accessToken: sealed },
    data: { status: 'needs_reconnect', lastError: reason.slice(0, 500) },
  })
}

const isStale = (row: Stored, connector: Connector, at: Date): boolean =>
  row.expiresAt !== null && row.expiresAt.getTime() - at.getTime() < connector.oauth.refreshAheadMs

/**
 * The access token of a login, refreshed ahead of its expiry, or at once when `spent` is the one we hold.
 * Single flight: the row is locked while one caller refreshes, the others read what it stored.
 */
export async function accessToken(scope: Scope, integrationId: string, spent?: string): Promise<string> {
  return (await liveToken(scope, integrationId, spent)).token
}

/** A token, and how it is stored. */
type Live = { token: string; sealed: string | null }

async function liveToken(scope: Scope, integrationId: string, spent?: string): Promise<Live> {
  const at = await now()
  const read = () => db(scope).integration.findFirst({ where: { id: integrationId, ...inAgency(scope) } })
  const row = await read()
  if (!row) throw notFound('This connection')
  const connector = connectorFor(row.provider)
  if (row.status !== 'active' || !row.accessToken)
    throw new ConnectorError('auth_reconnect', reconnectSentence(connector))
  const current = open(row.accessToken)
  const held: Live = { token: current, sealed: row.accessToken }
  if (!isStale(row, connector, at) && current !== spent) return held
  try {
    return await db(scope).$transaction(
      async (tx) => {
        await tx.$queryRaw`select 1 from integration where id = ${integrationId}::uuid and "agencyId" = ${scope.agencyId}::uuid for update`
        const stored = await tx.integration.findFirstOrThrow({ where: { id: integrationId, ...inAgency(scope) } })
        const token = stored.accessToken ? open(stored.accessToken) : ''
        if (token && token !== current) return { token, sealed: stored.accessToken }
        const fresh = await connector.oauth.refresh({
          accessToken: token,
          refreshToken: stored.refreshToken ? open(stored.refreshToken) : null,
        })
        const data = { ...sealedTokens(fresh, at), lastError: null }
        await tx.integration.update({ where: { id: integrationId, ...inAgency(scope) }, data })
        return { token: fresh.accessToken, sealed: data.accessToken }
      },
      { timeout: 60_000 },
    )
  } catch (error) {
    // A refresh that fails for a passing reason leaves a token that is still good in use.
    if (error instanceof ConnectorError && (error.fault === 'auth_reconnect' || error.fault === 'auth_refresh')) {
      await markDead(scope, integrationId, held.sealed, error.message)
      throw new ConnectorError('auth_reconnect', reconnectSentence(connector), {
        cause: error,
        ...(error.platform ? { platform: error.platform } : {}),
      })
    }
    if (current !== spent && row.expiresAt && row.expiresAt > at) return held
    throw error
  }
}

/** Runs a call with a live token: one refresh and one more try when the platform says the token is spent. */
export async function withToken<T>(
  scope: Scope,
  integrationId: string,
  call: (token: string) => Promise<T>,
): Promise<T> {
  const { token, sealed } = await liveToken(scope, integrationId)
  try {
    return await call(token)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    if (error.fault === 'auth_refresh') return call(await accessToken(scope, integrationId, token))
    if (error.fault === 'auth_reconnect') await markDead(scope, integrationId, sealed, error.message)
    throw error
  }
}

/** Refreshes a login's token if its end is near; a login that died meanwhile is marked, not reported as a fault. */
export async function keepFresh(scope: Scope, integrationId: string): Promise<{ fresh: boolean }> {
  try {
    await accessToken(scope, integrationId)
    return { fresh: true }
  } catch (error) {
    if (error instanceof ConnectorError && error.fault === 'auth_reconnect') return { fresh: false }
    throw error
  }
}
