import type { Json } from '@/lib/connectors/define'
import { type Dict, dict, isDict, list, parseJson, texts } from '@/lib/connectors/json'
import { listJournal, type JournalRow } from '@/lib/sandbox/journal.server'

/** A request that reached a platform, as its journal has it: nested values read, secrets and long texts taken out. */
export type Recorded = {
  seq: string
  platform: 'google' | 'meta'
  method: string
  path: string
  /** Parameters of the address. */
  query: Dict
  /** Fields of the body; null without one. */
  body: Dict | null
  kind: 'oauth' | 'read' | 'write'
  status: number
  /** The planned failure that it met. */
  fault: string | null
  effects: string[]
}

const OAUTH = /\/(token|revoke|auth|oauth\/access_token|dialog\/oauth|debug_token|me\/permissions)$/
const isRead = (method: string, path: string): boolean =>
  method === 'GET' || /:(search|searchStream|suggest|listAccessibleCustomers)$/.test(path)

/** JSON that stands as text in a form or an address; other text as it is. */
function nested(value: Json): Json {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  const read = parseJson(value)
  return isDict(read) || Array.isArray(read) ? read : value
}

const decoded = (fields: Dict): Dict =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, nested(value)]))

/** Any value of the journal as JSON. */
const json = (value: unknown): Json => parseJson(JSON.stringify(value ?? null)) ?? null

export function recordedOf(row: JournalRow): Recorded {
  const { seq, method, path, status, fault } = row
  const platform = row.platform === 'google' ? 'google' : 'meta'
  const body = json(row.body)
  return {
    seq,
    platform,
    method,
    path,
    query: decoded(dict(json(row.query))),
    body: isDict(body) ? (platform === 'meta' ? decoded(body) : body) : null,
    kind: OAUTH.test(path) ? 'oauth' : isRead(method, path) ? 'read' : 'write',
    status,
    fault,
    effects: texts(list(json(row.effects))),
  }
}

/** The whole journal of the database that the environment names, oldest first. */
export async function readJournal(): Promise<Recorded[]> {
  const all: Recorded[] = []
  for (let after = 0n; ;) {
    const rows = await listJournal({ after, limit: 1000 })
    all.push(...rows.map(recordedOf))
    const last = rows.at(-1)
    if (!last) return all
    after = BigInt(last.seq)
  }
}

/** What an endpoint is called in a table: ids taken out. */
export const endpointOf = ({ method, path }: Pick<Recorded, 'method' | 'path'>): string =>
  `${method} ${path.replace(/\d{5,}/g, '{id}')}`

/** The paths of all fields, positions in lists left out. */
export function fieldPaths(value: Json, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldPaths(item, `${at}[]`))
  if (!isDict(value)) return []
  return Object.entries(value).flatMap(([key, item]) => {
    const here = at ? `${at}.${key}` : key
    return [here, ...fieldPaths(item, here)]
  })
}

/** A question without its numbers and texts. */
const question = (text: Json | undefined): string =>
  typeof text === 'string' ? text.replace(/'(?:[^'\\]|\\.)*'/g, "''").replace(/\d+(, \d+)*/g, '0') : ''

/** Two requests have one shape when they go to one endpoint with the same fields, whatever is in them. */
export function shapeOf(request: Recorded): string {
  const body = request.body && !isFile(Object.values(request.body)[0]) ? request.body : {}
  const paths = new Set([...fieldPaths(request.query), ...fieldPaths(body)])
  const asked = `${question(body['query'])} ${question(request.query['fields'])}`
  return `${request.platform} ${endpointOf(request)} ${[...paths].sort().join(' ')} ${asked}`
}

/** A file of a multipart body, as the journal keeps it. */
export const isFile = (value: Json | undefined): boolean =>
  isDict(value) && typeof value['mime'] === 'string' && isDict(value['bytes'])

/** What the journal keeps of a picture or a long text in place of it. */
export const isShortened = (value: Json): boolean =>
  isDict(value) && typeof value['sha256'] === 'string' && typeof value['length'] === 'number'

export const isRedacted = (value: Json): boolean => value === '[redacted]'
