/** A JSON object whose members are read one by one, each with a guard. */
export type JsonObject = Record<string, unknown>

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const recordOf = (value: unknown): JsonObject => (isRecord(value) ? value : {})
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A scalar as text; nothing for objects, lists and what is absent. */
export const scalarText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** The value at a dotted path, or undefined where the path ends early. */
export function at(value: unknown, path: string): unknown {
  let here = value
  for (const name of path.split('.')) {
    if (!isRecord(here)) return undefined
    here = here[name]
  }
  return here
}

/** A copy with the value set at a dotted path; `undefined` clears it. */
export function withValue(object: JsonObject, path: string, value: unknown): JsonObject {
  const dot = path.indexOf('.')
  const name = dot < 0 ? path : path.slice(0, dot)
  const copy = { ...object }
  const inner = dot < 0 ? value : withValue(recordOf(object[name]), path.slice(dot + 1), value)
  if (inner === undefined) delete copy[name]
  else copy[name] = inner
  return copy
}
