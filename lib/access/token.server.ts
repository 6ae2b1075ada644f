import 'server-only'
import { jwtVerify, SignJWT } from 'jose'
import { AppError } from '@/lib/core/errors'
import { sessionSecret } from '@/lib/server/crypto'

const ACCESS_SECONDS = 15 * 60
const key = (): Uint8Array => new TextEncoder().encode(`${sessionSecret()}:api`)

/** An access token of 15 minutes for one person in one agency. */
export async function signAccessToken(userId: string, agencyId: string): Promise<{ token: string; expiresIn: number }> {
  const token = await new SignJWT({ agency: agencyId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setIssuedAt()
    .setIssuer('paceline')
    .setAudience('paceline-api')
    .setExpirationTime(`${ACCESS_SECONDS}s`)
    .sign(key())
  return { token, expiresIn: ACCESS_SECONDS }
}

export async function readAccessToken(token: string): Promise<{ userId: string; agencyId: string }> {
  try {
    const { payload } = await jwtVerify(token, key(), {
      issuer: 'paceline',
      audience: 'paceline-api',
      algorithms: ['HS256'],
    })
    if (payload.sub && typeof payload['agency'] === 'string')
      return { userId: payload.sub, agencyId: payload['agency'] }
  } catch (cause) {
    throw new AppError(
      'unauthenticated',
      'The access token is not valid or has expired. Refresh it or sign in again.',
      { cause },
    )
  }
  throw new AppError('unauthenticated', 'The access token lacks its person or agency. Sign in again.')
}
