import { AppError, ERRORS, type ErrorCode, type FieldIssue } from '@/lib/core/errors'

/** What the browser sends. `query` leaves out null and undefined; lists repeat the key. */
export type ApiOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Record<string, string | number | boolean | null | undefined | readonly string[]>
  body?: unknown
  signal?: AbortSignal
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && value in ERRORS
const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

const isIssue = (value: unknown): value is FieldIssue =>
  isObject(value) && typeof value['path'] === 'string' && typeof value['message'] === 'string'

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 409) return 'conflict'
  if (status === 429) return 'limit'
  if (status === 502) return 'upstream'
  return status >= 500 ? 'unavailable' : 'invalid'
}

/** An RFC 9457 problem document as the error it was on the server; anything else by its status. */
export function problemToError(status: number, body: unknown, retryAfter: string | null = null): AppError {
  const problem = isObject(body) ? body : {}
  const code = isCode(problem['code']) ? problem['code'] : codeOf(status)
  const issues = Array.isArray(problem['errors']) ? problem['errors'].filter(isIssue) : []
  const reference = text(problem['reference'])
  const message = text(problem['detail']) ?? text(problem['title']) ?? 'Something went wrong. Try again in a moment.'
  const seconds = Number(retryAfter)
  return new AppError(code, message, {
    issues,
    details: reference ? { reference } : {},
    retry: retryAfter && seconds > 0 ? { afterMs: seconds * 1000 } : undefined,
  })
}

export function withQuery(path: string, query: ApiOptions['query'] = {}): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue
    if (typeof value === 'object') for (const one of value) params.append(key, one)
    else params.append(key, String(value))
  }
  const tail = params.toString()
  return tail ? `${path}${path.includes('?') ? '&' : '?'}${tail}` : path
}

async function answer(path: string, { method, query, body, signal }: ApiOptions): Promise<Response> {
  try {
    return await fetch(withQuery(path, query), {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new AppError('unavailable', 'Paceline could not be reached. Check the connection and try again.', { cause })
  }
}

/**
 * Calls one of our routes from the browser. The answer is checked by `parse`, usually a schema's own.
 * @throws AppError with the server's sentence, its field issues, and `details.reference`
 */
export async function api<T>(path: string, parse: (value: unknown) => T, options: ApiOptions = {}): Promise<T> {
  const response = await answer(path, options)
  const raw = await response.text()
  let value: unknown
  try {
    value = raw ? JSON.parse(raw) : undefined
  } catch {
    value = undefined
  }
  if (!response.ok) throw problemToError(response.status, value, response.headers.get('retry-after'))
  return parse(value)
}

/** The sentence to show. What is not ours stays behind a general one. */
export const messageOf = (error: unknown): string =>
  error instanceof AppError ? error.message : 'Something went wrong. Try again in a moment.'

/** What support asks for, where the server named it. */
export const referenceOf = (error: unknown): string | undefined =>
  error instanceof AppError ? text(error.details['reference']) : undefined
