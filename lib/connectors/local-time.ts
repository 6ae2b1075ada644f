import { isDay } from '@/lib/core/day'
import { instantOf } from '@/lib/core/zone'

/** `2026-12-31 23:59:59` on the wall of a zone, as an instant; null where there is no such text. */
export function localInstant(wall: string, zone: string): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2}))?$/.exec(wall.trim())
  const [, date = '', hour = '0', minute = '0', second = '0'] = match ?? []
  if (!isDay(date)) return null
  return new Date(instantOf(date, Number(hour), zone).getTime() + Number(minute) * 60_000 + Number(second) * 1000)
}

/** An instant that carries its offset, as `2026-12-01T00:00:00+0100`; null where there is no such text. */
export function offsetInstant(value: string): Date | null {
  const instant = new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return value === '' || Number.isNaN(instant.getTime()) ? null : instant
}
