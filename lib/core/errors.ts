/** The eight ways in which a request can end badly. */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'limit'
  | 'upstream'
  | 'unavailable'

/** `never`: the same call fails again. `soon`: back off and try. `{ afterMs }`: the other side named a time. */
export type Retry = 'never' | 'soon' | { afterMs: number }

/** One field that was refused: a dotted path and a sentence that says what to enter. */
export type FieldIssue = { path: string; message: string }

export type ErrorOptions = { retry?: Retry; issues?: FieldIssue[]; details?: Record<string, unknown>; cause?: unknown }

type Row = { status: number; level: 'info' | 'warn' | 'error'; retry: Retry; title: string }

/** The only place that knows HTTP numbers, log levels and default retries of an error code. */
export const ERRORS: Record<ErrorCode, Row> = {
  invalid: { status: 422, level: 'info', retry: 'never', title: 'Some input was not accepted' },
  unauthenticated: { status: 401, level: 'info', retry: 'never', title: 'Sign in first' },
  forbidden: { status: 403, level: 'warn', retry: 'never', title: 'Your role does not allow this' },
  not_found: { status: 404, level: 'info', retry: 'never', title: 'Not found' },
  conflict: { status: 409, level: 'info', retry: 'never', title: 'This conflicts with the current state' },
  limit: { status: 429, level: 'warn', retry: 'soon', title: 'Too many requests' },
  upstream: { status: 502, level: 'warn', retry: 'soon', title: 'The other service refused' },
  unavailable: { status: 503, level: 'error', retry: 'soon', title: 'Temporarily unavailable' },
}

/** An expected failure. Its message is a sentence for a person: what happened and what to do next. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly retry: Retry
  readonly issues: FieldIssue[]
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retry = options.retry ?? ERRORS[code].retry
    this.issues = options.issues ?? []
    this.details = options.details ?? {}
  }
}

export const notFound = (what: string): AppError =>
  new AppError('not_found', `${what} was not found. It may have been removed, or it belongs to another account.`)

export const invalid = (path: string, message: string): AppError =>
  new AppError('invalid', message, { issues: [{ path, message }] })
