import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import pino from 'pino'
import { env } from './env'

/** Names whose values never reach a log line, at any depth of the first two. */
const SECRET = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'access_token',
  'refresh_token',
  'client_secret',
  'authorization',
  'secret',
  'cookie',
  'code',
  'code_verifier',
]

let logger: pino.Logger | undefined

export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  })
  const context = requestContext.getStore()
  return context ? logger.child(context) : logger
}

/** Fields that every line of one request carries. */
export const requestContext = new AsyncLocalStorage<{ reference: string }>()

/** A short code that a person can quote and that stands in the log. */
export const newReference = (): string => crypto.randomUUID().slice(0, 8).toUpperCase()
