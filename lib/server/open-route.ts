import 'server-only'
import type { z } from 'zod'
import { clientAddress } from './address'
import { readJson } from './body'
import { parseInput } from './known'
import { newReference, requestContext } from './log'
import { checkOrigin } from './origin'
import { throttle } from './rate-limit.server'
import { problem } from './route'

type Given<B> = { body: B extends z.ZodType ? z.output<B> : undefined; address: string; request: Request }

type Definition<B, T> = {
  body?: B
  status?: number
  /** How often one address may call: a name for the count, uses and seconds. Absent: not limited. */
  limit?: { name: string; points: number; seconds: number }
  run: (given: Given<B>) => Promise<T>
}

const MAX_BODY = 20_000

/** The door for people who have not signed in yet: throttle by address, parse, run, map the error. */
export function openRoute<T, B extends z.ZodType | undefined = undefined>(definition: Definition<B, T>) {
  const handler = async (request: Request): Promise<Response> => {
    const reference = newReference()
    return requestContext.run({ reference }, async () => {
      try {
        checkOrigin(request)
        const address = clientAddress(request.headers)
        if (definition.limit) await throttle(definition.limit.name, address, definition.limit)
        const parsed = definition.body && parseInput(definition.body, await readJson(request, MAX_BODY, '20 kB'))
        const value = await definition.run({ body: parsed, address, request } as Given<B>)
        return value instanceof Response
          ? value
          : Response.json(value, { status: definition.status ?? 200, headers: { 'cache-control': 'no-store' } })
      } catch (error) {
        return problem(error, reference)
      }
    })
  }
  // What the description of the API is made from.
  return Object.assign(handler, { door: definition })
}
