import { addDays, type Day, daysBetween } from '@/lib/core/day'

export type Span = { first: Day; last: Day }
export type SyncKind = 'hourly' | 'manual' | 'import'
export type Windows = { days: Span; hours: Span; isFull: boolean }

/** Days back that every pull reads again: late conversions and spend move the newest days most. */
const RECENT_DAYS = 3
const IMPORT_DAYS = 90
const IMPORT_HOUR_DAYS = 7

type Known = { today: Day; restatesDays: number; lastFullDay: Day | null; lastDay: Day | null }

/**
 * What a pull must read. Once a local day all that the platform still restates is read, otherwise the recent days;
 * after an outage the gap since the last good day as well. `today` is in the account's zone.
 */
export function windows(kind: SyncKind, { today, restatesDays, lastFullDay, lastDay }: Known): Windows {
  if (kind === 'import')
    return {
      days: { first: addDays(today, -IMPORT_DAYS), last: today },
      hours: { first: addDays(today, -IMPORT_HOUR_DAYS), last: today },
      isFull: true,
    }
  const isFull = lastFullDay === null || lastFullDay < today
  const gap = lastDay === null ? IMPORT_DAYS : Math.max(0, daysBetween(lastDay, today))
  const back = Math.max(isFull ? restatesDays : RECENT_DAYS, gap)
  const hoursBack = Math.min(Math.max(RECENT_DAYS, gap), restatesDays)
  return {
    days: { first: addDays(today, -back), last: today },
    hours: { first: addDays(today, -hoursBack), last: today },
    isFull,
  }
}
