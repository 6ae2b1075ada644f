import 'server-only'
import { headers } from 'next/headers'
import type { z } from 'zod'
import { can, type Permission } from '@/lib/access/permissions'
import type { Scope } from '@/lib/access/scope'
import { requireScope } from '@/lib/access/scope.server'
import { AppError } from '@/lib/core/errors'
import type { FieldIssue } from '@/lib/core/errors'
import { unsafeAudit } from './audit.server'
import { known, parseInput, type Known } from './known'
import { newReference, requestContext } from './log'

/** What a form gets back: the value, or a sentence with the fields it is about. */
export type ActionResult<T> =
  | { ok: true; value: T }
  | { ok: false; code: Known['code']; message: string; issues: FieldIssue[]; reference: string }

type Definition<I extends z.ZodType, T> = {
  may: Permission
  input: I
  /** `details` of the audit row; never secrets. Absent: the row names the action alone. */
  audit?: (input: z.output<I>, value: T) => { clientId?: string; target?: string; details?: Record<string, unknown> }
  name: string
  run: (scope: Scope, input: z.output<I>) => Promise<T>
}

function refuse(scope: Scope, may: Permission): void {
  if (!can(scope, may))
    throw new AppError('forbidden', 'Your role does not allow this. Ask an owner or admin of the agency.')
}

/** The door for our own forms: who, may they, is it valid, run, audit. The agency's slug comes first, as in the URL. */
export function action<I extends z.ZodType, T>({ may, input, audit, name, run }: Definition<I, T>) {
  return async (agency: string, raw: z.input<I>): Promise<ActionResult<T>> => {
    const reference = newReference()
    return requestContext.run({ reference }, async () => {
      let scope: Scope | undefined
      try {
        await headers()
        scope = await requireScope(agency)
        refuse(scope, may)
        const given = parseInput(input, raw)
        const value = await run(scope, given)
        await unsafeAudit(scope, { action: name, ...audit?.(given, value) })
        return { ok: true, value }
      } catch (error) {
        const fault = known(error)
        if (scope && fault.code === 'forbidden') await unsafeAudit(scope, { action: name, outcome: 'refused' })
        return { ok: false, code: fault.code, message: fault.message, issues: fault.issues, reference }
      }
    })
  }
}
