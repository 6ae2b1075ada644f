import 'server-only'
import { inngest } from '@/inngest/client'
import type { Scope } from '@/lib/access/scope'
import { AppError, notFound } from '@/lib/core/errors'
import { claimRetry, getRun, releaseRetry } from './data.server'

/**
 * Runs a failed job again by sending its event anew; the run that follows is a row of its own.
 * Throws not_found, conflict (it has not failed, or was retried already) or unavailable (the jobs do not answer).
 */
export async function retryJob(scope: Scope, id: string): Promise<{ eventId: string }> {
  const run = await getRun(scope, id)
  if (!run) throw notFound('This run')
  if (run.status !== 'failed')
    throw new AppError('conflict', 'This run has not failed, so there is nothing to retry. Reload the page.')
  if (!(await claimRetry(scope, id)))
    throw new AppError(
      'conflict',
      `This run was already retried${run.retriedBy ? ` by ${run.retriedBy}` : ''}. Look for its newer run.`,
    )
  const eventId = `retry-${id}`
  try {
    await inngest.send({ id: eventId, name: run.event, data: run.data })
  } catch (error) {
    await releaseRetry(scope, id)
    throw error
  }
  return { eventId }
}
