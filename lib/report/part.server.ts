import 'server-only'
import { known } from '@/lib/server/known'
import { newReference, requestContext } from '@/lib/server/log'
import type { Part } from './part'

/** Reads one part of a page. A failure is logged whole under a reference, which is all that the page gets of it. */
export async function part<T>(read: () => Promise<T>): Promise<Part<T>> {
  const reference = newReference()
  return requestContext.run({ reference }, async () => {
    try {
      return { ok: true, value: await read() }
    } catch (error) {
      known(error)
      return { ok: false, reference }
    }
  })
}
