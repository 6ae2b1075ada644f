import 'server-only'
import { createHash } from 'node:crypto'
import { inAgency, type Scope } from '@/lib/access/scope'
import { requireScope } from '@/lib/access/scope.server'
import { can } from '@/lib/access/permissions'
import { ConnectorError, type OauthSetting } from '@/lib/connectors/define'
import { connectorFor } from '@/lib/connectors/registry.server'
import { AppError } from '@/lib/core/errors'
import { unsafeAudit } from '@/lib/server/audit.server'
import { now } from '@/lib/server/clock.server'
import { newToken, open, seal, sha256 } from '@/lib/server/crypto'
import { env } from '@/lib/server/env'
import { db } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { refreshAccounts } from './accounts.server'
import { type Problem, problemSentence } from './problem'
import { platformName, type StartConnect } from './schema'
import { sealedTokens } from './token.server'

const VALID_MS = 10 * 60_000
const CONNECTED = 'integration.connected'

export const callbackPath = (provider: string): string => `/api/integrations/${provider}/callback`

/** Begins an OAuth round trip: the state may come back once within ten minutes, to the same person. */
export async function startConnect(
  scope: Scope,
  { provider, returnTo }: StartConnect,
  origin: string,
): Promise<{ url: string }> {
  if (scope.actor.kind !== 'user' || !scope.actor.id)
    throw new AppError('forbidden', 'Only a signed-in person can connect an account.')
  const { oauth } = connectorFor(provider)
  requireSettings(provider, oauth.needs)
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

/** The platform would show an error page of its own to whoever comes without an application that it knows. */
function requireSettings(provider: string, needs: readonly OauthSetting[]): void {
  const settings = env()
  if (settings.SANDBOX) return
  const missing = needs.filter((name) => !settings[name] || settings[name].startsWith('paceline-sandbox'))
  if (missing.length > 0)
    throw new AppError(
      'unavailable',
      `${platformName(provider)} cannot be connected: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set. Whoever runs Paceline sets what the platform's developer console shows.`,
    )
}

type Callback = { provider: string; state: string; code: string | null; error: string | null; origin: string }

/** The round trip failed: `details` name the problem, and the page to say it on where that is known. */
const failed = (problem: Problem, provider: string, returnTo?: string, cause?: unknown): AppError =>
  new AppError(problem === 'foreign' ? 'forbidden' : 'invalid', problemSentence(problem, provider), {
    details: { problem, returnTo },
    cause,
  })

/** Where an answer belongs, without using it up; undefined for a state that was never given out. */
export async function unsafeReturnPath(provider: string, state: string): Promise<string | undefined> {
  const row = await unsafeDb().oauthState.findUnique({ where: { stateHash: sha256(state) } })
  return row?.provider === provider ? row.returnTo : undefined
}

/** The state alone says whose round trip this is; the signed-in person must be the one who began it. */
async function unsafeTakeState(provider: string, state: string) {
  const row = await unsafeDb().oauthState.findUnique({ where: { stateHash: sha256(state) } })
  if (!row || row.provider !== provider) throw failed('unknown', provider)
  if (row.usedAt) throw failed('used', provider, row.returnTo)
  if (row.expiresAt <= new Date()) throw failed('expired', provider, row.returnTo)
  const { count } = await unsafeDb().oauthState.updateMany({
    where: { id: row.id, usedAt: null },
    data: { usedAt: new Date() },
  })
  if (count !== 1) throw failed('used', provider, row.returnTo)
  const agency = await unsafeDb().agency.findUniqueOrThrow({ where: { id: row.agencyId } })
  return { ...row, slug: agency.slug }
}
type Taken = Awaited<ReturnType<typeof unsafeTakeState>>

/** The person who has come back, if it is the one who went; nobody else learns more than that. */
async function whoReturned(row: Taken, scopeOf: (agency: string) => Promise<Scope>): Promise<Scope> {
  const scope = await scopeOf(row.slug).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'not_found' ? failed('foreign', row.provider) : error
  })
  if (scope.actor.id !== row.userId || !can(scope, 'integration.write')) {
    await unsafeAudit(scope, { action: CONNECTED, outcome: 'refused', details: { provider: row.provider } })
    throw failed('foreign', row.provider)
  }
  return scope
}

/** What a platform's refusal while exchanging means for the person. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof ConnectorError)) return 'failed'
  switch (error.fault) {
    case 'transient':
    case 'rate_limit':
    case 'outcome_unknown':
      return 'unreachable'
    case 'permission':
      return 'nothing'
    case 'auth_reconnect':
    case 'auth_refresh':
    case 'validation':
      return 'code'
    case 'config':
    case 'policy':
    case 'not_found':
    case 'ask_for_less':
    case 'unsupported':
      return 'refused'
  }
}

export type Finished = { returnTo: string; outcome: 'connected' | 'cancelled'; integrationId?: string }

/**
 * Ends the round trip: tokens exchanged and sealed, accounts listed. `scopeOf` says who has come back.
 * Throws AppErrors whose `details.problem` is a `Problem` and whose `details.returnTo` is the page to say it on.
 */
export async function finishConnect(
  { provider, state, code, error, origin }: Callback,
  scopeOf: (agency: string) => Promise<Scope> = requireScope,
): Promise<Finished> {
  const row = await unsafeTakeState(provider, state)
  const scope = await whoReturned(row, scopeOf)
  if (error === 'access_denied') return { returnTo: row.returnTo, outcome: 'cancelled' }
  if (error || !code) throw failed('refused', provider, row.returnTo)
  const integrationId = await exchange(scope, row, code, origin).catch((fault: unknown) => {
    throw failed(problemOf(fault), provider, row.returnTo, fault)
  })
  await unsafeAudit(scope, { action: CONNECTED, target: integrationId, details: { provider } })
  await refreshAccounts(scope, integrationId).catch((fault: unknown) => {
    throw failed('accounts', provider, row.returnTo, fault)
  })
  return { returnTo: row.returnTo, outcome: 'connected', integrationId }
}

async function exchange(scope: Scope, row: Taken, code: string, origin: string): Promise<string> {
  const { provider, userId } = row
  const { oauth } = connectorFor(provider)
  const tokens = await oauth.exchange({
    code,
    redirectUri: origin + callbackPath(provider),
    verifier: row.verifier && open(row.verifier),
  })
  const user = await oauth.whoAmI({ accessToken: tokens.accessToken })
  const data = {
    ...sealedTokens(tokens, await now()),
    label: user.label,
    status: 'active' as const,
    lastError: null,
    connectedById: userId,
  }
  const key = { agencyId: scope.agencyId, provider, externalUserId: user.externalUserId }
  const { id } = await db(scope).integration.upsert({
    where: { agencyId_provider_externalUserId: key },
    create: { ...key, ...data },
    update: data,
  })
  return id
}

/** A platform ends a login's access for the whole application: other agencies that use the same login would lose theirs. */
const unsafeIsUsedElsewhere = async (agencyId: string, provider: string, externalUserId: string): Promise<boolean> =>
  (await unsafeDb().integration.count({
    where: { provider, externalUserId, agencyId: { not: agencyId }, status: 'active' },
  })) > 0

/** Ends the access: tokens deleted here in any case, and revoked at the platform as far as it answers. */
export async function disconnect(scope: Scope, integrationId: string): Promise<void> {
  const row = await db(scope).integration.findFirst({ where: { id: integrationId, ...inAgency(scope) } })
  if (!row) throw new AppError('not_found', 'This connection was not found. It may have been removed already.')
  const access = row.accessToken && open(row.accessToken)
  await db(scope).integration.update({
    where: { id: row.id, ...inAgency(scope) },
    data: { status: 'disconnected', accessToken: null, refreshToken: null, expiresAt: null },
  })
  if (access && !(await unsafeIsUsedElsewhere(scope.agencyId, row.provider, row.externalUserId)))
    await connectorFor(row.provider)
      .oauth.revoke({ accessToken: access, refreshToken: row.refreshToken && open(row.refreshToken) })
      .catch(() => undefined)
}
