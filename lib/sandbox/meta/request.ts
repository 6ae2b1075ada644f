import type { SandboxFile, SandboxRequest } from '../define'
import { missingParameter, refuse, refuseIssue } from './error'
import { checkWritten, type Fields, type Params } from './schema/type'

/** Parameters that every call takes. */
const COMMON = new Set([
  'access_token',
  'appsecret_proof',
  'fields',
  'limit',
  'after',
  'before',
  'locale',
  'summary',
  'method',
])

/** Parameters that no version takes since 27 October 2026. */
const REMOVED = new Set(['pretty', 'debug', 'date_format'])

const isFile = (value: unknown): value is SandboxFile =>
  typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array
const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** All parameters as they came: the query's, and over them the body's. Files are left out. */
export function rawParams(request: SandboxRequest): Params {
  if (request.bodyFault !== null)
    refuse({ message: `(#100) The request body could not be read: ${request.bodyFault}`, code: 100 })
  const body = isRecord(request.body) ? request.body : {}
  if (request.bodyType === 'json' && !isRecord(request.body))
    refuse({ message: '(#100) The request body must be a JSON object.', code: 100 })
  const fields = Object.entries(body).filter(([, value]) => !isFile(value))
  return { ...Object.fromEntries(request.query), ...Object.fromEntries(fields) }
}

export const filesOf = (request: SandboxRequest): [string, SandboxFile][] =>
  isRecord(request.body)
    ? Object.entries(request.body).filter((pair): pair is [string, SandboxFile] => isFile(pair[1]))
    : []

/** One of the common parameters as text. */
export function common(
  request: SandboxRequest,
  name: 'access_token' | 'appsecret_proof' | 'fields' | 'limit' | 'after',
): string | undefined {
  const value = rawParams(request)[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

/**
 * Checks a call's own parameters against the edge's table. What is unknown, misspelt, of a wrong type or missing is
 * refused in Meta's words, and nothing is changed.
 */
export function paramsOf(request: SandboxRequest, table: Fields, required: readonly string[] = []): Params {
  const result: Params = {}
  for (const [name, value] of Object.entries(rawParams(request))) {
    if (REMOVED.has(name))
      refuse({ message: `(#100) The parameter ${name} is no longer supported.`, code: 100, field: [name] })
    const type = table[name]
    if (!type && COMMON.has(name)) continue
    if (!type) refuse({ message: `(#100) Unknown parameter: ${name}`, code: 100, field: [name] })
    else if (value !== null) {
      const checked = checkWritten(value, type, [name])
      if ('issue' in checked) refuseIssue(checked.issue)
      else result[name] = checked.value
    }
  }
  const missing = required.find((name) => result[name] === undefined || result[name] === '')
  return missing === undefined ? result : missingParameter(missing)
}
