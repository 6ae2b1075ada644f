import { budgetStepMicros } from '@/lib/ad/budget'

/** The step, in micros, that a Google amount must be a multiple of: 10,000 for USD, 1,000,000 for JPY. */
export const billableUnitMicros = (currency: string): bigint => budgetStepMicros('google_ads', currency)

/** Rounded down to the billable unit, so that a budget never grows on its way; never less than one unit. */
export function billable(micros: bigint, currency: string): bigint {
  const unit = billableUnitMicros(currency)
  const rounded = (micros / unit) * unit
  return rounded < unit ? unit : rounded
}
