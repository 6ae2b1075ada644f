import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import canonicalize from 'canonicalize'

/** Signatures as Inngest makes them: `t=<unix seconds>&s=<hex of HMAC-SHA256(key, body + t)>`. */

const TOLERANCE_SECONDS = 300

/** The part of the key after `signkey-<name>-` is used as text, not as the bytes that its hex digits name. */
const secretOf = (key: string): string => key.replace(/^signkey-\w+-/, '')

const mac = (key: string, text: string, seconds: number): string =>
  createHmac('sha256', secretOf(key)).update(`${text}${seconds}`).digest('hex')

/** True for equal texts, in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/** Signs a request: its JSON in canonical form (RFC 8785), or the empty text where there is no body. */
export function signRequest(key: string, body: unknown, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  const text = body === undefined ? '' : (canonicalize(body) ?? '')
  return `t=${seconds}&s=${mac(key, text, seconds)}`
}

/** Whether an answer's signature is of this very text and less than five minutes old. */
export function isSigned(key: string, header: string | undefined, text: string, now: Date): boolean {
  const parts = new URLSearchParams(header ?? '')
  const seconds = Number(parts.get('t') ?? Number.NaN)
  if (!Number.isInteger(seconds) || Math.abs(now.getTime() / 1000 - seconds) > TOLERANCE_SECONDS) return false
  return sameText(parts.get('s') ?? '', mac(key, text, seconds))
}

/** The bearer token by which the application proves that it holds the key: the key with its secret hashed. */
export function bearerOf(key: string): string {
  const hash = createHash('sha256')
    .update(Buffer.from(secretOf(key), 'hex'))
    .digest('hex')
  return `Bearer ${key.slice(0, key.length - secretOf(key).length)}${hash}`
}
