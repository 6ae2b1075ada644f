import { currencyDecimals } from './money'

/** Every figure and time that a person reads is written here, by the locale of the agency. Missing prints as an en dash. */

export const MISSING = '–'

const cache = new Map<string, Intl.NumberFormat>()

function number(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options)
  let format = cache.get(key)
  if (!format) cache.set(key, (format = new Intl.NumberFormat(locale, options)))
  return format
}

const minus = (text: string): string => text.replace('-', '−')
const bad = (value: number | null | undefined): value is null | undefined =>
  value === null || value === undefined || !Number.isFinite(value)

/** Money in tables and forms: `€12,480.50`. Takes micros. */
export function money(micros: bigint | number | null | undefined, currency: string, locale: string): string {
  if (micros === null || micros === undefined || (typeof micros === 'number' && !Number.isFinite(micros)))
    return MISSING
  const decimals = currencyDecimals(currency)
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const fixed = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return minus(number(locale, { ...options, ...fixed }).format(Number(micros) / 1e6))
}

/** Money in cards and on axes, three significant figures: `€12.5k`. Takes micros. */
export function moneyCompact(micros: bigint | number | null | undefined, currency: string, locale: string): string {
  if (micros === null || micros === undefined || (typeof micros === 'number' && !Number.isFinite(micros)))
    return MISSING
  const value = Number(micros) / 1e6
  if (Math.abs(value) < 1000) return money(micros, currency, locale)
  return symbolFirst(value, currency, locale)
}

function symbolFirst(value: number, currency: string, locale: string): string {
  const parts = number(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  }).formatToParts(value < 0 ? -1 : 1)
  const digits = compact(Math.abs(value), locale)
  return minus(parts.map((p) => (p.type === 'integer' ? digits : p.value)).join(''))
}

function compact(value: number, locale: string): string {
  const steps = [
    [1e9, 'bn'],
    [1e6, 'm'],
    [1e3, 'k'],
  ] as const
  for (const [size, suffix] of steps)
    if (value >= size * 0.9995) return number(locale, { maximumSignificantDigits: 3 }).format(value / size) + suffix
  return number(locale, { maximumSignificantDigits: 3 }).format(value)
}

/** A count, grouped: `1,204`. Conversions may be fractional and then show one decimal. */
export function count(value: number | bigint | null | undefined, locale: string): string {
  if (value === null || value === undefined || bad(Number(value))) return MISSING
  const n = Number(value)
  return minus(number(locale, { maximumFractionDigits: Math.abs(n) < 1000 && n % 1 !== 0 ? 1 : 0 }).format(n))
}

/** A count in a card, compact from 10,000: `96.7k`. */
export function countCompact(value: number | null | undefined, locale: string): string {
  if (bad(value)) return MISSING
  return Math.abs(value) < 10_000
    ? count(value, locale)
    : minus((value < 0 ? '-' : '') + compact(Math.abs(value), locale))
}

/** A share as percent, one decimal under 10: `4.2 %`, `12 %`. Takes a fraction. */
export function percent(fraction: number | null | undefined, locale: string): string {
  if (bad(fraction)) return MISSING
  const value = fraction * 100
  const digits = Math.abs(value) < 9.95 ? 1 : 0
  return minus(`${number(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)} %`)
}

/** A change with its sign, without arrow: `+12 %`, `−2.5 %`. */
export function change(fraction: number | null | undefined, locale: string): string {
  if (bad(fraction)) return MISSING
  return (fraction > 0 ? '+' : '') + percent(fraction, locale)
}

/** A ratio such as ROAS: `3.41×`. */
export function ratio(value: number | null | undefined, locale: string): string {
  if (bad(value)) return MISSING
  return `${minus(number(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value))}×`
}

/** A calendar date: `20 Nov`, with `year` `20 Nov 2026`. Dates carry no zone, so none is applied. */
export function date(day: string, locale: string, options: DateOptions = {}): string {
  return dateParts(day, locale, options)
    .map(({ value }) => value)
    .join('')
}

type DateOptions = { year?: boolean; weekday?: boolean }

const dateParts = (day: string, locale: string, options: DateOptions): Intl.DateTimeFormatPart[] =>
  new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(options.year ? { year: 'numeric' } : {}),
    ...(options.weekday ? { weekday: 'short' } : {}),
    timeZone: 'UTC',
  }).formatToParts(new Date(`${day}T00:00:00Z`))

export const monthName = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** A period with the year once and the month only where it changes: `1 to 20 Nov 2026`, `Nov 1 to 20, 2026`. */
export function period(first: string, last: string, locale: string, year = false): string {
  if (first === last) return date(last, locale, { year })
  if (first.slice(0, 7) !== last.slice(0, 7)) return `${date(first, locale)} to ${date(last, locale, { year })}`
  const from = dateParts(first, locale, {}).find(({ type }) => type === 'day')?.value ?? ''
  return dateParts(last, locale, { year })
    .map(({ type, value }) => (type === 'day' ? `${from} to ${value}` : value))
    .join('')
}

/** An instant on the clock of a zone: `14:02`, or `20 Nov, 14:02` when `day` is asked for. */
export function time(instant: Date | string, locale: string, zone: string, options: { day?: boolean } = {}): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    hourCycle: 'h23',
    ...(options.day ? { day: 'numeric', month: 'short' } : {}),
    timeZone: zone,
  }).format(typeof instant === 'string' ? new Date(instant) : instant)
}

/** How long ago, under a day; the date after that: `3 h ago`. */
export function ago(instant: Date | string, now: Date, locale: string, zone: string): string {
  const then = typeof instant === 'string' ? new Date(instant) : instant
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`
  return time(then, locale, zone, { day: true })
}
