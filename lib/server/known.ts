import 'server-only'
import type { z } from 'zod'
import { AppError, ERRORS, type ErrorCode, type FieldIssue, type Retry } from '@/lib/core/errors'
import { storable } from '@/lib/core/text'
import { log } from './log'
import { translated } from './prisma'

export type Known = {
  code: ErrorCode
  status: number
  title: string
  message: string
  issues: FieldIssue[]
  retry: Retry
}

/** Any thrown value as something that may be shown. What was not expected is logged whole and shown as nothing. */
export function known(thrown: unknown): Known {
  const error = translated(thrown)
  if (error instanceof AppError) {
    const row = ERRORS[error.code]
    log()[row.level]({ code: error.code, details: error.details, cause: error.cause }, error.message)
    return {
      code: error.code,
      status: row.status,
      title: row.title,
      message: error.message,
      issues: error.issues,
      retry: error.retry,
    }
  }
  log().error({ err: error }, 'unexpected error')
  const { title } = ERRORS.unavailable
  return {
    code: 'unavailable',
    status: 500,
    title,
    message: 'Something went wrong on our side. See how things stand, then try again.',
    issues: [],
    retry: 'soon',
  }
}

/** Parses whole or refuses whole: each fault names its field. What no database keeps is dropped from the texts first. */
export function parseInput<I extends z.ZodType>(schema: I, raw: unknown): z.output<I> {
  const parsed = schema.safeParse(storable(raw))
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const [first] = issues
  const where = first?.path ? `${first.path}: ` : ''
  throw new AppError(
    'invalid',
    issues.length === 1
      ? `${where}${first?.message}`
      : `${issues.length} fields were not accepted. The first: ${where}${first?.message}`,
    { issues },
  )
}
