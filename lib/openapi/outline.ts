import { CATALOGUE } from './catalogue'

/** The description of the API as its page reads it: operations by subject, fields in words. */

export type Field = { name: string; type: string; isRequired: boolean; says: string }
export type Operation = {
  id: string
  method: string
  path: string
  summary: string
  description: string
  needsToken: boolean
  parameters: Field[]
  body: Field[]
  answer: { status: string; type: string; fields: Field[] }
}
export type Subject = { name: string; operations: Operation[] }

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objectIn = (value: unknown, ...path: string[]): Json => {
  let at: unknown = value
  for (const key of path) at = isObject(at) ? at[key] : undefined
  return isObject(at) ? at : {}
}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A schema, or the named one that it points at. */
function resolved(schema: Json, document: Json): Json {
  const name = text(schema['$ref']).split('/').at(-1)
  return name ? objectIn(document, 'components', 'schemas', name) : schema
}

const FORMATS: Record<string, string> = { uuid: 'UUID', 'date-time': 'instant', date: 'date', email: 'e-mail' }

/** A schema in a few words: `text or null`, `list of UUID`, `one of: active, archived`. */
export function typeWords(given: Json, document: Json): string {
  const schema = resolved(given, document)
  const options = list(schema['anyOf'])
    .filter(isObject)
    .map((option) => typeWords(option, document))
  if (options.length > 0) return [...new Set(options)].join(' or ')
  if (schema['const'] !== undefined) return JSON.stringify(schema['const'])
  const values = list(schema['enum'])
  if (values.length > 0)
    return `one of: ${values.map((value) => (value === null ? 'null' : text(value) || '(empty)')).join(', ')}`
  const { type } = schema
  if (Array.isArray(type)) return type.map((one) => typeWords({ ...schema, type: one }, document)).join(' or ')
  if (type === 'array') return `list of ${typeWords(objectIn(schema, 'items'), document)}`
  if (type === 'string') return FORMATS[text(schema['format'])] ?? 'text'
  if (type === 'integer') return 'whole number'
  if (type === 'boolean') return 'true or false'
  return text(type) || 'any'
}

/** What a field's numbers allow and where it starts, as one line. */
function limits(schema: Json): string {
  const said = [
    text(schema['description']),
    schema['default'] === undefined || schema['default'] === null
      ? ''
      : `Default: ${JSON.stringify(schema['default'])}.`,
    typeof schema['maxLength'] === 'number' ? `At most ${schema['maxLength']} characters.` : '',
    typeof schema['minimum'] === 'number' && typeof schema['maximum'] === 'number' && schema['maximum'] < 1e9
      ? `${schema['minimum']} to ${schema['maximum']}.`
      : '',
  ]
  return said.filter(Boolean).join(' ')
}

/** The fields of an object, and those of the objects in it as `data[].id`. */
function fieldsOf(given: Json, document: Json, prefix = '', depth = 0): Field[] {
  const schema = resolved(given, document)
  const required = list(schema['required'])
  return Object.entries(objectIn(schema, 'properties')).flatMap(([name, value]) => {
    if (!isObject(value)) return []
    const inner = resolved(value, document)
    const items = inner['type'] === 'array' ? resolved(objectIn(inner, 'items'), document) : inner
    const at = `${prefix}${name}`
    const own: Field = {
      name: at,
      type: typeWords(value, document),
      isRequired: required.includes(name),
      says: limits(inner),
    }
    const isDeep = depth < 2 && Object.keys(objectIn(items, 'properties')).length > 0
    return isDeep ? [own, ...fieldsOf(items, document, `${at}${items === inner ? '.' : '[].'}`, depth + 1)] : [own]
  })
}

function answerOf(operation: Json, document: Json): Operation['answer'] {
  const [status = '', response] =
    Object.entries(objectIn(operation, 'responses')).find(([code]) => code !== 'default') ?? []
  const [type = '', content] = Object.entries(objectIn(response, 'content'))[0] ?? []
  return { status, type, fields: fieldsOf(objectIn(content, 'schema'), document) }
}

function operationOf(method: string, path: string, operation: Json, document: Json): Operation {
  const parameters = list(operation['parameters']).filter(isObject)
  return {
    id: text(operation['operationId']),
    method: method.toUpperCase(),
    path,
    summary: text(operation['summary']),
    // Code marks are for programs that show Markdown.
    description: text(operation['description']).replaceAll('`', ''),
    needsToken: list(operation['security']).length > 0,
    parameters: parameters.map((parameter) => ({
      name: text(parameter['name']),
      type: typeWords(objectIn(parameter, 'schema'), document),
      isRequired: parameter['required'] === true,
      says: [parameter['in'] === 'path' ? 'In the path.' : '', limits(objectIn(parameter, 'schema'))]
        .filter(Boolean)
        .join(' '),
    })),
    body: fieldsOf(objectIn(operation, 'requestBody', 'content', 'application/json', 'schema'), document),
    answer: answerOf(operation, document),
  }
}

/** Operations by subject, in the order of the catalogue. */
export function outline(document: Json): Subject[] {
  const subjects = new Map<string, Operation[]>()
  for (const [key, { tag }] of Object.entries(CATALOGUE)) {
    const [method = '', path = ''] = key.split(' ')
    const operation = objectIn(document, 'paths', path, method.toLowerCase())
    if (Object.keys(operation).length === 0) continue
    subjects.set(tag, [...(subjects.get(tag) ?? []), operationOf(method, path, operation, document)])
  }
  return [...subjects].map(([name, operations]) => ({ name, operations }))
}
