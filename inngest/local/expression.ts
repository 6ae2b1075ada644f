/** The small part of Inngest's expressions that is understood: paths into the event, and one of them equal to a text. */

const PATH = /^event\.data(\.[A-Za-z_]\w*)+$/
const EQUALS = /^(event\.data(?:\.[A-Za-z_]\w*)+)\s*==\s*(?:'([^'\\]*)'|"([^"\\]*)")$/

export const isPath = (text: string): boolean => PATH.test(text)
export const isCondition = (text: string): boolean => EQUALS.test(text)

type Event = { data: Record<string, unknown> }

/** The value at a path such as `event.data.agencyId`; undefined where the event has none. */
export function valueAt(event: Event, path: string): unknown {
  let value: unknown = event.data
  for (const name of path.split('.').slice(2)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = Reflect.get(value, name)
  }
  return value
}

/** The value at a path as text, so that it can be part of a key: 1 and "1" stay different. */
export const keyAt = (event: Event, path: string): string => JSON.stringify(valueAt(event, path)) ?? ''

/** Whether the event meets a condition such as `event.data.function_id == 'app-x'`. */
export function meets(event: Event, condition: string): boolean {
  const [, path = '', single, double] = EQUALS.exec(condition) ?? []
  return path !== '' && valueAt(event, path) === (single ?? double)
}
