import { parseJson } from '../../body'

/*
 * The types of the Graph API's parameters, and the check of a value against them.
 * In forms everything is text and nested values are JSON; in JSON bodies values must have their own type.
 */

export type Type =
  | { is: 'text' | 'integer' | 'count' | 'number' | 'flag' | 'time' | 'id' | 'any' }
  | { is: 'one'; of: readonly string[] }
  | { is: 'list'; each: Type }
  | { is: 'record'; fields: Fields; required: readonly string[]; open: boolean }
  | { is: 'map'; each: Type }
export type Fields = Readonly<Record<string, Type>>
export type Params = Record<string, unknown>

export const text: Type = { is: 'text' }
/** Any integer; `count` is one that is not negative. */
export const integer: Type = { is: 'integer' }
export const count: Type = { is: 'count' }
export const number: Type = { is: 'number' }
export const flag: Type = { is: 'flag' }
/** An ISO 8601 instant, `2026-12-01T00:00:00+0100`, or seconds since 1970. */
export const time: Type = { is: 'time' }
/** Digits, as text or as an integer. */
export const id: Type = { is: 'id' }
export const any: Type = { is: 'any' }
/** A map whose keys the specification leaves open. */
export const open: Type = { is: 'record', fields: {}, required: [], open: true }
export const one = (of: readonly string[]): Type => ({ is: 'one', of })
export const list = (each: Type): Type => ({ is: 'list', each })
export const map = (each: Type): Type => ({ is: 'map', each })
export const record = (fields: Fields, required: readonly string[] = []): Type => ({
  is: 'record',
  fields,
  required,
  open: false,
})

export type Issue = { path: string[]; problem: string }
export type Checked = { value: unknown } | { issue: Issue }

const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const bad = (path: string[], problem: string): Checked => ({ issue: { path, problem } })

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:?\d{2}|Z)?)?$/
const isTime = (value: string): boolean =>
  /^\d{1,12}$/.test(value) ||
  (ISO.test(value) && !Number.isNaN(Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))))

function checkNumber(value: unknown, type: 'integer' | 'count' | 'number', path: string[]): Checked {
  const shape = { integer: /^-?\d{1,18}$/, count: /^\d{1,18}$/, number: /^-?\d{1,15}(\.\d+)?$/ }[type]
  const words = { integer: 'an integer', count: 'an integer greater than or equal to zero', number: 'a number' }[type]
  const written = typeof value === 'number' ? String(value) : value
  return typeof written === 'string' && shape.test(written) ? { value } : bad(path, `must be ${words}`)
}

function checkFlag(value: unknown, path: string[]): Checked {
  if (value === true || value === 'true' || value === 1 || value === '1') return { value: true }
  if (value === false || value === 'false' || value === 0 || value === '0') return { value: false }
  return bad(path, 'must be a boolean')
}

function checkList(value: unknown, each: Type, path: string[]): Checked {
  if (!Array.isArray(value)) return bad(path, 'must be an array')
  const items: unknown[] = []
  for (const [index, item] of value.entries()) {
    const checked = check(item, each, [...path, String(index)])
    if ('issue' in checked) return checked
    items.push(checked.value)
  }
  return { value: items }
}

function checkRecord(value: unknown, type: Extract<Type, { is: 'record' | 'map' }>, path: string[]): Checked {
  if (!isRecord(value)) return bad(path, 'must be an object')
  const result: Params = {}
  for (const [key, item] of Object.entries(value)) {
    const expected = type.is === 'map' ? type.each : (type.fields[key] ?? (type.open ? any : undefined))
    if (!expected) return bad([...path, key], 'is not a known field')
    const checked = check(item, expected, [...path, key])
    if ('issue' in checked) return checked
    result[key] = checked.value
  }
  const missing = type.is === 'record' ? type.required.find((key) => result[key] === undefined) : undefined
  return missing === undefined ? { value: result } : bad([...path, missing], 'is required')
}

/** Checks a value that came as JSON. Numbers stay as they were written, so that they read back the same; ids become text. */
function check(value: unknown, type: Type, path: string[] = []): Checked {
  switch (type.is) {
    case 'any':
      return { value }
    case 'text':
      return typeof value === 'string' ? { value } : bad(path, 'must be a string')
    case 'id': {
      const written = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
      return typeof written === 'string' && /^\d{1,30}$/.test(written)
        ? { value: written }
        : bad(path, 'must be a numeric id')
    }
    case 'time': {
      const written = typeof value === 'number' ? String(value) : value
      return typeof written === 'string' && isTime(written)
        ? { value: written }
        : bad(path, 'must be a valid date/time')
    }
    case 'one': {
      const written = typeof value === 'number' ? String(value) : value
      return typeof written === 'string' && type.of.includes(written)
        ? { value }
        : bad(path, `must be one of {${type.of.join(', ')}}`)
    }
    case 'integer':
    case 'count':
    case 'number':
      return checkNumber(value, type.is, path)
    case 'flag':
      return checkFlag(value, path)
    case 'list':
      return checkList(value, type.each, path)
    case 'record':
    case 'map':
      return checkRecord(value, type, path)
  }
}

const isNested = (type: Type): boolean => type.is === 'list' || type.is === 'record' || type.is === 'map'

/** A parameter of a form or query, where nested values are written as JSON and short lists with commas. */
export function checkWritten(value: unknown, type: Type, path: string[]): Checked {
  if (typeof value !== 'string') return check(value, type, path)
  if (type.is === 'any') return { value: parsedOr(value) }
  if (!isNested(type)) return check(value, type, path)
  if (type.is === 'list' && /^\s*\{/.test(value)) return bad(path, 'must be an array')
  if (type.is === 'list' && !/^\s*\[/.test(value))
    return check(value === '' ? [] : value.split(',').map((item) => item.trim()), type, path)
  try {
    return check(parseJson(value), type, path)
  } catch {
    return bad(path, 'must be valid JSON')
  }
}

function parsedOr(value: string): unknown {
  try {
    return parseJson(value)
  } catch {
    return value
  }
}
