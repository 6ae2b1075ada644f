import type { Day } from './day'

/** Wall time in a named IANA zone, through Temporal: runs on the server only, as not every browser has Temporal. */

const HOUR = 3_600_000

export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return /\//.test(zone) || zone === 'UTC'
  } catch {
    return false
  }
}

const at = (instant: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)

export const dayIn = (instant: Date, zone: string): Day => at(instant, zone).toPlainDate().toString() as Day

/** 0 to 23, the hour that a clock on the wall shows. */
export const hourIn = (instant: Date, zone: string): number => at(instant, zone).hour

/** The first instant of a date. Where midnight does not exist (a change at 00:00), the first instant that does. */
export const startOfDay = (d: Day, zone: string): Date =>
  new Date(Temporal.PlainDate.from(d).toZonedDateTime(zone).epochMilliseconds)

export const endOfDay = (d: Day, zone: string): Date =>
  startOfDay(Temporal.PlainDate.from(d).add({ days: 1 }).toString() as Day, zone)

/** The instants at which the hours of a local date begin: 23, 24 or 25 of them on days with a clock change. */
export function hoursOf(d: Day, zone: string): Date[] {
  const end = endOfDay(d, zone).getTime()
  const hours: Date[] = []
  for (let t = startOfDay(d, zone).getTime(); t < end; t += HOUR) hours.push(new Date(t))
  return hours
}

/**
 * The instant of a local wall hour as a platform reports it (date and hour 0 to 23, no offset).
 * In the repeated hour of autumn the first of the two is meant; a skipped hour is the one after it.
 */
export const instantOf = (d: Day, hour: number, zone: string): Date =>
  new Date(
    Temporal.PlainDateTime.from(`${d}T${String(hour).padStart(2, '0')}:00:00`).toZonedDateTime(zone, {
      disambiguation: 'earlier',
    }).epochMilliseconds,
  )

export const floorHour = (instant: Date): Date => new Date(Math.floor(instant.getTime() / HOUR) * HOUR)
