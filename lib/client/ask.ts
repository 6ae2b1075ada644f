import type { ActionResult } from '@/lib/server/action'

const UNREACHED = 'Paceline could not be reached. Check the connection and try again.'

/** Asks a form's door. A dead network is an answer in words as well, so that no button waits for ever. */
export async function ask<T>(door: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await door()
  } catch {
    return { ok: false, code: 'unavailable', message: UNREACHED, issues: [], reference: '' }
  }
}
