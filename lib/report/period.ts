import { addDays, type Day, daysBetween, firstOfMonth, lastOfMonth } from '@/lib/core/day'

export type Period = { first: Day; last: Day }

export const PRESETS = ['this_month', 'last_month', 'last_7', 'last_28', 'last_90'] as const
export type Preset = (typeof PRESETS)[number]

export function presetPeriod(preset: Preset, today: Day): Period {
  if (preset === 'this_month') return { first: firstOfMonth(today), last: today }
  if (preset === 'last_month') {
    const last = addDays(firstOfMonth(today), -1)
    return { first: firstOfMonth(last), last: lastOfMonth(last) }
  }
  const length = { last_7: 7, last_28: 28, last_90: 90 }[preset]
  return { first: addDays(today, -(length - 1)), last: today }
}

/**
 * The period before, of the same length, moved by whole weeks: a Saturday is compared with a Saturday.
 * A month so far is compared with the month before it, so by at least four weeks.
 */
export function previousPeriod({ first, last }: Period): Period {
  const weeks = Math.max(first.endsWith('-01') ? 4 : 1, Math.ceil((daysBetween(first, last) + 1) / 7))
  return { first: addDays(first, -7 * weeks), last: addDays(last, -7 * weeks) }
}
