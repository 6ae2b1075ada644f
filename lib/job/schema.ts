import { z } from 'zod'

export const RUN_STATUSES = ['running', 'waiting', 'done', 'failed'] as const

/** `waiting`: asleep, or before its next attempt. */
export const RunStatus = z.enum(RUN_STATUSES)
export type RunStatus = z.infer<typeof RunStatus>

/** One run of a job as its page shows it. `error` is a sentence for a person. */
export type Run = {
  id: string
  agencyId: string
  clientId: string | null
  job: string
  event: string
  data: Record<string, unknown>
  status: RunStatus
  /** 1 for the first attempt. */
  attempt: number
  error: string | null
  retriedBy: string | null
  startedAt: Date
  updatedAt: Date
  finishedAt: Date | null
}
