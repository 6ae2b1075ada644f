import { currencyDecimals, minorUnitMicros, parseMajor, parseTyped, toMajor } from '@/lib/core/money'
import { fail, ok, type Result } from '@/lib/core/result'

/** The decimal mark of a locale: `.` or `,`. */
export function decimalMark(locale: string): string {
  return new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.'
}

/** `1.200` and `1,200` mean different things in different places; one mark before three digits is settled by the locale. */
function settle(text: string, locale: string): string {
  const plain = text.replace(/[\s'’\u00a0\u202f]/g, '')
  // The same mark twice only groups, in twos as well: 1,00,000.
  if (/^[-−]?\d{1,3}([.,])\d{2,3}(?:\1\d{2,3})*$/.test(plain) && plain.split(/[.,]/).length > 2)
    return plain.replace(/[.,]/g, '')
  const one = /^[-−]?\d{1,3}([.,])\d{3}$/.exec(plain)
  if (!one) return plain
  return one[1] === decimalMark(locale) ? plain.replace(',', '.') : plain.replace(/[.,]/, '')
}

/** An amount as people type it where they live: `1 200,50`, `1,200.50`, `€1.200,50`. Answers micros. */
export function parseMoneyText(text: string, currency: string, locale: string): Result<bigint> {
  const bare = text.replace(/^[^\d.,+\-−]+|[^\d.,]+$/gu, '').trim()
  const settled = settle(bare, locale)
  const exact = /^[-−]?\d{1,3}[.,]\d{3}$/.test(bare.replace(/\s/g, ''))
    ? parseMajor(settled, currency)
    : parseTyped(settled, currency)
  return exact.ok ? exact : fail(`"${text.trim()}" is not an amount in ${currency}. Write it like 1200.50.`)
}

/** Grouped for reading, without the symbol: `1,200.50`. Goes digit by digit, never through a float. */
export function groupMajor(micros: bigint, currency: string, locale: string): string {
  const [whole = '0', fraction] = toMajor(micros < 0n ? -micros : micros, currency).split('.')
  const grouped = new Intl.NumberFormat(locale).format(BigInt(whole))
  return `${micros < 0n ? '−' : ''}${grouped}${fraction ? decimalMark(locale) + fraction : ''}`
}

/** The symbol that stands fixed at the left: `€`, `kr`, `CHF`. */
export function symbolOf(currency: string, locale: string): string {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  return (
    new Intl.NumberFormat(locale, options).formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency
  )
}

/** What one press of an arrow adds: a tenth of the amount's own magnitude, at least one minor unit. In micros. */
export function stepOf(micros: bigint, currency: string): bigint {
  const size = micros < 0n ? -micros : micros
  const smallest = minorUnitMicros(currency)
  if (size < 10n * smallest) return smallest
  return 10n ** BigInt(size.toString().length - 2)
}

/** The next amount up or down, on the grid of the step; never under zero. */
export function nudge(micros: bigint, direction: 1 | -1, currency: string): bigint {
  const step = stepOf(direction < 0 && micros > 0n ? micros - 1n : micros, currency)
  const next = direction > 0 ? (micros / step + 1n) * step : ((micros - 1n) / step) * step
  return next < 0n ? 0n : next
}

/** Major units that a schema reads: `1200.50`, or the raw text where it is no amount, so that the schema can say so. */
export function canonicalMoney(text: string, currency: string, locale: string): string {
  if (text.trim() === '') return ''
  const parsed = parseMoneyText(text, currency, locale)
  return parsed.ok ? toMajor(parsed.value, currency) : text
}

/** What is shown while nobody types. */
export function showMoney(value: string, currency: string, locale: string): string {
  const parsed = parseMajor(value, currency)
  return parsed.ok ? groupMajor(parsed.value, currency, locale) : value
}

/** A percentage as typed, with or without its sign: `12,5 %` is 0.125. */
export function parsePercent(text: string): Result<number> {
  const plain = text
    .replace(/[\s%\u00a0\u202f]/g, '')
    .replace('−', '-')
    .replace(',', '.')
  if (!/^-?\d{1,6}(\.\d{1,6})?$/.test(plain)) return fail(`"${text.trim()}" is not a percentage. Write it like 12.5.`)
  return ok(Number((Number(plain) / 100).toPrecision(12)))
}

/** A fraction as percent without its sign: 0.125 is `12.5`. */
export function showPercent(fraction: number | null, locale: string): string {
  if (fraction === null || !Number.isFinite(fraction)) return ''
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 4, useGrouping: false }).format(fraction * 100)
}

export const placeholderOf = (currency: string, locale: string): string =>
  currencyDecimals(currency) === 0 ? '0' : `0${decimalMark(locale)}${'0'.repeat(currencyDecimals(currency))}`
