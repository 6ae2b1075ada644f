import { z } from 'zod'
import { RunStatus } from './schema'

/** What the jobs page shows, and what its poll answers. Instants are ISO texts of the wall clock. */

export const RunView = z.object({
  id: z.string(),
  job: z.string(),
  /** What it is about, with the path of its page below the agency's. */
  subject: z.object({ label: z.string(), path: z.string().nullable() }).nullable(),
  client: z.string().nullable(),
  status: RunStatus,
  attempt: z.number().int(),
  error: z.string().nullable(),
  retriedBy: z.string().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type RunView = z.infer<typeof RunView>

export const JobsView = z.object({
  now: z.iso.datetime(),
  /** Failed, not retried, and nothing newer has done the same since. */
  failed: z.array(RunView),
  runs: z.array(RunView),
  next: z.string().nullable(),
})
export type JobsView = z.infer<typeof JobsView>

const word = z.string().regex(/^[a-z][a-z-]{0,59}$/)

export const JobsQuery = z.object({
  status: RunStatus.optional(),
  job: word.optional(),
  cursor: z.string().max(200).optional(),
})
export type JobsQuery = z.infer<typeof JobsQuery>
