/*
 * Meta's minor units: its own table, which is not ISO 4217 (forint, rupiah and Taiwan dollar have no minor unit here,
 * Bahraini and Jordanian dinar have hundredths).
 */

const WITHOUT_MINOR = new Set(['CLP', 'COP', 'CRC', 'HUF', 'IDR', 'ISK', 'JPY', 'KRW', 'PYG', 'TWD', 'VND'])

export const offsetOf = (currency: string): number => (WITHOUT_MINOR.has(currency) ? 1 : 100)

/** Minor units as the API carries them to micros. */
export const microsOf = (minor: string, currency: string): bigint =>
  BigInt(minor) * (1_000_000n / BigInt(offsetOf(currency)))

/** Least daily budget in minor units, about one US dollar. */
const LEAST: Record<string, number> = {
  EUR: 100,
  USD: 100,
  GBP: 100,
  JPY: 160,
  NOK: 1100,
  SEK: 1100,
  DKK: 700,
  CHF: 100,
  HUF: 400,
  IDR: 16000,
  KRW: 1400,
  TWD: 35,
}
export const leastDaily = (currency: string): number => LEAST[currency] ?? offsetOf(currency)

/** Currencies of which `minimum_budgets` speaks. */
export const LISTED_CURRENCIES = Object.keys(LEAST)

/** Insights carry major units: two decimals, none where the currency has no minor unit. */
export function major(micros: bigint, currency: string): string {
  if (offsetOf(currency) === 1) return (micros / 1_000_000n).toString()
  const cents = (micros / 10_000n).toString().padStart(3, '0')
  return `${cents.slice(0, -2)}.${cents.slice(-2)}`
}
