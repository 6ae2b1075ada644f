import { budgetStepMicros } from '@/lib/ad/budget'

/*
 * Meta keeps budgets in hundredths, or in whole units for the currencies of its own table. That table is not ISO 4217:
 * HUF, TWD, COP, CRC and IDR count whole units there, and BHD, JOD and KWD, with three decimals, count hundredths.
 */

/** Micros to Meta's budget unit, rounded down; never less than one. */
export function toMinor(micros: bigint, currency: string): bigint {
  const minor = micros / budgetStepMicros('meta_ads', currency)
  return minor < 1n ? 1n : minor
}

/** A budget as Meta tells it, to micros. Figures of reports are in major units and must not come this way. */
export const fromMinor = (minor: bigint, currency: string): bigint => minor * budgetStepMicros('meta_ads', currency)
