import { daysBetween, type Day } from '@/lib/core/day'
import { currencyDecimals } from '@/lib/core/money'
import type { AdDraft, BuildPlatform } from './schema'

/** Both platforms charge these currencies in whole units only and keep others in hundredths, whatever ISO 4217 says. */
const WHOLE_UNITS = new Set('CLP COP CRC HUF IDR ISK JPY KRW PYG TWD VND'.split(' '))

/**
 * The smallest step of a budget at a platform, in micros: what is reviewed and recorded is rounded to it, so that it is
 * what the platform gets. Where Google would take less (the forint's hundredths), whole units are right as well.
 */
export function budgetStepMicros(platform: BuildPlatform, currency: string): bigint {
  const isWhole = WHOLE_UNITS.has(currency) || (platform === 'google_ads' && currencyDecimals(currency) === 0)
  return isWhole ? 1_000_000n : 10_000n
}

/** A calendar date, or undefined: never throws, whatever was typed. */
export function parseDay(text: string): Day | undefined {
  const plain = text.trim()
  const isDate = (value: string): value is Day =>
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
    new Date(`${value}T00:00:00Z`).toISOString().startsWith(value)
  return isDate(plain) ? plain : undefined
}

/** Days of the flight, both ends included; undefined without an end. It begins today where no start is set. */
export function flightDays(draft: Pick<AdDraft, 'startsOn' | 'endsOn'>, today: Day): number | undefined {
  const end = parseDay(draft.endsOn)
  if (!end) return undefined
  const start = parseDay(draft.startsOn) ?? today
  return Math.max(0, daysBetween(start, end) + 1)
}
