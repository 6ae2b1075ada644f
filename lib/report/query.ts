import { addDays, type Day, firstOfMonth, isDay } from '@/lib/core/day'
import type { Period } from './period'

/** The longest period of a page; more days than that is a report. */
const LONGEST_DAYS = 400

type Given = Record<string, string | string[] | undefined>

const one = (given: Given, name: string): string => {
  const value = given[name]
  return typeof value === 'string' ? value : ''
}

/** The period that `?from=&to=` names; this month so far where it names none, or none that exists. */
export function periodOf(given: Given, today: Day): Period {
  const [from, to] = [one(given, 'from'), one(given, 'to')]
  if (!isDay(from) || !isDay(to) || from > to || from > today) return { first: firstOfMonth(today), last: today }
  const last = to > today ? today : to
  const earliest = addDays(last, 1 - LONGEST_DAYS)
  return { first: from < earliest ? earliest : from, last }
}

export const isMonthSoFar = (period: Period, today: Day): boolean =>
  period.first === firstOfMonth(today) && period.last === today
