import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/core/errors'
import { unsafeDb } from '@/lib/server/unsafe.server'
import type { Reporting, SandboxPlatform } from './define'

const FAULT_KINDS = [
  'latency',
  'timeout_after_write',
  'rate_limit',
  'server_error',
  'server_error_after_write',
  'expired_token',
  'reject',
  'restate',
  'reporting_lag',
] as const
type FaultKind = (typeof FAULT_KINDS)[number]

/** A planned failure. `match` is text contained in `METHOD /path`; it hits `remaining` requests and is gone. */
export const FaultPlan = z.strictObject({
  platform: z.enum(['meta', 'google']),
  accountId: z.string().nullable().default(null),
  match: z.string().default(''),
  kind: z.enum(FAULT_KINDS),
  details: z
    .strictObject({
      /** Milliseconds to wait: `latency`, `timeout_after_write` (60,000 when absent). */
      ms: z.number().int().min(0).max(600_000).optional(),
      /** `latency`: before the request is looked at, or after its effects are committed. */
      when: z.enum(['before', 'after']).optional(),
      /** `reporting_lag`: figures as they stood so many hours ago. */
      hours: z.number().min(0).max(1000).optional(),
      /** `restate`: what every figure of the days `first` to `last` is multiplied by. */
      factor: z.number().min(0).max(10).optional(),
      first: z.iso.date().optional(),
      last: z.iso.date().optional(),
      /** `rate_limit`: seconds until calls are taken again. */
      seconds: z.number().int().min(0).optional(),
      /** `reject`: the platform's words. */
      message: z.string().optional(),
      code: z.union([z.string(), z.number()]).optional(),
      subcode: z.number().int().optional(),
      field: z.string().optional(),
    })
    .default({}),
  remaining: z.number().int().min(1).max(1_000_000).default(1),
})
export type FaultPlan = z.output<typeof FaultPlan>

/** Plans a failure; returns its id. An impossible plan is an AppError that names the field. */
export async function planFault(plan: z.input<typeof FaultPlan>): Promise<string> {
  const parsed = FaultPlan.safeParse(plan)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new AppError('invalid', `The fault cannot be planned: ${issue?.path.join('.')}: ${issue?.message}.`)
  }
  const row = await unsafeDb().sandboxFault.create({ data: parsed.data, select: { id: true } })
  return row.id
}

export const clearFaults = async (): Promise<void> => void (await unsafeDb().sandboxFault.deleteMany())

export type Fault = { id: string; kind: FaultKind; details: FaultPlan['details'] }

type Target = { line: string; accountId: string | null; isReport: boolean }

/** The oldest planned failure that hits this request, used up by one. Two requests never share one use. */
export async function takeFault(platform: SandboxPlatform['key'], target: Target): Promise<Fault | undefined> {
  const rows = await unsafeDb().$queryRaw<{ id: string; kind: string; details: unknown }[]>`
    update sandbox_fault set remaining = remaining - 1
     where id = (
       select id from sandbox_fault
        where platform = ${platform} and remaining > 0
          and ("accountId" is null or "accountId" = ${target.accountId})
          and strpos(${target.line}, match) > 0
          and (${target.isReport} or kind not in ('restate', 'reporting_lag'))
        order by "createdAt", id limit 1 for update)
       and remaining > 0
    returning id, kind, details`
  const [row] = rows
  if (!row) return undefined
  const kind = FAULT_KINDS.find((known) => known === row.kind)
  const details = FaultPlan.shape.details.safeParse(row.details)
  return kind && details.success ? { id: row.id, kind, details: details.data } : undefined
}

/** What a fault does to the figures of a report. */
export function reportingOf(fault: Fault | undefined): Reporting {
  const { hours, factor, first, last } = fault?.details ?? {}
  return {
    lagHours: fault?.kind === 'reporting_lag' ? (hours ?? 3) : 0,
    restate: fault?.kind === 'restate' ? { factor: factor ?? 1.1, first, last } : null,
  }
}
