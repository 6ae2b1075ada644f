import { day as dayOfText, weekday, type Day } from '@/lib/core/day'
import { hourIn, hoursOf } from '@/lib/core/zone'

/** One local date as the market walks it: its hours' instants, which wall hour each is, and where in the year it lies. */
export type MarketDay = {
  day: Day
  /** Days since 1970-01-01. */
  number: number
  /** 1 = Monday to 7 = Sunday. */
  weekday: number
  /** 0 to 1 through the year. */
  yearPart: number
  /** Milliseconds at which the hours begin: 23, 24 or 25 of them. */
  starts: number[]
  hours: number[]
  end: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Three years of some zones; the oldest entries go first. */
const KEEP = 8000
const known = new Map<string, MarketDay>()

function build(day: Day, zone: string): MarketDay {
  const instants = hoursOf(day, zone)
  const starts = instants.map((at) => at.getTime())
  const number = Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)
  const newYear = Math.round(Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`) / DAY)
  const hours = starts.length === 24 ? starts.map((_, hour) => hour) : instants.map((at) => hourIn(at, zone))
  const end = (starts.at(-1) ?? 0) + HOUR
  return {
    day: dayOfText(day),
    number,
    weekday: weekday(day),
    yearPart: (number - newYear) / 365.25,
    starts,
    hours,
    end,
  }
}

/** The calendar of a date in a zone; remembered, since time zones are slow and campaigns share them. */
export function marketDay(day: Day, zone: string): MarketDay {
  const key = `${zone} ${day}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= KEEP) for (const old of [...known.keys()].slice(0, KEEP / 2)) known.delete(old)
  const made = build(day, zone)
  known.set(key, made)
  return made
}
