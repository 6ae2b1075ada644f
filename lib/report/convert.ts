import type { Sums } from './metric'

/** Daily sums of one platform in one currency. */
export type DayRow = { day: string; platform: string; currency: string } & Sums
export type Rate = (currency: string, day: string) => number | null

export type Converted = {
  rows: DayRow[]
  /** Currencies that stay out of the totals, because no dated rate is known. */ left: string[]
}

/** Money into one currency by the rate of its own day; what has no rate is left out and named, never counted as if equal. */
export function convert(rows: readonly DayRow[], to: string, rate: Rate): Converted {
  const left = new Set<string>()
  const converted = rows.flatMap((row) => {
    if (row.currency === to) return [row]
    const factor = rate(row.currency, row.day)
    if (factor === null) {
      left.add(row.currency)
      return []
    }
    return [
      {
        ...row,
        currency: to,
        spendMicros: Math.round(row.spendMicros * factor),
        valueMicros: Math.round(row.valueMicros * factor),
      },
    ]
  })
  return { rows: converted, left: [...left].sort() }
}
