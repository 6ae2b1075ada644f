const NUL = String.fromCharCode(0)

/** The value with every text as a database can keep it: without NUL, and without halves of surrogate pairs. */
export function storable<T>(value: T): T {
  const clean = (item: unknown): unknown => {
    if (typeof item === 'string') return item.replaceAll(NUL, '').toWellFormed()
    if (Array.isArray(item)) return item.map(clean)
    if (item !== null && typeof item === 'object')
      return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, clean(inner)]))
    return item
  }
  return clean(value) as T
}
