import { glob } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ADDRESSES, description } from '@/app/api/v1/openapi.json/addresses'
import { signAccessToken } from '@/lib/access/token.server'
import { everything } from '@/prisma/seed/world'
import { useDatabase } from '@/vitest.setup'
import { CATALOGUE, Problem, UNDOCUMENTED } from './catalogue'
import { doorsOf, openPath } from './document'

const root = path.join(import.meta.dirname, '../..')
const shape = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }).loose(),
})

describe('the description', () => {
  test('every address below /api/v1 is documented, or left out with its reason', async () => {
    const found: string[] = []
    for await (const file of glob('app/api/v1/**/route.ts', { cwd: root })) {
      const exported: Record<string, unknown> = await import(path.join(root, file))
      const address = `/${file.replace(/^app\//, '').replace(/\/route\.ts$/, '')}`
      found.push(...doorsOf(exported).map(([method]) => `${method} ${openPath(address)}`))
    }
    expect(found.filter((key) => !CATALOGUE[key] && !UNDOCUMENTED[key])).toEqual([])
    expect([...Object.keys(CATALOGUE), ...Object.keys(UNDOCUMENTED)].filter((key) => !found.includes(key))).toEqual([])
    const { paths } = shape.parse(description())
    const shown = Object.entries(paths).flatMap(([at, of]) => Object.keys(of).map((m) => `${m.toUpperCase()} ${at}`))
    expect(shown.toSorted()).toEqual(Object.keys(CATALOGUE).toSorted())
  })

  test('every reference leads somewhere, and no two operations share a name', () => {
    const text = JSON.stringify(description())
    const { components, paths } = shape.parse(description())
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(Object.keys(components.schemas)).toContain(name)
    expect(text).not.toContain('$defs')
    const empty = Object.entries(components.schemas).filter(
      ([, schema]) => !JSON.stringify(schema).includes('properties'),
    )
    expect(empty).toEqual([])
    const names = Object.values(paths).flatMap((of) => Object.values(of).map(({ operationId }) => operationId))
    expect(new Set(names).size).toBe(names.length)
  })

  test('bodies are those of the doors themselves', () => {
    expect(JSON.stringify(description())).toContain('"client_id"')
    expect(description()).toMatchObject({
      paths: {
        '/api/v1/clients/{id}': { get: { parameters: [{ name: 'id', in: 'path', required: true }] } },
        '/api/v1/brands': {
          post: {
            requestBody: { content: { 'application/json': { schema: { required: ['client_id', 'name'] } } } },
            responses: { '201': {} },
          },
          get: { security: [{ bearer: [] }] },
        },
        '/api/v1/auth/login': { post: { security: [] } },
      },
    })
  })
})

describe('answers have the documented shape', () => {
  let world: Awaited<ReturnType<typeof everything>>
  let token: string
  beforeAll(async () => {
    await useDatabase()
    world = await everything()
    token = (await signAccessToken(world.people.owner.id, world.agencyId)).token
  })

  async function call(key: string, given: { id?: string; body?: unknown; token?: string }): Promise<Response> {
    const [method = '', at = ''] = key.split(' ')
    const modules: Record<string, Record<string, unknown>> = ADDRESSES
    const handler = modules[at.replace('{id}', '[id]')]?.[method]
    if (typeof handler !== 'function') throw new Error(`${key} has no handler.`)
    const request = new Request(`http://localhost${at}`, {
      method,
      headers: { authorization: `Bearer ${given.token ?? token}` },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    })
    return handler(request, { params: Promise.resolve({ id: given.id }) })
  }

  const mail = `rest-${Math.floor(performance.now())}@harbour-media.example`
  const idOf = (key: string): string =>
    key.includes('brands') ? world.brand : key.includes('skus') ? world.sku : world.client
  const bodyOf = (key: string): unknown => {
    if (key.endsWith('register')) return { email: mail, password: 'a long enough password' }
    if (key.endsWith('login')) return { email: mail, password: 'a long enough password' }
    if (key === 'POST /api/v1/brands') return { client_id: world.client, name: 'New brand', daily_budget: '12.50' }
    if (key === 'POST /api/v1/skus') return { client_id: world.client, name: 'New SKU' }
    if (key === 'POST /api/v1/clients') return { name: 'New client' }
    return /^(PUT|PATCH)/.test(key) ? { name: 'Renamed' } : undefined
  }
  const last = (key: string): number => (key.startsWith('DELETE') ? (key.includes('brands') ? 2 : 1) : 0)

  test.each(
    Object.keys(CATALOGUE)
      .filter((key) => !key.endsWith('refresh'))
      .toSorted((a, b) => last(a) - last(b)),
  )('%s', async (key) => {
    const { answer } = CATALOGUE[key] ?? { answer: null }
    const response = await call(key, { id: idOf(key), body: bodyOf(key) })
    if (answer === null) expect(response.status).toBe(204)
    else if (typeof answer === 'string') expect(response.headers.get('content-type')).toBe(answer)
    else {
      const strict = answer instanceof z.ZodObject ? answer.strict() : answer
      const value: unknown = await response.json()
      expect(strict.safeParse(value).error?.issues ?? []).toEqual([])
    }
  })

  test('tokens are refreshed once', async () => {
    const first = z
      .looseObject({ refresh_token: z.string() })
      .parse(await (await call('POST /api/v1/auth/login', { body: bodyOf('POST /api/v1/auth/login') })).json())
    const again = await call('POST /api/v1/auth/refresh', { body: { refresh_token: first.refresh_token } })
    expect(CATALOGUE['POST /api/v1/auth/login']?.answer).toHaveProperty('shape')
    expect(again.status).toBe(200)
  })

  test('a refusal is a problem document', async () => {
    const response = await call('GET /api/v1/clients/{id}', { id: 'nobody' })
    expect(response.status).toBe(404)
    expect(Problem.strict().safeParse(await response.json()).success).toBe(true)
  })
})
