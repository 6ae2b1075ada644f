import 'server-only'
import { env } from '@/lib/server/env'
import { setTimeout as wait } from 'node:timers/promises'
import { log } from '@/lib/server/log'
import type { ConnectorError, Json } from './define'
import { type Fault, faultError } from './fault'
import { parseJson } from './json'
import { createPace, type Pace } from './pace'
import { redact } from './redact'
import { backoffMs, type RetryPolicy } from './retry'

export type Call = {
  method: 'GET' | 'POST' | 'DELETE'
  /** Absolute address; its query may hold nothing secret. */
  url: string
  headers?: Record<string, string>
  body?: string | URLSearchParams | FormData
  /** A write is sent at most once: only where nothing can have reached the platform is it sent again. */
  isWrite: boolean
  /** Values that must not appear in any error or log line. */
  secrets: readonly string[]
  /** Calls under one key slow down together: platform and account. */
  paceKey: string
}

export type Answer = {
  status: number
  headers: Headers
  text: string
  json: Json | undefined
  requestId: string | undefined
}

/** How one platform talks: where its request id, its usage and its errors are. */
export type Dialect = {
  name: string
  requestId(headers: Headers, json: Json | undefined): string | undefined
  /** Percent of the rate limit that is used up. */
  usage(headers: Headers): number | undefined
  fault(answer: Answer): Fault | undefined
}

export type Http = { policy: RetryPolicy; pace: Pace }

export const createHttp = (policy: Partial<RetryPolicy> = {}): Http => ({
  policy: {
    attempts: 4,
    firstMs: 1_000,
    factor: 2,
    longestMs: 20_000,
    patienceMs: 15_000,
    timeoutMs: env().PLATFORM_TIMEOUT_MS,
    random: Math.random,
    sleep: async (ms) => {
      await wait(ms)
    },
    ...policy,
  },
  pace: createPace(),
})

/**
 * Sends one request and answers with what the platform said. Throws a ConnectorError: reads are repeated while the
 * fault passes; a write whose fate is not known throws `outcome_unknown` at once, for the caller to look up.
 */
export async function call(http: Http, dialect: Dialect, request: Call): Promise<Answer> {
  const { policy, pace } = http
  for (let attempt = 1; ; attempt++) {
    const pauseMs = pace.pauseMs(request.paceKey, Date.now())
    if (pauseMs > 0) await policy.sleep(pauseMs)
    const sent = await exchange(dialect, request, policy.timeoutMs)
    if (sent.kind === 'answered') {
      const percent = dialect.usage(sent.answer.headers)
      pace.note(request.paceKey, percent, Date.now())
      const fault = dialect.fault(sent.answer)
      note(dialect, request, sent.answer, percent, fault)
      if (!fault) return sent.answer
    }
    const { fault, mayRepeat } = verdict(dialect, request, sent)
    const delayMs = fault.retryAfterMs ?? backoffMs(policy, attempt)
    if (!mayRepeat || attempt >= policy.attempts || delayMs > policy.patienceMs)
      throw cleaned(dialect, request, fault, sent.kind === 'answered')
    await policy.sleep(delayMs)
  }
}

type Sent =
  | { kind: 'answered'; answer: Answer }
  /** The connection was never made: the platform cannot have done anything. */
  | { kind: 'never_sent'; cause: unknown }
  /** Sent, and then a time-out or a broken connection. */
  | { kind: 'unknown'; cause: unknown }

async function exchange(dialect: Dialect, request: Call, timeoutMs: number): Promise<Sent> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { accept: 'application/json', ...request.headers },
      body: request.body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    const json = parseJson(text)
    const requestId = dialect.requestId(response.headers, json)
    return { kind: 'answered', answer: { status: response.status, headers: response.headers, text, json, requestId } }
  } catch (cause) {
    return { kind: neverConnected(cause) ? 'never_sent' : 'unknown', cause }
  }
}

const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Whether an error of fetch proves that no byte of the request left: refused, no such host, no route. */
function neverConnected(thrown: unknown): boolean {
  for (let error: unknown = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    if ('code' in error && typeof error.code === 'string' && NOT_CONNECTED.has(error.code)) return true
    if (error instanceof AggregateError && error.errors.length > 0 && error.errors.every(neverConnected)) return true
  }
  return false
}

/** What a failed attempt means. A write that met a passing fault after it was sent may have been applied. */
function verdict(dialect: Dialect, request: Call, sent: Sent): { fault: Fault; mayRepeat: boolean } {
  if (sent.kind !== 'answered') {
    const message =
      sent.kind === 'never_sent' ? `${dialect.name} could not be reached` : `${dialect.name} did not answer`
    const isLost = sent.kind === 'unknown' && request.isWrite
    return { fault: { fault: isLost ? 'outcome_unknown' : 'transient', words: { message } }, mayRepeat: !isLost }
  }
  const { answer } = sent
  const fault = dialect.fault(answer) ?? { fault: 'transient', words: { message: `HTTP ${answer.status}` } }
  const known = { ...fault, words: { ...fault.words, requestId: fault.words.requestId ?? answer.requestId } }
  if (request.isWrite) {
    const isLost = known.fault === 'transient' || answer.status >= 500
    return { fault: isLost ? { ...known, fault: 'outcome_unknown' } : known, mayRepeat: false }
  }
  return { fault: known, mayRepeat: known.fault === 'transient' || known.fault === 'rate_limit' }
}

/** The error for the caller, without secrets. A platform that did not answer is not quoted. */
function cleaned(dialect: Dialect, request: Call, fault: Fault, isAnswered: boolean): ConnectorError {
  const clean = (value: string | undefined) => (value === undefined ? undefined : redact(value, request.secrets))
  const words = {
    ...fault.words,
    message: redact(fault.words.message, request.secrets),
    title: clean(fault.words.title),
    field: clean(fault.words.field),
  }
  return faultError(dialect.name, { ...fault, words }, isAnswered)
}

/** One line a call: the path without its query, never a header or a body. */
function note(
  dialect: Dialect,
  request: Call,
  answer: Answer,
  percent: number | undefined,
  fault: Fault | undefined,
): void {
  const { pathname } = new URL(request.url)
  const line = {
    platform: dialect.name,
    method: request.method,
    path: redact(pathname, request.secrets),
    status: answer.status,
    requestId: answer.requestId,
    usage: percent,
    fault: fault?.fault,
  }
  const level = percent !== undefined && percent >= 75 ? 'warn' : 'debug'
  log()[level](line, 'platform call')
}
