import 'server-only'
import { createHash } from 'node:crypto'
import { inAgency, type Scope } from '@/lib/access/scope'
import { requireScope } from '@/lib/access/scope.server'
import { can } from '@/lib/access/permissions'
import { connectorFor } from '@/lib/connectors/registry.server'
import { AppError } from '@/lib/core/errors'
import { now } from '@/lib/server/clock.server'
import { newToken, open, seal, sha256 } from '@/lib/server/crypto'
import { db } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { refreshAccounts } from './accounts.server'
import { platformName, type StartConnect } from './schema'
import { sealedTokens } from './token.server'

const VALID_MS = 10 * 60_000

export const callbackPath = (provider: string): string => `/api/integrations/${provider}/callback`

/** Begins an OAuth round trip: the state may come back once within ten minutes, to the same person. */
export async function startConnect(scope: Scope, { provider, returnTo }: StartConnect, origin: string): Promise<{ url: string }> {
  if (scope.actor.kind !== 'user' || !scope.actor.id) throw new AppError('forbidden', 'Only a signed-in person can connect an account.')
  const { oauth } = connectorFor(provider)
  const state = newToken()
  const verifier = oauth.usesPkce ? newToken() : null
  await db(scope).oauthState.create({
    data: {
      agencyId: scope.agencyId,
      userId: scope.actor.id,
      provider,
      stateHash: sha256(state),
      verifier: verifier && seal(verifier),
      returnTo,
      expiresAt: new Date(Date.now() + VALID_MS),
    },
  })
  const challenge = verifier && createHash('sha256').update(verifier).digest('base64url')
  return { url: oauth.authorizeUrl({ redirectUri: origin + callbackPath(provider), state, challenge }) }
}

type Callback = { provider: string; state: string; code: string | null; error: string | null; origin: string }

/** The state alone says whose round trip this is; the signed-in person must be the one who began it. */
async function unsafeTakeState(provider: string, state: string) {
  const row = await unsafeDb().oauthState.findUnique({ where: { stateHash: sha256(state) } })
  const taken =
    row && row.provider === provider && row.expiresAt > new Date()
      ? await unsafeDb().oauthState.updateMany({ where: { id: row.id, usedAt: null }, data: { usedAt: new Date() } })
      : { count: 0 }
  if (!row || taken.count !== 1)
    throw new AppError('invalid', `This answer of ${platformName(provider)} is too old or was used already. Start the connection again.`)
  const agency = await unsafeDb().agency.findUniqueOrThrow({ where: { id: row.agencyId } })
  return { ...row, slug: agency.slug }
}

export type Finished = { returnTo: string; outcome: 'connected' | 'cancelled' }

/** Ends the round trip: tokens exchanged and sealed, accounts listed. `scopeOf` says who has come back. */
export async function finishConnect(
  { provider, state, code, error, origin }: Callback,
  scopeOf: (agency: string) => Promise<Scope> = requireScope,
): Promise<Finished> {
  const row = await unsafeTakeState(provider, state)
  const scope = await scopeOf(row.slug)
  if (scope.actor.id !== row.userId || !can(scope, 'integration.write'))
    throw new AppError('forbidden', 'This connection was started by somebody else. Start it again yourself.')
  if (error) return { returnTo: row.returnTo, outcome: 'cancelled' }
  if (!code) throw new AppError('invalid', `${platformName(provider)} sent no code. Start the connection again.`)
  const connector = connectorFor(provider)
  const tokens = await connector.oauth.exchange({ code, redirectUri: origin + callbackPath(provider), verifier: row.verifier && open(row.verifier) })
  const user = await connector.oauth.whoAmI({ accessToken: tokens.accessToken })
  const data = { ...sealedTokens(tokens, await now()), label: user.label, status: 'active' as const, lastError: null, connectedById: row.userId }
  const key = { agencyId: scope.agencyId, provider, externalUserId: user.externalUserId }
  const integration = await db(scope).integration.upsert({ where: { agencyId_provider_externalUserId: key }, create: { ...key, ...data }, update: data })
  await refreshAccounts(scope, integration.id)
  return { returnTo: row.returnTo, outcome: 'connected' }
}

/** Ends the access: tokens revoked at the platform as far as it answers, and deleted here in any case. */
export async function disconnect(scope: Scope, integrationId: string): Promise<void> {
  const row = await db(scope).integration.findFirst({ where: { id: integrationId, ...inAgency(scope) } })
  if (!row) throw new AppError('not_found', 'This connection was not found. It may have been removed already.')
  const access = row.accessToken && open(row.accessToken)
  await db(scope).integration.update({
    where: { id: row.id, ...inAgency(scope) },
    data: { status: 'disconnected', accessToken: null, refreshToken: null, expiresAt: null },
  })
  if (access)
    await connectorFor(row.provider)
      .oauth.revoke({ accessToken: access, refreshToken: row.refreshToken && open(row.refreshToken) })
      .catch(() => undefined)
}
