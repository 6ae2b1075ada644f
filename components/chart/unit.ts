import { count, countCompact, money, moneyCompact, percent, ratio } from '@/lib/core/format'

/** What the figures of a chart are. Plain data, so that a page on the server can pass it. Money is in micros. */
export type Unit = { kind: 'money'; currency: string } | { kind: 'count' } | { kind: 'percent' } | { kind: 'ratio' }

/** In full: tooltip, table, screen reader. */
export function writeFull(unit: Unit, value: number | null | undefined, locale: string): string {
  switch (unit.kind) {
    case 'money':
      return money(value, unit.currency, locale)
    case 'count':
      return count(value, locale)
    case 'percent':
      return percent(value, locale)
    case 'ratio':
      return ratio(value, locale)
  }
}

/** Short: axes and labels in the chart. Zero stays bare, whole money loses its decimals. */
export function writeShort(unit: Unit, value: number, locale: string): string {
  if (unit.kind === 'money') {
    const text = moneyCompact(value, unit.currency, locale)
    return Math.abs(value) < 1e9 && value % 1e6 === 0 ? text.replace(/[.,]0+(?=\D*$)/, '') : text
  }
  if (unit.kind === 'count') return countCompact(value, locale)
  return writeFull(unit, value, locale)
}

/** The unit in a header: `EUR`. Counts need none. */
export const unitName = (unit: Unit): string | undefined => (unit.kind === 'money' ? unit.currency : undefined)
