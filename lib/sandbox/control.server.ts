import 'server-only'
import { z } from 'zod'
import { AppError, ERRORS } from '@/lib/core/errors'
import { advanceClock } from '@/lib/server/clock.server'
import { planFault, FaultPlan } from './fault.server'
import { listJournal } from './journal.server'

/*
 * Plans failures, moves the clock and reads the journal, for tests and demonstrations on the same machine.
 * A page of another site must not reach it through a visitor's browser, nor another machine at all.
 */

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/
const hostname = (host: string): string => host.replace(/:\d+$/, '')

/** True when every hop that the request names is this machine, and its page (if any) too. */
export function isLocal(request: Request): boolean {
  const host = request.headers.get('host') ?? new URL(request.url).host
  const hops = (request.headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean)
  const origin = request.headers.get('origin')
  const sameOrigin = origin === null || (URL.canParse(origin) && new URL(origin).host === host)
  return LOOPBACK.test(hostname(host)) && hops.every((hop) => LOOPBACK.test(hop)) && sameOrigin
}

const ClockBody = z.strictObject({
  advance_ms: z
    .number()
    .int()
    .min(0)
    .max(400 * 86_400_000),
})

async function parsed<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const body: unknown = await request.json().catch(() => undefined)
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new AppError('invalid', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not readable'}.`)
}

const ROUTES: Record<string, (request: Request) => Promise<unknown>> = {
  'POST faults': async (request) => ({ id: await planFault(await parsed(request, FaultPlan)) }),
  'POST clock': async (request) => ({ now: await advanceClock((await parsed(request, ClockBody)).advance_ms) }),
  'GET clock': async () => ({ now: await advanceClock(0) }),
  'GET journal': async (request) => {
    const query = new URL(request.url).searchParams
    const after = query.get('after') ?? '0'
    if (!/^\d{1,18}$/.test(after)) throw new AppError('invalid', `after: "${after}" is not a sequence number.`)
    return { data: await listJournal({ after: BigInt(after), platform: query.get('platform') ?? undefined }) }
  },
}

/** `POST faults`, `POST clock`, `GET clock`, `GET journal?after=seq`. Anything not local is not found. */
export async function serveControl(request: Request, path: string): Promise<Response> {
  const run = ROUTES[`${request.method} ${path.replace(/^\/+|\/+$/g, '')}`]
  if (!run || !isLocal(request)) return new Response('Not found', { status: 404 })
  try {
    return Response.json(await run(request))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return Response.json({ error: error.message }, { status: ERRORS[error.code].status })
  }
}
