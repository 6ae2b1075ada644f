import 'server-only'
import { AppError } from '@/lib/core/errors'
import { env } from './env'

/** The address at which people see Paceline: APP_URL, else what the request says (only for local use). */
export function publicOrigin(headers: Headers): string {
  const { APP_URL, AUTH_TRUST_HOST, PORT } = env()
  const host = headers.get('host')
  if (AUTH_TRUST_HOST && host) return `${headers.get('x-forwarded-proto') ?? 'http'}://${host}`
  return APP_URL ?? `http://localhost:${PORT}`
}

/** A browser says where a request comes from: another site's page may not write here, with our cookie or without. */
export function checkOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.get('origin')
  // A page without an address of its own says "null".
  if (origin && URL.parse(origin)?.host !== request.headers.get('host'))
    throw new AppError('forbidden', 'This request came from another site and was refused.')
}
