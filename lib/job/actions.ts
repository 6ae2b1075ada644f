'use server'
import { z } from 'zod'
import { action } from '@/lib/server/action'
import { retryJob } from './run.server'

export const retry = action({
  name: 'job.retry',
  may: 'job.write',
  input: z.object({ runId: z.string().min(1).max(200) }),
  audit: ({ runId }) => ({ target: runId }),
  run: (scope, { runId }) => retryJob(scope, runId),
})
