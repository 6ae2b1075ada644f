import type { ExternalIds, Json } from '@/lib/connectors/define'

/** Fills in the ids that earlier writes have given: `{ $ref: 'c1.campaign' }` becomes the id itself. */
export function resolveReferences(value: Json, ids: ExternalIds): Json {
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, ids))
  if (value === null || typeof value !== 'object') return value
  const name = value['$ref']
  if (typeof name === 'string') {
    const id = ids[name]
    if (id === undefined) throw new RangeError(`The id ${name} is not known yet.`)
    return id
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveReferences(item, ids)]))
}
