import type { Json, ReadBack } from './define'
import { type Dict, isDict, text } from './json'

type Differences = ReadBack['differences']

/** What was sent beside what was found, by field. Only fields that were sent count; more is the platform's business. */
export const differencesOf = (sent: Dict, found: Dict): Differences =>
  Object.entries(sent).flatMap(([field, value]) => {
    const other = found[field] ?? null
    return same(value, other) ? [] : [{ field, sent: value, found: other }]
  })

/** Equal as the platforms mean it: numbers as text, lists in any order, an object by the keys that were sent. */
export function same(sent: Json, found: Json): boolean {
  if (sent === null || found === null) return isEmpty(sent) && isEmpty(found)
  if (Array.isArray(sent)) {
    if (!Array.isArray(found) || found.length !== sent.length) return false
    const left = [...found]
    return sent.every((item) => {
      const index = left.findIndex((other) => same(item, other))
      if (index >= 0) left.splice(index, 1)
      return index >= 0
    })
  }
  if (isDict(sent))
    return isDict(found) && Object.entries(sent).every(([key, value]) => same(value, found[key] ?? null))
  if (typeof sent === 'boolean') return sent === (found === true || found === 'true')
  return typeof found === 'object' ? false : text(sent) === text(found)
}

/** proto3 and Graph leave out what is false, zero or empty. */
const isEmpty = (value: Json): boolean => {
  if (Array.isArray(value)) return value.length === 0
  if (isDict(value)) return Object.values(value).every(isEmpty)
  return value === null || value === false || value === 0 || value === '' || value === '0'
}
