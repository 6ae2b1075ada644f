import { expect, test } from 'vitest'
import { description } from '@/app/api/v1/openapi.json/addresses'
import { CATALOGUE } from './catalogue'
import { outline, typeWords } from './outline'

const subjects = outline(description())
const operation = (method: string, path: string) =>
  subjects.flatMap(({ operations }) => operations).find((one) => one.method === method && one.path === path)

test('every documented operation is on the page, once, under its subject', () => {
  const shown = subjects.flatMap(({ operations }) => operations.map(({ method, path }) => `${method} ${path}`))
  expect(shown.toSorted()).toEqual(Object.keys(CATALOGUE).toSorted())
  expect(subjects.map(({ name }) => name)).toEqual(['Tokens', 'Clients', 'Brands', 'SKUs', 'Team', 'Health'])
})

test('fields say their type, whether they must be there, and their limits', () => {
  const list = operation('GET', '/api/v1/clients')
  expect(list?.parameters.find(({ name }) => name === 'limit')).toMatchObject({
    isRequired: false,
    says: expect.stringContaining('1 to 200'),
  })
  expect(list?.parameters.find(({ name }) => name === 'status')?.type).toBe('one of: active, archived, all')
  expect(list?.answer.fields.find(({ name }) => name === 'data[].currency')).toMatchObject({
    type: 'text',
    says: 'ISO 4217.',
  })
  const create = operation('POST', '/api/v1/brands')
  expect(create?.body.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual(['client_id', 'name'])
  expect(create?.body.find(({ name }) => name === 'daily_budget')?.type).toBe('text or number or null')
  expect(create?.answer.status).toBe('201')
  expect(operation('GET', '/api/v1/clients/{id}')?.parameters[0]).toMatchObject({ name: 'id', isRequired: true })
  expect(operation('DELETE', '/api/v1/skus/{id}')?.answer).toEqual({ status: '204', type: '', fields: [] })
})

test.each([
  [{ type: 'array', items: { type: 'string', format: 'uuid' } }, 'list of UUID'],
  [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, 'whole number or null'],
  [{ const: 'Bearer' }, '"Bearer"'],
  [{}, 'any'],
])('%j is written %s', (schema, words) => expect(typeWords(schema, {})).toBe(words))
