import { isRecord, type JsonObject } from './json'
import { ACCOUNT_MESSAGES } from './schema/account'
import { AD_GROUP_MESSAGES } from './schema/ad-group'
import { ASSET_MESSAGES } from './schema/asset'
import { CAMPAIGN_MESSAGES } from './schema/campaign'
import { CAMPAIGN_PART_MESSAGES } from './schema/campaign-parts'
import { COMMON_MESSAGES } from './schema/common'
import { ENUMS } from './schema/enums'
import { REQUEST_MESSAGES } from './schema/request'

/*
 * The messages of the API as data, and reading JSON into them as Google's door does.
 * Notation of a field: `name:type`, then `[]` repeated, `-` output only, `!` immutable, `*` required, `~group` oneof.
 * `object` is a message whose inside the sandbox does not know; `mask` is a field mask in its JSON form.
 */

export type Field = {
  name: string
  type: string
  isRepeated: boolean
  isOutputOnly: boolean
  isImmutable: boolean
  isRequired: boolean
  oneof: string | undefined
}

export type Message = Map<string, Field>

/** What the JSON reader found wrong: the path in the names of the protocol, and Google's sentence. */
export type Violation = { field: string; description: string }

const SCALARS = new Set(['string', 'int32', 'int64', 'double', 'float', 'bool', 'bytes', 'mask', 'object'])
const notation = /^(\w+):([\w.]+)(\[\])?(-)?(!)?(\*)?(?:~(\w+))?$/

function parseField(token: string): Field {
  const match = notation.exec(token)
  if (!match) throw new RangeError(`"${token}" is not a field. Write it like name:type[]-!*~oneof.`)
  const [, name = '', type = '', repeated, output, immutable, required, oneof] = match
  return {
    name,
    type,
    isRepeated: repeated !== undefined,
    isOutputOnly: output !== undefined,
    isImmutable: immutable !== undefined,
    isRequired: required !== undefined,
    oneof,
  }
}

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean)

const SOURCES = {
  ...COMMON_MESSAGES,
  ...CAMPAIGN_MESSAGES,
  ...CAMPAIGN_PART_MESSAGES,
  ...AD_GROUP_MESSAGES,
  ...ASSET_MESSAGES,
  ...ACCOUNT_MESSAGES,
  ...REQUEST_MESSAGES,
}

const MESSAGES = new Map<string, Message>(
  Object.entries(SOURCES).map(([name, text]) => [
    name,
    new Map(words(text).map((token) => [token.slice(0, token.indexOf(':')), parseField(token)])),
  ]),
)

const ENUM_VALUES = new Map(Object.entries(ENUMS).map(([name, text]) => [name, new Set(words(text))]))

export const messageOf = (type: string): Message | undefined => MESSAGES.get(type)
export const messageTypes = (): string[] => [...MESSAGES.keys()]
export const enumValues = (type: string): ReadonlySet<string> | undefined => ENUM_VALUES.get(type)
export const isKnownType = (type: string): boolean => SCALARS.has(type) || MESSAGES.has(type) || ENUM_VALUES.has(type)

export const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
export const camel = (name: string): string => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase())

const shown = (value: unknown): string => JSON.stringify(value) ?? 'null'

const INT64_MAX = 9_223_372_036_854_775_807n

function readInteger(value: unknown, is64: boolean): unknown {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^-?\d{1,19}$/.test(text)) return undefined
  const number = BigInt(text)
  const limit = is64 ? INT64_MAX : 2_147_483_647n
  if (number > limit || number < -limit - 1n) return undefined
  return is64 ? number.toString() : Number(number)
}

function readNumber(value: unknown): unknown {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : undefined
}

const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/

/** The scalar as the sandbox keeps it, or undefined when Google's door refuses it. */
function readScalar(type: string, value: unknown): unknown {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : undefined
    case 'bool':
      return typeof value === 'boolean' ? value : undefined
    case 'int32':
    case 'int64':
      return readInteger(value, type === 'int64')
    case 'double':
    case 'float':
      return readNumber(value)
    case 'bytes':
      return typeof value === 'string' && (value === '' || base64.test(value)) ? value : undefined
    case 'mask':
      return typeof value === 'string' && /^[\w.,]*$/.test(value) ? value : undefined
    case 'object':
      return isRecord(value) ? value : undefined
    default: {
      const values = ENUM_VALUES.get(type)
      if (typeof value !== 'string' || !values) return undefined
      return values.has(value) || value === 'UNSPECIFIED' || value === 'UNKNOWN' ? value : undefined
    }
  }
}

const typeShown = (type: string): string => {
  if (ENUM_VALUES.has(type)) return `type.googleapis.com/google.ads.googleads.v25.enums.${type}Enum.${type}`
  return type === 'object' || type === 'mask' ? type : `TYPE_${type.toUpperCase()}`
}

function readValue(type: string, value: unknown, path: string, violations: Violation[]): unknown {
  if (MESSAGES.has(type)) return readMessage(type, value, path, violations)
  const read = readScalar(type, value)
  if (read === undefined)
    violations.push({ field: path, description: `Invalid value at '${path}' (${typeShown(type)}), ${shown(value)}` })
  return read
}

function readRepeated(field: Field, value: unknown, path: string, violations: Violation[]): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, i) => readValue(field.type, item, `${path}[${i}]`, violations))
  // Google's reader takes one value for a list of one; of a scalar it does not.
  violations.push({
    field: path,
    description: `Invalid value at '${path}' (repeated ${typeShown(field.type)}), ${shown(value)}`,
  })
  return undefined
}

function readOneofs(message: Message, read: JsonObject, path: string, violations: Violation[]): void {
  const taken = new Map<string, string>()
  for (const name of Object.keys(read)) {
    const group = message.get(name)?.oneof
    if (!group) continue
    const other = taken.get(group)
    if (other)
      violations.push({
        field: path,
        description: `Invalid value at '${path}' (oneof), oneof field '${snake(group)}' is already set. Cannot set '${snake(name)}'`,
      })
    taken.set(group, name)
  }
}

/**
 * Reads JSON into a message: names in lowerCamelCase, 64-bit integers as text, nulls left out.
 * Unknown names, wrong types, unknown enum values and doubly set oneofs are added to `violations`.
 */
export function readMessage(type: string, json: unknown, path: string, violations: Violation[]): JsonObject {
  const message = MESSAGES.get(type)
  if (!message) throw new RangeError(`"${type}" is not a message of this API.`)
  if (!isRecord(json)) {
    violations.push({ field: path, description: `Invalid value at '${path}' (${type}), ${shown(json)}` })
    return {}
  }
  const read: JsonObject = {}
  for (const [key, value] of Object.entries(json)) {
    const name = key.includes('_') ? camel(key) : key
    const field = message.get(name)
    if (!field) {
      const description = `Invalid JSON payload received. Unknown name "${key}"${path ? ` at '${path}'` : ''}: Cannot find field.`
      violations.push({ field: path, description })
    } else if (value !== null) {
      const at = path ? `${path}.${snake(name)}` : snake(name)
      read[name] = field.isRepeated
        ? readRepeated(field, value, at, violations)
        : readValue(field.type, value, at, violations)
    }
  }
  readOneofs(message, read, path, violations)
  return read
}
