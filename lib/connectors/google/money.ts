import { currencyDecimals } from '@/lib/core/money'

/**
 * Currencies that people write with two decimals but that are charged in whole units only; rounding to whole units is
 * right for them and harmless where Google would have taken less.
 */
const WHOLE = new Set(['CLP', 'COP', 'CRC', 'HUF', 'IDR', 'ISK', 'JPY', 'KRW', 'PYG', 'TWD', 'VND'])

/** The step, in micros, that a Google amount must be a multiple of: 10,000 for USD, 1,000,000 for JPY. */
export const billableUnitMicros = (currency: string): bigint =>
  WHOLE.has(currency) || currencyDecimals(currency) === 0 ? 1_000_000n : 10_000n

/** Rounded down to the billable unit, so that a budget never grows on its way; never less than one unit. */
export function billable(micros: bigint, currency: string): bigint {
  const unit = billableUnitMicros(currency)
  const rounded = (micros / unit) * unit
  return rounded < unit ? unit : rounded
}
