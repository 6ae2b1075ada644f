import { daysBetween, type Day } from '@/lib/core/day'
import { minorUnitMicros } from '@/lib/core/money'
import type { AdDraft, BuildPlatform } from './schema'

/** Meta keeps budgets of these currencies in whole units and those of all others in hundredths, whatever ISO 4217 says. */
const META_WHOLE_UNITS = new Set('CLP COP CRC HUF IDR ISK JPY KRW PYG TWD VND'.split(' '))

/** The smallest step of a budget at a platform, in micros: Google the currency's minor unit, Meta by its own table. */
export function budgetStepMicros(platform: BuildPlatform, currency: string): bigint {
  if (platform === 'google_ads') return minorUnitMicros(currency)
  return META_WHOLE_UNITS.has(currency) ? 1_000_000n : 10_000n
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
