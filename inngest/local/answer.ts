import { z } from 'zod'
import { retryAfter } from './duration'

/** One operation that the application reports: a step that ran, failed or was planned, a sleep, the end. */
export const Op = z.object({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.looseObject({ parallelMode: z.string().optional() }).nullish(),
})
export type Op = z.infer<typeof Op>

/** What a call to the application came to. `at`: when the application asks to be called again. */
export type Answer =
  | { kind: 'ops'; ops: Op[]; final: boolean; at?: Date; race: boolean }
  | { kind: 'complete'; data: unknown }
  | { kind: 'error'; error: unknown; final: boolean; at?: Date }

export type Reply = { status: number; headers: Record<string, string | undefined>; text: string }

const failure = (message: string): Answer => ({ kind: 'error', final: false, error: { name: 'Error', message } })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads a signed answer. What is not understood is an error that may be tried again. */
export function readAnswer({ status, headers, text }: Reply, now: Date): Answer {
  const body = parsed(text)
  const at = retryAfter(headers['retry-after'], now)
  const final = headers['x-inngest-no-retry'] === 'true'
  if (status === 206) {
    const ops = z.array(Op).safeParse(Array.isArray(body) ? body : [body])
    if (!ops.success) return failure('The application answered with operations that are not understood.')
    const race = headers['x-inngest-req-version'] === '1' || ops.data.some((op) => op.opts?.parallelMode === 'race')
    return { kind: 'ops', ops: ops.data, final, race, ...(at && { at }) }
  }
  if (status === 200) return { kind: 'complete', data: body ?? null }
  if (body === undefined) return failure(`The application answered ${status} without a readable reason.`)
  return { kind: 'error', error: body, final, ...(at && { at }) }
}
