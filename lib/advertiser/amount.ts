import { invalid } from '@/lib/core/errors'
import { parseMajor, parseTyped, type Money } from '@/lib/core/money'
import type { Result } from '@/lib/core/result'

function positive(parsed: Result<bigint>, path: string): bigint {
  if (!parsed.ok) throw invalid(path, parsed.error)
  if (parsed.value <= 0n) throw invalid(path, 'A budget must be more than 0. Leave it empty for none.')
  return parsed.value
}

/** A budget as typed in a form, in micros; null when empty. Throws `invalid` at `path`. */
export const typedBudget = (text: string, currency: string, path: string): Money['micros'] | null =>
  text.trim() === '' ? null : positive(parseTyped(text, currency), path)

/** A budget from REST (`"1200.50"`), in micros; null for none. Throws `invalid` at `path`. */
export const restBudget = (text: string | null, currency: string, path: string): Money['micros'] | null =>
  text === null ? null : positive(parseMajor(text, currency), path)

/** Throws `invalid` when a day may spend more than its month. */
export function checkDayWithinMonth(daily: bigint | null, monthly: bigint | null, path: string): void {
  if (daily !== null && monthly !== null && daily > monthly)
    throw invalid(path, 'The day budget is larger than the month budget. Lower it, or raise the month budget.')
}
