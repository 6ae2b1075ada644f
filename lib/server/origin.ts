import 'server-only'
import { env } from './env'

/** The address at which people see Paceline: APP_URL, else what the request says (only for local use). */
export function publicOrigin(headers: Headers): string {
  const { APP_URL, AUTH_TRUST_HOST, PORT } = env()
  const host = headers.get('host')
  if (AUTH_TRUST_HOST && host) return `${headers.get('x-forwarded-proto') ?? 'http'}://${host}`
  return APP_URL ?? `http://localhost:${PORT}`
}
