import 'server-only'
import { NonRetriableError, RetryAfterError } from 'inngest'
import { AppError } from '@/lib/core/errors'
import { known } from '@/lib/server/known'
import { translated } from '@/lib/server/prisma'

/** Our errors in Inngest's words: never again, at a time, or (as it is) after the usual wait. */
export function adapted(thrown: unknown): unknown {
  const error = translated(thrown)
  if (!(error instanceof AppError)) return thrown
  if (error.retry === 'never') return new NonRetriableError(error.message, { cause: error })
  if (error.retry === 'soon') return error
  return new RetryAfterError(error.message, error.retry.afterMs, { cause: error })
}

/** The sentence of an error that a job threw; what was not expected is logged whole and shown as nothing. */
export function sentenceOf(error: Error): string {
  return known(error.cause instanceof AppError ? error.cause : error).message
}
