import { fail, ok, type Result } from '@/lib/core/result'
import { parseMajor, parseTyped, toMajor } from '@/lib/core/money'

export const GOALS = ['roas', 'cpa'] as const
export type GoalMetric = (typeof GOALS)[number]

/** Ten million for one conversion, in micros: more is a slip of the hand. */
const MOST_MICROS = 10_000_000_000_000n

/**
 * A goal as typed, to what is stored: a ratio for ROAS, micros of the currency for CPA, both as decimal text.
 * `strict` takes only digits and a point, as in REST.
 */
export function parseGoal(metric: GoalMetric, text: string, currency: string, strict = false): Result<string> {
  if (metric === 'cpa') {
    const amount = (strict ? parseMajor : parseTyped)(text, currency)
    if (!amount.ok) return amount
    if (amount.value > MOST_MICROS) return fail('The goal is more than 10,000,000. Lower it.')
    return amount.value > 0n ? ok(amount.value.toString()) : fail('The goal must be more than 0.')
  }
  const plain = strict ? text.trim() : text.trim().replace(',', '.')
  if (!/^\d{1,6}(\.\d{1,6})?$/.test(plain)) return fail(`"${text}" is not a ratio. Write it like 3.5.`)
  return Number(plain) > 0 ? ok(plain) : fail('The goal must be more than 0.')
}

/** What is stored, as text for a form or REST: `3.5` or `12.00`; '' without a goal. */
export function goalText(metric: string | null, value: { toFixed(): string } | null, currency: string): string {
  if (!metric || !value) return ''
  const text = value.toFixed()
  return metric === 'cpa' ? toMajor(BigInt(text.split('.')[0] ?? '0'), currency) : text
}
