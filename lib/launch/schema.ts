import { z } from 'zod'

/** What was reviewed: a state of the draft, and the hash of all that platforms would get of it. */
export const LaunchForm = z.object({
  buildId: z.uuid(),
  revision: z.number().int().min(1),
  payloadHash: z.string().regex(/^[0-9a-f]{64}$/, 'This is not a payload hash. Open the review again.'),
})
export type LaunchForm = z.infer<typeof LaunchForm>

export const WriteRef = z.object({ buildId: z.uuid(), writeId: z.uuid() })
export type WriteRef = z.infer<typeof WriteRef>

/** `writeId`: only that one; absent: all that failed. */
export const RetryForm = z.object({ buildId: z.uuid(), writeId: z.uuid().optional() })
