import type { Json } from '@/lib/connectors/define'
import { type Dict, dict, isDict } from '@/lib/connectors/json'
import { partsOf } from './gaql'
import { endpointOf, isFile, isRedacted, type Recorded } from './journal'
import { neededAtGoogle, neededAtMeta } from './needed'

/*
 * Faulty copies of a request: each field in turn, at any depth, misspelt, given another type, and taken out where the
 * platform needs it. What is no fault at the real platform is left alone, each kind for a reason that stands beside it.
 */

export type FaultKind = 'misspelt' | 'retyped' | 'removed'
export type Fault = { kind: FaultKind; field: string; endpoint: string; of: Recorded; query: Dict; body: Dict | null }

type Path = (string | number)[]
type Edit = (holder: Dict, key: string) => Dict
type Part = 'query' | 'body'

/** Every named field with the path to it; places in lists are followed, not spoilt themselves. */
function pathsIn(value: Json, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => pathsIn(item, [...path, i]))
  if (!isDict(value)) return []
  return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...pathsIn(item, [...path, key])])
}

/** A copy in which the holder of the field at the path was edited. */
function edited(value: Json, [head, ...rest]: Path, edit: Edit): Json {
  if (Array.isArray(value)) return value.map((item, i) => (i === head ? edited(item, rest, edit) : item))
  if (!isDict(value) || typeof head !== 'string') return value
  if (rest.length === 0) return edit(value, head)
  return { ...value, [head]: edited(value[head] ?? null, rest, edit) }
}

/** The last letter twice, as fingers do. */
export const misspeltName = (name: string): string => `${name}${name.slice(-1)}`

const misspelt: Edit = (holder, key) =>
  Object.fromEntries(Object.entries(holder).map(([name, value]) => [name === key ? misspeltName(name) : name, value]))
const removed: Edit = (holder, key) => Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key))

/** Digits that are a name or an id: any text is of their type. */
const isTextual = (key: string): boolean => /(^|_)(id|hash|name|text|key|ids|value)$/i.test(key)

/**
 * A value of the nearest type that the field certainly does not take: a number for a list, a text for an object, a word
 * for a number or a truth value, and at Google a number for text. Where the nearest would do (Meta reads numbers as
 * text, Google as places of an enumeration), an object.
 */
function otherType(value: Json, key: string, platform: Recorded['platform']): Json {
  if (Array.isArray(value)) return 7
  if (isDict(value)) return 'another type'
  if (typeof value !== 'string') return 'a word'
  if (/^(-?\d+(\.\d+)?|true|false)$/.test(value) && !isTextual(key)) return 'a word'
  return platform === 'google' && !/^[A-Z][A-Z0-9_]*$/.test(value) ? 7 : { value }
}
const retypedAt =
  (platform: Recorded['platform'], part: Part): Edit =>
  (holder, key) => {
    const value = holder[key] ?? null
    // In an address a number is a list of one.
    const other = part === 'query' && Array.isArray(value) ? { value } : otherType(value, key, platform)
    return { ...holder, [key]: other }
  }

const plainPath = (path: Path): string =>
  path.reduce<string>((at, step) => (typeof step === 'number' ? `${at}[]` : at ? `${at}.${step}` : step), '')

/** Meta takes any name here: it adds enhancements every quarter. */
const isOpenName = (path: string): boolean => /creative_features_spec\.[^.]+$/.test(path)

/** In an address everything is text, so that these, which hold any text, cannot be of another type. */
const ANY_TEXT = /^(fields|q|name|after|before|locale|country_code|appsecret_proof|time_increment)$/

function structural(request: Recorded, part: Part): Fault[] {
  const holder = part === 'query' ? request.query : request.body
  if (!holder) return []
  const with_ = (changed: Json): Pick<Fault, 'query' | 'body'> =>
    part === 'query' ? { query: dict(changed), body: request.body } : { query: request.query, body: dict(changed) }
  const fields = { ...request.query, ...request.body }
  return pathsIn(holder).flatMap((path) => {
    const field = plainPath(path)
    const made = (kind: FaultKind, edit: Edit): Fault => ({
      kind,
      field,
      endpoint: endpointOf(request),
      of: request,
      ...with_(edited(holder, path, edit)),
    })
    const because = request.platform === 'google' ? neededAtGoogle(field) : neededAtMeta(request, fields, field)
    return [
      ...(isOpenName(field) ? [] : [made('misspelt', misspelt)]),
      ...(part === 'query' && ANY_TEXT.test(field) ? [] : [made('retyped', retypedAt(request.platform, part))]),
      ...(because ? [made('removed', removed)] : []),
    ]
  })
}

/** An upload has no names to misspell: its part bears the picture's own. It can lack the file, or hold text instead. */
function upload(request: Recorded): Fault[] {
  const [name = ''] = Object.keys(request.body ?? {})
  const made = (kind: FaultKind, body: Dict): Fault => ({
    kind,
    field: 'file',
    endpoint: endpointOf(request),
    of: request,
    query: request.query,
    body,
  })
  return [made('removed', {}), made('retyped', { [name]: 'not a file' })]
}

/** Names in Meta's `fields`, each misspelt in turn. */
function asked(request: Recorded): Fault[] {
  const { fields } = request.query
  if (request.platform !== 'meta' || typeof fields !== 'string') return []
  return [...fields.matchAll(/\w+/g)].map(({ 0: name, index }) => {
    const text = `${fields.slice(0, index)}${misspeltName(name)}${fields.slice(index + name.length)}`
    return {
      kind: 'misspelt',
      field: `fields: ${name}`,
      endpoint: endpointOf(request),
      of: request,
      query: { ...request.query, fields: text },
      body: request.body,
    }
  })
}

/** The places of a query in which a field or its resource is named, outside quotes. */
const NAMED = /'(?:[^'\\]|\\.)*'|\b[a-z_]+(?:\.[a-z_0-9]+)+\b|(?<=\bFROM )\w+/g

/** A value of another type, by what the query compares: a word for a number, a number for a word. */
function otherValues(query: string): { field: string; query: string }[] {
  return (partsOf(query)?.where ?? []).flatMap(({ field, values }) => {
    const [value] = values
    // A name is compared with any text.
    if (value === undefined || /\.name$/.test(field)) return []
    const at = query.indexOf(value, query.indexOf(field, query.indexOf(' WHERE ')) + field.length)
    const other = /^-?\d/.test(value) ? "'a word'" : '7'
    return at < 0
      ? []
      : [{ field: `query: ${field}`, query: `${query.slice(0, at)}${other}${query.slice(at + value.length)}` }]
  })
}

function questioned(request: Recorded): Fault[] {
  const query = request.body?.['query']
  if (request.platform !== 'google' || typeof query !== 'string') return []
  const made = (kind: FaultKind, field: string, text: string): Fault => ({
    kind,
    field,
    endpoint: endpointOf(request),
    of: request,
    query: request.query,
    body: { ...request.body, query: text },
  })
  const names = [...query.matchAll(NAMED)].filter(({ 0: name }) => !name.startsWith("'"))
  return [
    ...names.map(({ 0: name, index }) =>
      made(
        'misspelt',
        `query: ${name}`,
        `${query.slice(0, index)}${misspeltName(name)}${query.slice(index + name.length)}`,
      ),
    ),
    ...otherValues(query).map(({ field, query: text }) => made('retyped', field, text)),
  ]
}

/** All faulty copies of a request. Logins have none: their secrets are not in the journal. */
export function faultsOf(request: Recorded): Fault[] {
  if (request.kind === 'oauth') return []
  const isUpload = Object.values(request.body ?? {}).some(isFile)
  const own = isUpload ? upload(request) : structural(request, 'body')
  return [...structural(request, 'query'), ...own, ...asked(request), ...questioned(request)]
}

/** Whether the journal kept enough of a request to send it again. */
export const canReplay = ({ query, body }: Recorded): boolean =>
  !Object.entries({ ...query, ...body }).some(([key, value]) => isRedacted(value) && key !== 'appsecret_proof')
