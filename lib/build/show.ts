const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names that tell one thing from another, where a value is more than a text. */
const NAMING = ['filename', 'text', 'name', 'url'] as const

/** A value of a draft in words, for comparing two states; never longer than a few lines. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'Not there'
  if (value === null || value === '') return 'Empty'
  if (typeof value === 'string') return value.length > 600 ? `${value.slice(0, 600)}…` : value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) {
    if (value.length === 0) return 'None'
    const shown = value.slice(0, 8).map(showValue)
    return value.length > 8 ? `${shown.join(', ')} and ${value.length - 8} more` : shown.join(', ')
  }
  if (!isObject(value)) return 'Set'
  const name = NAMING.map((key) => value[key]).find((each) => typeof each === 'string' && each.trim() !== '')
  if (typeof name === 'string') return showValue(name)
  if (isObject(value['fields'])) return showValue(textsOf(value['fields']))
  const parts = Object.values(value).filter(
    (each) => each !== null && each !== '' && !(Array.isArray(each) && each.length === 0),
  )
  return parts.length > 0 ? parts.slice(0, 6).map(showValue).join(', ') : 'Empty'
}

/** The first thing that an ad says. */
function textsOf(fields: Record<string, unknown>): unknown {
  const headlines = fields['headlines']
  const first: unknown = Array.isArray(headlines) ? headlines.find((each) => isObject(each) && each['text']) : undefined
  return first ?? (fields['primaryText'] || 'An ad without texts')
}
