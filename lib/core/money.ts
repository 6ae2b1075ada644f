import { fail, ok, type Result } from './result'

/** Money: integer micros (one millionth of a major unit) beside its ISO 4217 code. */
export type Money = { micros: bigint; currency: string }

const MICROS = 1_000_000n
const decimalsOf = new Map<string, number>()

/** Decimals that people write in this currency (CLDR, through Intl): EUR 2, JPY and HUF 0, KWD 3. Platforms have their own units. */
export function currencyDecimals(currency: string): number {
  let decimals = decimalsOf.get(currency)
  if (decimals === undefined) {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    decimals = options.maximumFractionDigits ?? 2
    decimalsOf.set(currency, decimals)
  }
  return decimals
}

let currencies: Set<string> | undefined

export function isCurrency(code: string): boolean {
  currencies ??= new Set(Intl.supportedValuesOf('currency'))
  return currencies.has(code)
}

/**
 * Major units as text ("12.50", "-3") to micros, digit by digit, never through a float.
 * Refuses anything but an optional sign, digits and one decimal point, and more decimals than the currency has.
 */
export function parseMajor(text: string, currency: string): Result<bigint> {
  const match = /^([-−]?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim())
  if (!match) return fail(`"${text}" is not an amount. Write it like 1200.50.`)
  const [, sign, whole = '0', fraction = ''] = match
  const decimals = currencyDecimals(currency)
  if (fraction.replace(/0+$/, '').length > decimals)
    return fail(`"${text}" has more decimals than ${currency} has (${decimals}).`)
  const micros = BigInt(whole) * MICROS + BigInt(fraction.padEnd(6, '0').slice(0, 6))
  return ok(sign ? -micros : micros)
}

/**
 * An amount as a person types it: grouping by space, apostrophe, comma or point and either decimal mark.
 * The last mark is decimal when it is followed by other than three digits, or when both marks occur.
 */
export function parseTyped(text: string, currency: string): Result<bigint> {
  let plain = text.trim().replace(/[\s'’\u00a0\u202f]/g, '')
  const lastComma = plain.lastIndexOf(',')
  const lastPoint = plain.lastIndexOf('.')
  if (lastComma >= 0 && lastPoint >= 0) {
    const decimal = lastComma > lastPoint ? ',' : '.'
    plain = plain.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.')
  } else if (lastComma >= 0) {
    const grouped = /^[-−]?\d{1,3}(,\d{3})+$/.test(plain)
    plain = grouped ? plain.replaceAll(',', '') : plain.replace(',', '.')
  } else if (/^[-−]?\d{1,3}(\.\d{3}){2,}$/.test(plain)) plain = plain.replaceAll('.', '')
  const parsed = parseMajor(plain, currency)
  return parsed.ok ? parsed : fail(`"${text}" is not an amount in ${currency}. Write it like 1200.50.`)
}

/** Micros to a decimal string in major units with the currency's own decimals, rounded half away from zero. */
export function toMajor(micros: bigint, currency: string): string {
  const decimals = currencyDecimals(currency)
  const unit = 10n ** BigInt(6 - decimals)
  const rounded = roundTo(micros, unit) / unit
  const sign = rounded < 0n ? '-' : ''
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(decimals + 1, '0')
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Rounds micros to a multiple of `step` micros, half away from zero. */
export function roundTo(micros: bigint, step: bigint): bigint {
  const half = step / 2n
  return micros >= 0n ? ((micros + half) / step) * step : -((-micros + half) / step) * step
}

/** The smallest amount that people write in this currency, in micros: 10,000 for EUR, 1,000,000 for JPY. */
export const minorUnitMicros = (currency: string): bigint => 10n ** BigInt(6 - currencyDecimals(currency))

/** Splits an amount by weights into multiples of `step`; the parts sum to the amount rounded down to `step`. */
export function splitMicros(total: bigint, weights: readonly number[], step: bigint): bigint[] {
  const units = total / step
  const sum = weights.reduce((a, b) => a + b, 0)
  if (weights.length === 0 || !(sum > 0)) return weights.map(() => 0n)
  const exact = weights.map((w) => (Number(units) * w) / sum)
  const floors = exact.map((x) => BigInt(Math.floor(x)))
  let left = units - floors.reduce((a, b) => a + b, 0n)
  const order = exact.map((x, i) => ({ i, rest: x - Math.floor(x) })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order) {
    if (left <= 0n) break
    floors[i] = (floors[i] ?? 0n) + 1n
    left -= 1n
  }
  return floors.map((x) => x * step)
}
