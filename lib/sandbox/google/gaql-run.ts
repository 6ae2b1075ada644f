import { addDays, day, firstOfMonth, weekday, type Day } from '@/lib/core/day'
import type { Condition, Literal, Query } from './gaql'
import { attributedTo, fieldType } from './gaql-fields'
import { at, isRecord, recordOf, scalarText, withValue, type JsonObject } from './json'
import { camel } from './proto'

/* Answering a query from rows: filter, order, limit and project. Pure; the rows come from `rows.server.ts`. */

/** A row in the JSON names of the answer: `{ campaign: {…}, metrics: {…}, segments: {…} }`. */
export type Row = JsonObject

/** `ad_group_ad.ad.final_urls` as the path in the answer, `adGroupAd.ad.finalUrls`. */
const jsonPath = (field: string): string => field.split('.').map(camel).join('.')

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|\\]/g, '\\$&')

/** LIKE: % any text, _ one character, [x] a literal; letters of either case. */
export function likePattern(pattern: string): RegExp {
  let source = ''
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i)
    const close = c === '[' ? pattern.indexOf(']', i + 2) : -1
    if (c === '%') source += '[\\s\\S]*'
    else if (c === '_') source += '[\\s\\S]'
    else if (close > 0) {
      source += `[${pattern.slice(i + 1, close).replace(/[\\\]^[]/g, '\\$&')}]`
      i = close
    } else source += c === '[' || c === ']' ? `\\${c}` : escapeRegExp(c)
  }
  return new RegExp(`^${source}$`, 'iu')
}

const isNumeric = (type: string): boolean => ['int32', 'int64', 'double', 'float'].includes(type)

/** -1, 0 or 1; whole numbers by BigInt, since ids and micros are longer than a double holds. */
function compare(a: unknown, b: string, type: string): number {
  if (!isNumeric(type)) {
    const text = a === undefined && type === 'bool' ? 'false' : scalarText(a)
    const other = type === 'bool' ? b.toLowerCase() : b
    return text < other ? -1 : text > other ? 1 : 0
  }
  const text = scalarText(a) || '0'
  if (/^-?\d+$/.test(text) && /^-?\d+$/.test(b)) {
    const [x, y] = [BigInt(text), BigInt(b)]
    return x < y ? -1 : x > y ? 1 : 0
  }
  return Math.sign(Number(text) - Number(b))
}

function matchesText(value: unknown, operator: string, [literal]: Literal[]): boolean {
  const text = typeof value === 'string' ? value : ''
  const pattern = literal?.text ?? ''
  if (operator === 'LIKE' || operator === 'NOT LIKE') return likePattern(pattern).test(text)
  return new RegExp(`^(?:${pattern})$`, 'u').test(text)
}

function contains(value: unknown, operator: string, values: Literal[]): boolean {
  const held = new Set(Array.isArray(value) ? value.map(String) : [])
  const found = values.filter(({ text }) => held.has(text)).length
  if (operator === 'CONTAINS ALL') return found === values.length
  return operator === 'CONTAINS ANY' ? found > 0 : found === 0
}

/** Whether a row's value meets a condition. DURING is resolved to dates before. */
function meets(value: unknown, { operator, values }: Condition, type: string): boolean {
  const [first, second] = values.map(({ text }) => compare(value, text, type))
  switch (operator) {
    case '=':
      return first === 0
    case '!=':
      return first !== 0
    case '>':
      return first === 1
    case '>=':
      return (first ?? -1) >= 0
    case '<':
      return first === -1
    case '<=':
      return (first ?? 1) <= 0
    case 'BETWEEN':
      return (first ?? -1) >= 0 && (second ?? 1) <= 0
    case 'IN':
      return values.some(({ text }) => compare(value, text, type) === 0)
    case 'NOT IN':
      return !values.some(({ text }) => compare(value, text, type) === 0)
    case 'IS NULL':
      return value === undefined
    case 'IS NOT NULL':
      return value !== undefined
    case 'LIKE':
    case 'REGEXP_MATCH':
      return matchesText(value, operator, values)
    case 'NOT LIKE':
    case 'NOT REGEXP_MATCH':
      return !matchesText(value, operator, values)
    case 'CONTAINS ANY':
    case 'CONTAINS ALL':
    case 'CONTAINS NONE':
      return contains(value, operator, values)
    case 'DURING':
      return false
  }
}

/** The dates that a word of DURING means, as of today in the account's time zone. Weeks begin as the word says. */
export function during(word: string, today: Day): [Day, Day] {
  const yesterday = addDays(today, -1)
  const monday = addDays(today, 1 - weekday(today))
  const sunday = addDays(today, -(weekday(today) % 7))
  const ranges: Record<string, [Day, Day]> = {
    TODAY: [today, today],
    YESTERDAY: [yesterday, yesterday],
    LAST_7_DAYS: [addDays(today, -7), yesterday],
    LAST_14_DAYS: [addDays(today, -14), yesterday],
    LAST_30_DAYS: [addDays(today, -30), yesterday],
    LAST_BUSINESS_WEEK: [addDays(monday, -7), addDays(monday, -3)],
    LAST_WEEK_MON_SUN: [addDays(monday, -7), addDays(monday, -1)],
    LAST_WEEK_SUN_SAT: [addDays(sunday, -7), addDays(sunday, -1)],
    LAST_MONTH: [firstOfMonth(addDays(firstOfMonth(today), -1)), addDays(firstOfMonth(today), -1)],
    THIS_MONTH: [firstOfMonth(today), today],
    THIS_WEEK_MON_TODAY: [monday, today],
    THIS_WEEK_SUN_TODAY: [sunday, today],
  }
  return ranges[word] ?? [today, today]
}

const literal = (text: string): Literal => ({ kind: 'text', text })

/** The same conditions with DURING written as BETWEEN. */
export const resolveDuring = (conditions: Condition[], today: Day): Condition[] =>
  conditions.map((condition) =>
    condition.operator === 'DURING'
      ? {
          ...condition,
          operator: 'BETWEEN',
          values: during(condition.values[0]?.text ?? '', today).map(literal),
        }
      : condition,
  )

const quarterOf = (d: Day): Day =>
  day(`${d.slice(0, 5)}${String(Math.floor((Number(d.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`)
const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

/** What a segment says of a day and an hour. */
export function segmentValue(name: string, d: Day, hour: number): unknown {
  switch (name) {
    case 'date':
      return d
    case 'week':
      return addDays(d, 1 - weekday(d))
    case 'month':
      return firstOfMonth(d)
    case 'quarter':
      return quarterOf(d)
    case 'year':
      return Number(d.slice(0, 4))
    case 'day_of_week':
      return WEEKDAYS[weekday(d) - 1]
    default:
      return hour
  }
}

/** The first and last day that the conditions on dates allow; null without any, so that all days are meant. */
export function dayRange(conditions: Condition[]): { first: Day; last: Day } | null {
  let [first, last] = ['0001-01-01', '9999-12-31']
  const bounded = conditions.filter(({ field }) => field.startsWith('segments.') && field !== 'segments.hour')
  for (const { field, operator, values } of bounded) {
    const texts = values.map(({ text }) => text).sort()
    const [low = first, high = texts.at(-1) ?? last] = [texts[0], texts.at(-1)]
    if (field === 'segments.year' || field === 'segments.day_of_week') continue
    // A week, month or quarter begins at its date and reaches further; the days are tested one by one afterwards.
    const reach = field === 'segments.date' ? 0 : field === 'segments.week' ? 6 : field === 'segments.month' ? 30 : 92
    if (['=', 'IN', 'BETWEEN', '>', '>='].includes(operator) && low > first) first = low
    if (['=', 'IN', 'BETWEEN', '<', '<='].includes(operator)) {
      const end = addDays(day(high), reach)
      if (end < last) last = end
    }
  }
  return bounded.length === 0 ? null : { first: day(first), last: day(last) }
}

const isSegment = (field: string): boolean => field.startsWith('segments.')

/** Whether a day (and hour) meets every condition on segments. */
export const dayMeets = (conditions: Condition[], d: Day, hour: number): boolean =>
  conditions
    .filter(({ field }) => isSegment(field))
    .every((condition) => {
      const name = condition.field.slice('segments.'.length)
      return meets(segmentValue(name, d, hour), condition, fieldType(condition.field) ?? 'string')
    })

/** Whether a row meets the conditions on resources (`metrics.*` too when `withMetrics`). */
export const rowMeets = (conditions: Condition[], row: Row, withMetrics: boolean): boolean =>
  conditions
    .filter(({ field }) => !isSegment(field) && field.startsWith('metrics.') === withMetrics)
    .every((condition) => meets(at(row, jsonPath(condition.field)), condition, fieldType(condition.field) ?? 'string'))

function compareRows(a: Row, b: Row, order: Query['orderBy']): number {
  for (const { field, isDescending } of order) {
    const path = jsonPath(field)
    const other = at(b, path)
    const type = fieldType(field) ?? 'string'
    const sign = compare(at(a, path), scalarText(other) || (isNumeric(type) ? '0' : ''), type)
    if (sign !== 0) return isDescending ? -sign : sign
  }
  return 0
}

const isZero = (value: unknown): boolean =>
  value === 0 || value === '0' || value === false || value === '' || (Array.isArray(value) && value.length === 0)

/** Takes a selected field; values at their default are absent, as in the real answers. */
function project(query: Query, row: Row): Row {
  let out: Row = {}
  for (const resource of [query.from, ...attributedTo(query.from)]) {
    const isNamed = resource === query.from || query.select.some((field) => field.startsWith(`${resource}.`))
    const name = recordOf(row[camel(resource)])['resourceName']
    if (isNamed && name !== undefined) out[camel(resource)] = { resourceName: name }
  }
  for (const field of query.select) {
    const path = jsonPath(field)
    const value = at(row, path)
    if (value === undefined || isZero(value)) continue
    if (isRecord(value) && Object.keys(value).length === 0) continue
    out = withValue(out, path, value)
  }
  return out
}

/** Orders, cuts and projects rows that met the conditions. */
export function finish(query: Query, rows: Row[]): Row[] {
  const ordered = query.orderBy.length > 0 ? rows.toSorted((a, b) => compareRows(a, b, query.orderBy)) : rows
  const cut = query.limit === null ? ordered : ordered.slice(0, query.limit)
  return cut.map((row) => project(query, row))
}

/** The field mask of an answer, in the names of the JSON. */
export const fieldMask = (query: Query): string => query.select.map(jsonPath).join(',')
