import type { Json } from '@/lib/connectors/define'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Any checked parameter as JSON; what JSON cannot hold becomes null. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(toJson)
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, toJson(item)]])),
    )
  return null
}

export const dict = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})
export const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
/** Text of a text or number; empty for anything else. */
export const word = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
export const words = (value: unknown): string[] => array(value).map(word)
