import 'server-only'
import type { z } from 'zod'
import { can, type Permission } from '@/lib/access/permissions'
import type { Scope } from '@/lib/access/scope'
import { requestScope } from '@/lib/access/request-scope.server'
import { AppError } from '@/lib/core/errors'
import { unsafeAudit, type AuditEntry } from './audit.server'
import { readJson } from './body'
import { known, parseInput } from './known'
import { newReference, requestContext } from './log'

type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> }
type Maybe<S> = S extends z.ZodType ? z.output<S> : undefined

type Given<P, Q, B> = { params: Maybe<P>; query: Maybe<Q>; body: Maybe<B>; request: Request }

type Definition<P, Q, B, T> = {
  may: Permission
  /** Schemas of the path, the query string and the JSON body. Absent: not read. */
  params?: P
  query?: Q
  body?: B
  status?: number
  /**
   * What the audit row says beside the address: never secrets. False where each keystroke writes: the thing itself keeps
   * who changed it.
   */
  audit?: false | ((given: Given<P, Q, B>, value: T) => Partial<AuditEntry>)
  run: (scope: Scope, given: Given<P, Q, B>) => Promise<T>
}

const MAX_BODY = 1_000_000

/** An RFC 9457 problem document. */
export function problem(error: unknown, reference: string): Response {
  const fault = known(error)
  const wait: Record<string, string> =
    typeof fault.retry === 'object' ? { 'retry-after': String(Math.ceil(fault.retry.afterMs / 1000)) } : {}
  const body = {
    type: 'about:blank',
    title: fault.title,
    status: fault.status,
    code: fault.code,
    detail: fault.message,
    errors: fault.issues,
    reference,
  }
  return Response.json(body, {
    status: fault.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...wait },
  })
}

function json(value: unknown, status: number): Response {
  if (status === 204) return new Response(null, { status, headers: { 'cache-control': 'no-store' } })
  const text = JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))
  return new Response(text, { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } })
}

/**
 * The door for HTTP: who (cookie or bearer token), may they, is it valid, run.
 * The agency comes from the token, or from the `agency` query parameter or path segment with a browser session.
 * A `Response` that `run` returns passes unchanged (files); anything else becomes JSON.
 */
export function route<
  T,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(definition: Definition<P, Q, B, T>) {
  const handler = async (request: Request, context: Context): Promise<Response> => {
    const reference = newReference()
    const action = `${request.method} ${new URL(request.url).pathname}`
    return requestContext.run({ reference }, async () => {
      let scope: Scope | undefined
      try {
        // A path without a variable part has none, whatever the type says.
        const params = (await context.params) ?? {}
        const search = Object.fromEntries(new URL(request.url).searchParams)
        const slug = typeof params['agency'] === 'string' ? params['agency'] : search['agency']
        scope = await requestScope(request, slug)
        if (!can(scope, definition.may))
          throw new AppError('forbidden', 'Your role does not allow this. Ask an owner or admin of the agency.')
        const given = {
          params: definition.params && parseInput(definition.params, params),
          query: definition.query && parseInput(definition.query, search),
          body: definition.body && parseInput(definition.body, await readJson(request, MAX_BODY, '1 MB')),
          request,
        } as Given<P, Q, B>
        const value = await definition.run(scope, given)
        if (request.method !== 'GET' && definition.audit !== false)
          await unsafeAudit(scope, { action, ...definition.audit?.(given, value) })
        return value instanceof Response ? value : json(value, definition.status ?? 200)
      } catch (error) {
        // Also where `run` itself refused: who may use an address may not do everything that it can do.
        if (scope && error instanceof AppError && error.code === 'forbidden')
          await unsafeAudit(scope, { action, outcome: 'refused' })
        return problem(error, reference)
      }
    })
  }
  // What the description of the API is made from.
  return Object.assign(handler, { door: definition })
}
