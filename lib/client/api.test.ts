import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/core/errors'
import { api, messageOf, problemToError, referenceOf, withQuery } from './api'

let server: Server
let base = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    if (url.pathname === '/refused') {
      response.writeHead(422, { 'content-type': 'application/problem+json' })
      const errors = [{ path: 'cap', message: 'Enter more than €39,450.40.' }, { path: 1 }]
      return response.end(
        JSON.stringify({ code: 'invalid', detail: 'The cap is too low.', errors, reference: '7F3A-21C8' }),
      )
    }
    if (url.pathname === '/slow-down') return response.writeHead(429, { 'retry-after': '30' }).end('<html>')
    if (url.pathname === '/none') return response.writeHead(204).end()
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => response.end(JSON.stringify({ method: request.method, search: url.search, body })))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address && typeof address === 'object') base = `http://127.0.0.1:${address.port}`
})

afterAll(() => {
  server.close()
})

const Echo = z.object({ method: z.string(), search: z.string(), body: z.string() })
const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )

test('a body makes it a POST, and the answer goes through the parser', async () => {
  const echo = await api(`${base}/echo`, (value) => Echo.parse(value), {
    body: { a: 1 },
    query: { q: 'x y', no: null },
  })
  expect(echo).toEqual({ method: 'POST', search: '?q=x+y', body: '{"a":1}' })
})

test('an answer of another shape is refused by the parser', async () => {
  await expect(api(`${base}/echo`, (value) => z.object({ id: z.string() }).parse(value))).rejects.toThrow('id')
})

test('an empty answer is undefined', async () => {
  expect(await api(`${base}/none`, (value) => value)).toBeUndefined()
})

test('a problem document keeps its sentence, its well-formed issues and its reference', async () => {
  const error = await failure(api(`${base}/refused`, (value) => value))
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'invalid', issues: [{ path: 'cap', message: 'Enter more than €39,450.40.' }] })
  expect(messageOf(error)).toBe('The cap is too low.')
  expect(referenceOf(error)).toBe('7F3A-21C8')
})

test('an answer that is no problem document is read by its status, with the time to wait', async () => {
  const error = await failure(api(`${base}/slow-down`, (value) => value))
  expect(error).toMatchObject({ code: 'limit', retry: { afterMs: 30_000 } })
})

test('no connection is a sentence', async () => {
  const error = await failure(api('http://127.0.0.1:1/x', (value) => value))
  expect(error).toMatchObject({ code: 'unavailable' })
  expect(messageOf(error)).toContain('could not be reached')
})

test('a call that was given up keeps its own error', async () => {
  const abort = new AbortController()
  abort.abort()
  const error = await failure(api(`${base}/echo`, (value) => value, { signal: abort.signal }))
  expect(error).not.toBeInstanceOf(AppError)
})

test.each([
  [401, 'unauthenticated'],
  [404, 'not_found'],
  [418, 'invalid'],
  [500, 'unavailable'],
  [502, 'upstream'],
])('status %i without a code is %s', (status, code) => {
  expect(problemToError(status, null).code).toBe(code)
})

test('a list repeats its key and false stays', () => {
  expect(withQuery('/x?a=1', { b: ['1', '2'], c: false, d: undefined })).toBe('/x?a=1&b=1&b=2&c=false')
})

test('the message of a foreign error never reaches a person', () => {
  expect(messageOf(new Error('duplicate key value violates'))).not.toContain('duplicate')
})
