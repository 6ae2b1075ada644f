import 'server-only'
import { AppError } from '@/lib/core/errors'
import { clientAddress } from '@/lib/server/address'
import { env } from '@/lib/server/env'
import { checkOrigin } from '@/lib/server/origin'
import { throttle } from '@/lib/server/rate-limit.server'
import { readAccessToken } from './token.server'
import type { Scope } from './scope'
import { requireScope, tokenScope } from './scope.server'

/** The scope of an HTTP request: a bearer token names its agency; a browser session needs the agency's slug. */
export async function requestScope(request: Request, slug: string | undefined): Promise<Scope> {
  const header = request.headers.get('authorization')
  if (header) {
    const [, token] = /^Bearer (.+)$/i.exec(header) ?? []
    if (!token) throw new AppError('unauthenticated', 'The authorization header must be `Bearer <token>`.')
    const limit = { points: env().API_RATE_PER_MINUTE, seconds: 60 }
    // Counted by person and agency: a fresh token is no fresh allowance. What is no token counts by address.
    const { userId, agencyId } = await readAccessToken(token).catch(async (error: unknown) => {
      await throttle('api-address', clientAddress(request.headers), limit)
      throw error
    })
    await throttle('api', `${agencyId}:${userId}`, limit)
    return tokenScope(userId, agencyId)
  }
  if (!slug) throw new AppError('unauthenticated', 'Send a bearer token, or name the agency with ?agency=.')
  checkOrigin(request)
  return requireScope(slug)
}
