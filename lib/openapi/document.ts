import { z } from 'zod'
import { PERMISSIONS, type Permission } from '@/lib/access/permissions'
import { CATALOGUE, Problem, type Said } from './catalogue'

/** What a door tells of itself. `may` is absent where nobody has to sign in. */
export type Door = {
  may?: Permission | undefined
  params?: z.ZodType | undefined
  query?: z.ZodType | undefined
  body?: z.ZodType | undefined
  status?: number | undefined
}

type Json = Record<string, unknown>
type Schemas = Record<string, Json>

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const isDoor = (value: unknown): value is Door => isObject(value)

/** The doors of one address, by method, from what its module exports. */
export function doorsOf(exported: Record<string, unknown>): [string, Door][] {
  return METHODS.flatMap((method) => {
    const handler = exported[method]
    const door: unknown = typeof handler === 'function' ? Reflect.get(handler, 'door') : undefined
    return isDoor(door) ? [[method, door]] : []
  })
}

/** `/api/v1/clients/[id]` as OpenAPI writes it: `/api/v1/clients/{id}`. */
export const openPath = (path: string): string => path.replace(/\[(\w+)\]/g, '{$1}')

/** A schema as JSON Schema; those with a name of their own go to `named` and are pointed at. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', named: Schemas): Json {
  const made: Json = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline', target: 'draft-2020-12' })
  const { $schema: _, $defs, ...rest } = made
  if (isObject($defs))
    for (const [name, definition] of Object.entries($defs)) if (isObject(definition)) keep(name, definition, named)
  const own = schema.meta()?.id
  if (own === undefined) return pointed(rest)
  // A schema with a name is told as a pointer to itself, or whole.
  if (rest['$ref'] === undefined) keep(own, rest, named)
  return { $ref: `#/components/schemas/${own}` }
}

function keep(name: string, definition: Json, named: Schemas): void {
  named[name] = pointed(Object.fromEntries(Object.entries(definition).filter(([key]) => key !== 'id')))
}

/** References of a single schema become references of the whole document. */
function pointed(value: Json): Json {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk)
    if (!isObject(node)) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, inner]) => [
        key,
        key === '$ref' && typeof inner === 'string' ? inner.replace('#/$defs/', '#/components/schemas/') : walk(inner),
      ]),
    )
  }
  const walked = walk(value)
  return isObject(walked) ? walked : value
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query', named: Schemas): Json[] {
  if (!schema) return []
  const { properties, required } = schemaOf(schema, 'input', named)
  if (!isObject(properties)) return []
  const must = Array.isArray(required) ? required : []
  return Object.entries(properties).map(([name, inner]) => {
    const { description, ...rest } = isObject(inner) ? inner : {}
    return {
      name,
      in: place,
      required: place === 'path' || must.includes(name),
      ...(description ? { description } : {}),
      schema: rest,
    }
  })
}

const content = (schema: Json, type = 'application/json'): Json => ({ [type]: { schema } })

function answers({ answer }: Said, door: Door, named: Schemas): Json {
  const problem = { $ref: '#/components/responses/Problem' }
  const good =
    answer === null
      ? { '204': { description: 'Done.' } }
      : {
          [String(door.status ?? 200)]: {
            description: 'The answer.',
            content:
              typeof answer === 'string'
                ? content({ type: 'string' }, answer)
                : content(schemaOf(answer, 'output', named)),
          },
        }
  return { ...good, default: problem }
}

function operation(method: string, path: string, door: Door, said: Said, named: Schemas): Json {
  const who = door.may ? PERMISSIONS[door.may] : undefined
  const needs = who ? `Needs the permission to ${lower(who.says)}: ${who.roles.join(', ')}.` : 'Needs no token.'
  const given = [...parameters(door.params, 'path', named), ...parameters(door.query, 'query', named)]
  return {
    operationId: `${method.toLowerCase()}${path.replace(/^\/api\/v1/, '').replace(/[^a-z]+(\w)?/gi, (_, c: string | undefined) => (c ?? '').toUpperCase())}`,
    tags: [said.tag],
    summary: said.summary,
    description: [said.more, needs].filter(Boolean).join(' '),
    ...(given.length > 0 ? { parameters: given } : {}),
    ...(door.body ? { requestBody: { required: true, content: content(schemaOf(door.body, 'input', named)) } } : {}),
    responses: answers(said, door, named),
    security: door.may ? [{ bearer: [] }] : [],
  }
}

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

const ABOUT =
  'Bodies are JSON in snake_case. Amounts are major units: numbers or decimal text in, decimal text with `currency` out. ' +
  'Lists are paged: send `next` as `cursor`. What is not yours is not found (404). Errors are RFC 9457 problem documents ' +
  'that name the field and what to do.'

/** The OpenAPI 3.1 description of the documented addresses, from the schemas of their own doors. */
export function openApi(addresses: Record<string, Record<string, unknown>>, version: string): Json {
  const named: Schemas = {}
  const paths: Record<string, Json> = {}
  for (const [address, exported] of Object.entries(addresses))
    for (const [method, door] of doorsOf(exported)) {
      const path = openPath(address)
      const said = CATALOGUE[`${method} ${path}`]
      if (said) (paths[path] ??= {})[method.toLowerCase()] = operation(method, path, door, said, named)
    }
  schemaOf(Problem, 'output', named)
  return {
    openapi: '3.1.0',
    info: { title: 'Paceline', version, description: ABOUT },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: named,
      responses: {
        Problem: {
          description: 'Why it was refused.',
          content: content({ $ref: '#/components/schemas/Problem' }, 'application/problem+json'),
        },
      },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}
