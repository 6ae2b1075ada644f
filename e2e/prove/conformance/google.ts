import type { Json } from '@/lib/connectors/define'
import { type Dict, isDict } from '@/lib/connectors/json'
import { type Finding, unjudged, violation } from './finding'
import { checkGaql } from './gaql'
import type { Field, GoogleSpec, Message } from './google-spec'
import { isShortened, type Recorded } from './journal'
import { INSIDE_GOOGLE, missingAtGoogle } from './needed'

/** Output-only fields that Google's own examples set. */
const SET_ALL_THE_SAME = new Set(['resources.Asset.type', 'resources.Asset.imageAsset'])

type Mode = 'create' | 'update' | null

const shown = (value: Json): string => JSON.stringify(value).slice(0, 60)

function scalarFault(type: string, value: Json): string | undefined {
  const isText = typeof value === 'string'
  switch (type) {
    case 'string':
      return isText ? undefined : `${shown(value)} is not text`
    case 'int64':
      return isText && /^-?\d{1,19}$/.test(value)
        ? undefined
        : `${shown(value)} is not an int64, which JSON holds as text`
    case 'int32':
      return typeof value === 'number' && Number.isInteger(value) ? undefined : `${shown(value)} is not an int32`
    case 'double':
    case 'float':
      return typeof value === 'number' ? undefined : `${shown(value)} is not a number`
    case 'bool':
      return typeof value === 'boolean' ? undefined : `${shown(value)} is not a truth value`
    case 'bytes':
      return isText && /^[A-Za-z0-9+/]*={0,2}$/.test(value) ? undefined : 'is not base64'
    case 'google.protobuf.FieldMask':
      return isText ? undefined : `${shown(value)} is not a field mask`
    default:
      return undefined
  }
}

function checkValue(spec: GoogleSpec, field: Field, value: Json, at: string, mode: Mode): Finding[] {
  const { type } = field
  if (isShortened(value)) return type === 'bytes' || type === 'string' ? [] : [unjudged(at, 'too long for the journal')]
  if (spec.messages.has(type))
    return isDict(value)
      ? checkMessage(spec, type, value, at, mode)
      : [violation(at, `${shown(value)} is not a ${type}`)]
  const known = spec.enums.get(type)
  if (known)
    return typeof value === 'string' && known.has(value) ? [] : [violation(at, `${shown(value)} is not in ${type}`)]
  if (type.includes('.') && !type.startsWith('google.protobuf'))
    return [unjudged(at, `the copy does not print ${type}`)]
  const fault = scalarFault(type, value)
  return fault ? [violation(at, fault)] : []
}

function oneofFaults(message: Message, value: Dict, at: string): Finding[] {
  const set = Object.keys(value).flatMap((key) => {
    const oneof = message.get(key)?.oneof
    return oneof ? [[oneof, key] as const] : []
  })
  return [...Map.groupBy(set, ([oneof]) => oneof)]
    .filter(([, members]) => members.length > 1)
    .map(([oneof, members]) =>
      violation(at, `sets ${members.map(([, key]) => key).join(' and ')}, of which ${oneof} allows one`),
    )
}

function checkField(spec: GoogleSpec, type: string, field: Field, value: Json, at: string, mode: Mode): Finding[] {
  if (field.behaviour.includes('OUTPUT_ONLY') && !SET_ALL_THE_SAME.has(`${type}.${field.name}`))
    return [violation(at, 'is output only')]
  if (mode === 'update' && field.behaviour.includes('IMMUTABLE') && field.name !== 'resourceName')
    return [violation(at, 'cannot be changed after creation')]
  if (Array.isArray(value) !== field.isRepeated)
    return [violation(at, field.isRepeated ? 'must be a list' : 'must not be a list')]
  const inner: Mode =
    /^(create|update)$/.test(field.name) && type.endsWith('Operation')
      ? field.name === 'create'
        ? 'create'
        : 'update'
      : mode
  const items = Array.isArray(value) ? value : [value]
  return items.flatMap((item, i) => checkValue(spec, field, item, field.isRepeated ? `${at}[${i}]` : at, inner))
}

/** Every path of a mask is a field of the resource, and one that the update sets. */
function maskFaults(spec: GoogleSpec, operation: Message, value: Dict, at: string): Finding[] {
  const { updateMask, update } = value
  if (update === undefined) return []
  if (typeof updateMask !== 'string' || updateMask === '')
    return [violation(`${at}.updateMask`, 'is missing: an update names what it changes')]
  return updateMask.split(',').flatMap((path) => {
    let message = spec.messages.get(operation.get('update')?.type ?? '')
    let here: Json | undefined = update
    for (const step of path.split('.')) {
      const field: Field | undefined = message?.get(step)
      if (!field) return [violation(`${at}.updateMask`, `${path} is not a field of the resource`)]
      here = isDict(here) ? here[step] : undefined
      message = spec.messages.get(field.type)
    }
    return here === undefined ? [violation(`${at}.updateMask`, `${path} is named and not set`)] : []
  })
}

/** An operation says what it does, and an update of what. */
function operationFaults(type: string, value: Dict, at: string): Finding[] {
  if (!type.endsWith('Operation')) return []
  if (Object.keys(value).every((key) => key === 'updateMask')) return [violation(at, 'does nothing')]
  const { update } = value
  return isDict(update) && update['resourceName'] === undefined
    ? [violation(`${at}.update.resourceName`, 'is missing: an update names what it is of')]
    : []
}

function checkMessage(spec: GoogleSpec, type: string, value: Dict, at: string, mode: Mode): Finding[] {
  const message = spec.messages.get(type)
  if (!message) return [unjudged(at, `the copy does not print ${type}`)]
  const path = (key: string): string => (at ? `${at}.${key}` : key)
  const fields = Object.entries(value).flatMap(([key, item]) => {
    const field = message.get(key)
    return field ? checkField(spec, type, field, item, path(key), mode) : [violation(path(key), `unknown in ${type}`)]
  })
  const missing = [...message.values()]
    .filter(
      ({ name, behaviour }) => behaviour.includes('REQUIRED') && name !== 'customerId' && value[name] === undefined,
    )
    .map(({ name }) => violation(path(name), `is required in ${type}`))
  const inside = mode === 'create' ? (INSIDE_GOOGLE[type] ?? []).filter((name) => value[name] === undefined) : []
  const mask = message.has('updateMask') ? maskFaults(spec, message, value, at) : []
  return [
    ...fields,
    ...missing,
    ...inside.map((name) => violation(path(name), `is missing: ${type} is nothing without it`)),
    ...oneofFaults(message, value, at),
    ...mask,
    ...operationFaults(type, value, at),
  ]
}

const OAUTH: Record<string, RegExp> = {
  '/token': /^(code|client_id|client_secret|grant_type|redirect_uri|code_verifier|refresh_token)$/,
  '/revoke': /^token$/,
  '/o/oauth2/v2/auth':
    /^(client_id|redirect_uri|response_type|scope|access_type|prompt|state|code_challenge|code_challenge_method|include_granted_scopes|login_hint)$/,
}
const OAUTH_NEEDS: Record<string, string[]> = {
  '/token': ['client_id', 'client_secret', 'grant_type'],
  '/revoke': ['token'],
  '/o/oauth2/v2/auth': ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'],
}

/** The screen's own form belongs to the person who fills it in; its address is ours. */
function checkOauth({ path, query, body }: Recorded): Finding[] {
  const sent = path === '/o/oauth2/v2/auth' ? query : { ...query, ...body }
  const known = OAUTH[path]
  if (!known) return [violation(path, 'is not an endpoint of the login')]
  const unknown = Object.keys(sent)
    .filter((key) => !known.test(key))
    .map((key) => violation(key, 'unknown parameter'))
  return [
    ...unknown,
    ...(OAUTH_NEEDS[path] ?? []).filter((key) => sent[key] === undefined).map((key) => violation(key, 'is required')),
  ]
}

/** What is wrong with a request to the Google Ads API of the version. */
export function checkGoogle(spec: GoogleSpec, request: Recorded, version: string): Finding[] {
  if (request.kind === 'oauth') return checkOauth(request)
  const [, sent = '', below = ''] = /^\/(v\d+)\/(.+)$/.exec(request.path) ?? []
  const rpc = spec.rpcs.find(({ method, path }) => method === request.method && path.test(below))
  if (!rpc) return [violation(request.path, `${request.method} is not an endpoint of the API`)]
  const wrongVersion =
    sent === version ? [] : [violation(request.path, `has version ${sent}; configured is ${version}`)]
  const stray = Object.keys(request.query).map((key) => violation(`?${key}`, 'unknown parameter'))
  const body = request.body ?? {}
  const message = checkMessage(spec, rpc.request, body, '', null)
  const query = typeof body['query'] === 'string' && /:search/.test(below) ? checkGaql(spec, body['query']) : []
  const missing =
    request.kind === 'write'
      ? missingAtGoogle(body).map(({ at, because }) => violation(at, `is missing: ${because}`))
      : []
  return [...wrongVersion, ...stray, ...message, ...query, ...missing]
}
