import type { Json } from '@/lib/connectors/define'
import { type Dict, isDict, text } from '@/lib/connectors/json'
import { type Finding, unjudged, violation } from './finding'
import { isFile, isRedacted, isShortened, type Recorded } from './journal'
import { type Api, type MetaSpec, NODE_OF } from './meta-spec'
import { missingAtMeta } from './needed'

/** Parameters of every call, with their types. */
const COMMON: Record<string, string> = {
  fields: 'string',
  limit: 'unsigned int',
  after: 'string',
  before: 'string',
  locale: 'string',
  summary: 'bool',
  access_token: 'string',
  appsecret_proof: 'string',
}
/** Parameters that no version takes since 27 October 2026. */
const REMOVED = new Set(['pretty', 'debug', 'date_format', 'ids'])

/** Where a kind of node is looked up: by the id in the address. */
export type KindOf = (id: string) => string | undefined

const shown = (value: Json): string => JSON.stringify(value).slice(0, 60)
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d([+-]\d\d:?\d\d|Z))?$/

function scalarFault(type: string, value: Json): string | undefined {
  const written = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  const isText = typeof written === 'string'
  switch (type) {
    case 'string':
      return isText ? undefined : `${shown(value)} is not text`
    case 'int':
      return isText && /^-?\d+$/.test(written) ? undefined : `${shown(value)} is not a whole number`
    case 'unsigned int':
      return isText && /^\d+$/.test(written) ? undefined : `${shown(value)} is not a whole number from 0`
    case 'float':
      return isText && written !== '' && Number.isFinite(Number(written))
        ? undefined
        : `${shown(value)} is not a number`
    case 'bool':
      return isText && /^(true|false|0|1)$/.test(written) ? undefined : `${shown(value)} is not a truth value`
    case 'datetime':
      return isText && (ISO.test(written) || /^\d{1,12}$/.test(written)) ? undefined : `${shown(value)} is not a time`
    default:
      return undefined
  }
}

const SCALAR = /^(string|int|unsigned int|float|bool|datetime)$/

function checkList(spec: MetaSpec, each: string, value: Json, at: string): Finding[] {
  // A short list of words may be written with commas.
  const items = typeof value === 'string' && (spec.enums.has(each) || each === 'string') ? value.split(',') : value
  if (!Array.isArray(items)) return [violation(at, `${shown(value)} is not a list`)]
  return items.flatMap((item, i) => checkValue(spec, each, item, `${at}[${i}]`))
}

function checkValue(spec: MetaSpec, type: string, value: Json, at: string): Finding[] {
  if (isRedacted(value) || type === 'any') return []
  if (isShortened(value)) return type === 'string' ? [] : [unjudged(at, 'too long for the journal')]
  const each = /^list<(.+)>$/.exec(type)?.[1]
  if (each) return checkList(spec, each, value, at)
  const known = spec.enums.get(type)
  if (known) return known.has(text(value)) ? [] : [violation(at, `${shown(value)} is not in ${type}`)]
  if (SCALAR.test(type)) {
    const fault = scalarFault(type, value)
    return fault ? [violation(at, fault)] : []
  }
  if (!isDict(value)) return [violation(at, `${shown(value)} is not a ${type}`)]
  if (type === 'FeatureMap')
    return Object.entries(value).flatMap(([key, item]) => checkValue(spec, 'Enrolment', item, `${at}.${key}`))
  const shape = spec.shapes.get(type)
  return shape
    ? checkFields(spec, shape.fields, value, at, type)
    : [unjudged(at, `the specification does not print ${type}`)]
}

const checkFields = (spec: MetaSpec, fields: Map<string, string>, value: Dict, at: string, type: string): Finding[] =>
  Object.entries(value).flatMap(([key, item]) => {
    const of = fields.get(key)
    return of === undefined
      ? [violation(`${at}.${key}`, `unknown in ${type}`)]
      : checkValue(spec, of, item, `${at}.${key}`)
  })

type Asked = { name: string; inner: Asked[] }

/** `id,creative{id,title}` as a tree; undefined when its braces do not fit. */
function askedOf(fields: string): Asked[] | undefined {
  const root: Asked[] = []
  const stack = [root]
  for (const token of fields.match(/[\w.]+|[{},]|[^\s\w{},]+/g) ?? []) {
    const here = stack.at(-1)
    const last = here?.at(-1)
    if (token === '{' && last) stack.push(last.inner)
    else if (token === '}' && stack.length > 1) stack.pop()
    else if (/^\w+$/.test(token)) here?.push({ name: token, inner: [] })
    else if (token !== ',') return undefined
  }
  return stack.length === 1 ? root : undefined
}

function checkAsked(spec: MetaSpec, type: string, asked: Asked[]): Finding[] {
  const fields = spec.shapes.get(type)?.fields
  if (!fields) return [unjudged('fields', `the specification does not print ${type}`)]
  return asked.flatMap(({ name, inner }) => {
    const of = fields.get(name)
    if (of === undefined) return [violation(`fields: ${name}`, `unknown in ${type}`)]
    return inner.length > 0 ? checkAsked(spec, of.replace(/^list<(.+)>$/, '$1'), inner) : []
  })
}

/** The node that an address begins with, and the edge of it that it names. */
function targetOf(path: string, kindOf: KindOf): { node: string | undefined; edge: string } {
  const [first = '', edge = ''] = path.split('/').slice(2)
  if (first === 'search') return { node: 'Root', edge: 'search' }
  if (first === 'me') return { node: 'User', edge }
  if (/^act_\d+$/.test(first)) return { node: 'AdAccount', edge }
  return { node: NODE_OF[kindOf(first) ?? ''], edge }
}

function checkParams(spec: MetaSpec, api: Api, request: Recorded): Finding[] {
  const sent = { ...request.query, ...request.body }
  const found = Object.entries(sent).flatMap(([name, value]) => {
    if (REMOVED.has(name)) return [violation(name, 'is not taken by any version any more')]
    if (isFile(value)) return api.edge === 'adimages' ? [] : [violation(name, 'is a file where none is taken')]
    const type = api.params.get(name)?.type ?? COMMON[name]
    return type === undefined
      ? [violation(name, `unknown parameter of ${request.method} ${api.edge || 'the node'}`)]
      : checkValue(spec, type, value, name)
  })
  const missing = [...api.params].filter(([name, { isRequired }]) => isRequired && sent[name] === undefined)
  return [...found, ...missing.map(([name]) => violation(name, 'is missing: marked required'))]
}

const OAUTH: Record<string, RegExp> = {
  access_token: /^(client_id|client_secret|redirect_uri|code|grant_type|fb_exchange_token)$/,
  oauth: /^(client_id|redirect_uri|state|scope|response_type|config_id|auth_type)$/,
  debug_token: /^(input_token|access_token)$/,
}
const OAUTH_NEEDS: Record<string, string[]> = {
  access_token: ['client_id', 'client_secret'],
  oauth: ['client_id', 'redirect_uri', 'state', 'scope', 'response_type'],
}

/** The screen's own form belongs to the person who fills it in; its address is ours. */
function checkOauth({ path, query, body }: Recorded): Finding[] {
  const name = path.split('/').at(-1) ?? ''
  const sent = name === 'oauth' ? query : { ...query, ...body }
  const known = OAUTH[name]
  if (!known) return [violation(path, 'is not an endpoint of the login')]
  const unknown = Object.keys(sent).filter((key) => !known.test(key) && key !== 'appsecret_proof')
  const missing = (OAUTH_NEEDS[name] ?? []).filter((key) => sent[key] === undefined)
  return [
    ...unknown.map((key) => violation(key, 'unknown parameter')),
    ...missing.map((key) => violation(key, 'is required')),
  ]
}

/** What is wrong with a request to the Marketing API of the specification's version. */
export function checkMeta(spec: MetaSpec, request: Recorded, kindOf: KindOf): Finding[] {
  const sent = request.path.split('/')[1] ?? ''
  const wrongVersion =
    sent === spec.version ? [] : [violation(request.path, `has version ${sent}; configured is ${spec.version}`)]
  if (request.kind === 'oauth' && !request.path.endsWith('/permissions'))
    return [...wrongVersion, ...checkOauth(request)]
  const { node, edge } = targetOf(request.path, kindOf)
  if (!node) return [...wrongVersion, unjudged(request.path, 'the kind of this node is not known any more')]
  const apis = spec.shapes.get(node)?.apis ?? []
  const api = apis.find((one) => one.method === request.method && one.edge === edge)
  if (!api)
    return [
      ...wrongVersion,
      violation(request.path, `${request.method} ${edge || 'the node'} is not an edge of ${node}`),
    ]
  const asked = request.query['fields']
  const tree = typeof asked === 'string' ? askedOf(asked) : []
  const fields = tree
    ? checkAsked(spec, edge ? api.returns : node, tree)
    : [violation('fields', 'has braces that do not fit')]
  const missing = missingAtMeta(request).map(({ at, because }) => violation(at, `is missing: ${because}`))
  return [...wrongVersion, ...checkParams(spec, api, request), ...(asked === undefined ? [] : fields), ...missing]
}
