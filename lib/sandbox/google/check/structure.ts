import type { GoogleError } from '../failure'
import { isRecord, type JsonObject } from '../json'
import { camel, enumValues, messageOf, snake, type Field } from '../proto'

/* What holds for every message: output-only fields stay unset, required ones are there, masks name what may change. */

/** Marked output only in the protocol, yet set by Google's own examples and taken. */
const TOLERATED = new Set(['Asset.type', 'Asset.imageAsset'])

const joined = (path: string, field: string): string => (path ? `${path}.${field}` : field)

function checkField(message: string, field: Field, value: unknown, path: string): GoogleError[] {
  if (field.isOutputOnly && !TOLERATED.has(`${message}.${field.name}`))
    return [{ family: 'fieldError', code: 'VALUE_MUST_BE_UNSET', path }]
  const items: unknown[] = field.isRepeated && Array.isArray(value) ? value : [value]
  return items.flatMap((item, i) => {
    const at = field.isRepeated ? `${path}[${i}]` : path
    if (messageOf(field.type) && isRecord(item)) return checkWritten(field.type, item, at)
    const isUnset = enumValues(field.type) && (item === 'UNSPECIFIED' || item === 'UNKNOWN')
    if (isUnset) return [{ family: 'requestError', code: 'INVALID_ENUM_VALUE', path: at, trigger: String(item) }]
    return []
  })
}

/** A message that a request sets: what it may not set, and what it must. */
export function checkWritten(message: string, value: JsonObject, path: string): GoogleError[] {
  const fields = messageOf(message)
  if (!fields) return []
  const errors: GoogleError[] = []
  for (const field of fields.values()) {
    const at = joined(path, snake(field.name))
    const set = value[field.name]
    if (set !== undefined) errors.push(...checkField(message, field, set, at))
    else if (field.isRequired && !field.isOutputOnly) errors.push({ family: 'fieldError', code: 'REQUIRED', path: at })
  }
  return errors
}

const maskError = (code: string, path: string, trigger?: string): GoogleError => ({
  family: 'fieldMaskError',
  code,
  path: joined(path, 'update_mask'),
  trigger,
})

function checkMaskPath(message: string, masked: string, path: string): GoogleError[] {
  let type = message
  const names = masked.split('.').map(camel)
  for (const [i, name] of names.entries()) {
    const field = messageOf(type)?.get(name)
    if (!field) return [maskError('FIELD_NOT_FOUND', path, masked)]
    const at = joined(
      path,
      `update.${names
        .slice(0, i + 1)
        .map(snake)
        .join('.')}`,
    )
    if (name === 'resourceName' || field.isImmutable)
      return [{ family: 'fieldError', code: 'IMMUTABLE_FIELD', path: at }]
    if (field.isOutputOnly)
      return [
        {
          family: 'mutateError',
          code: 'RESOURCE_READ_ONLY',
          message: 'Attempt to write to read-only fields.',
          path: at,
        },
      ]
    type = field.isRepeated ? 'string' : field.type
  }
  const inside = messageOf(type)
  return inside && inside.size > 0 ? [maskError('FIELD_HAS_SUBFIELDS', path, masked)] : []
}

/** The paths of a mask in JSON names, or what is wrong with it. */
export function readMask(
  message: string,
  mask: unknown,
  update: JsonObject,
  path: string,
): { paths: string[]; errors: GoogleError[] } {
  const paths = typeof mask === 'string' ? mask.split(',').filter(Boolean) : []
  if (paths.length === 0) return { paths, errors: [maskError('FIELD_MASK_MISSING', path)] }
  const errors = paths.flatMap((masked) => checkMaskPath(message, masked, path))
  const named = paths.map((masked) => masked.split('.').map(camel).join('.'))
  const { resourceName: _, ...set } = update
  const values = checkWritten(message, onlyMasked(set, named), joined(path, 'update')).filter(
    ({ code }) => code === 'INVALID_ENUM_VALUE',
  )
  return { paths: named, errors: [...errors, ...values] }
}

const onlyMasked = (update: JsonObject, paths: string[]): JsonObject =>
  Object.fromEntries(
    Object.entries(update).filter(([name]) => paths.some((p) => p === name || p.startsWith(`${name}.`))),
  )
