const NUL = String.fromCharCode(0)

const isPlain = (value: object): boolean =>
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)

/** Names stand in subjects, headers and tables: they have no line breaks and no other control characters. */
export const isOneLine = (text: string): boolean => !/\p{Cc}/u.test(text)

/**
 * The value with every text as a database can keep it: without NUL, and without halves of surrogate pairs.
 * Only texts, lists and plain objects are looked into; dates, files and the like stay what they are.
 */
export function storable<T>(value: T): T {
  const clean = (item: unknown): unknown => {
    if (typeof item === 'string') return item.replaceAll(NUL, '').toWellFormed()
    if (Array.isArray(item)) return item.map(clean)
    if (item !== null && typeof item === 'object' && isPlain(item))
      return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, clean(inner)]))
    return item
  }
  return clean(value) as T
}
