/** Instants as the Graph API writes them: `2026-12-01T00:00:00+0100` in the account's zone. */
export const graphTime = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: 'second', timeZoneName: 'never', calendarName: 'never' })
    .replace(/([+-]\d{2}):(\d{2})$/, '$1$2')

/** Reads a checked instant: seconds since 1970, ISO 8601 with an offset, or local time of the account without one. */
export function instantFrom(text: string, zone: string): Date {
  if (/^\d+$/.test(text)) return new Date(Number(text) * 1000)
  if (/(Z|[+-]\d{2}:?\d{2})$/.test(text)) return new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  const local = text.length === 10 ? `${text}T00:00:00` : text
  return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds)
}
