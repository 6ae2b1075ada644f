import 'server-only'
import type { Json } from '@/lib/connectors/define'
import { sha256 } from '@/lib/server/crypto'

/** What the journal may keep of a request and its answer: no secret, no picture, no page. */

const SECRET =
  /^(access_token|refresh_token|id_token|fb_exchange_token|input_token|client_secret|appsecret_proof|code|code_verifier|token|developer-token)$/i
const LONG = 2000
const MAX_TEXT = 20_000

/** Where the platforms carry pictures as base64: Meta's `bytes`, Google's `data`. */
const PICTURE = /^(bytes|data)$/
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function redactedText(text: string): Json {
  if (text.length <= LONG) return text.replace(/(access_token|code|client_secret)=[^&\s"]+/g, '$1=[redacted]')
  return { length: text.length, sha256: sha256(text) }
}

/** A value as the journal keeps it: secrets gone, bytes and long texts as length and hash. */
export function redacted(value: unknown, key = ''): Json {
  if (SECRET.test(key) && (typeof value === 'string' || typeof value === 'number')) return '[redacted]'
  if (value === undefined || value === null) return null
  if (typeof value === 'string' && PICTURE.test(key) && value.length > 60)
    return { length: value.length, sha256: sha256(value) }
  if (typeof value === 'string') return redactedText(value)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return value.toString()
  if (isBytes(value)) return { length: value.length, sha256: sha256(value) }
  if (Array.isArray(value)) return value.map((item) => redacted(item))
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, redacted(v, k)]))
  return null
}

/** An answer as the journal keeps it; a long one by its length and hash only. */
export function redactedAnswer(body: unknown): Json {
  if (typeof body === 'string') return { html: true, length: body.length }
  // OAuth errors carry their kind in `code`, which is no secret in an answer.
  const kept = redacted(body)
  const text = JSON.stringify(kept)
  return text.length > MAX_TEXT ? { truncated: true, length: text.length, sha256: sha256(text) } : kept
}
