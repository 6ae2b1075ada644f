import 'server-only'
import { env } from './env'

/**
 * The caller's network address, for rate limits. The web server writes who called it at the end of `x-forwarded-for`
 * (lib/cli/with-address.mjs); of what stands before that, only what as many proxies of ours wrote is believed.
 */
export function clientAddress(headers: Headers): string {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const known = hops.filter(Boolean)
  return known.at(-1 - env().TRUSTED_PROXIES) ?? known[0] ?? 'local'
}
