import { AppError } from '@/lib/core/errors'
import type { ActionResult } from '@/lib/server/action'

/** The value of a door's answer; a refusal is thrown with its sentence, for dialogs that show what was thrown. */
export function valueOf<T>(result: ActionResult<T>): T {
  if (result.ok) return result.value
  throw new AppError(result.code, result.message, { issues: result.issues, details: { reference: result.reference } })
}
