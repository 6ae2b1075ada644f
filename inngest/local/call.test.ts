import { createServer, type Server } from 'node:http'
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCaller } from './call'
import { bearerOf, isSigned, signRequest } from './signature'

const key = `signkey-test-${'ab'.repeat(32)}`
const sign = (text: string, seconds: number, secret = 'ab'.repeat(32)): string =>
  `t=${seconds}&s=${createHmac('sha256', secret)
    .update(text + seconds)
    .digest('hex')}`
const seconds = (): number => Math.floor(Date.now() / 1000)

let server: Server
let origin: string
const seen: { signature: string; body: string }[] = []
const ANSWERS: Record<string, () => string | undefined> = {
  '/right': () => sign('[]', seconds()),
  '/unsigned': () => undefined,
  '/other-key': () => sign('[]', seconds(), 'cd'.repeat(32)),
  '/other-text': () => sign('[1]', seconds()),
  '/old': () => sign('[]', seconds() - 301),
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      seen.push({ signature: String(request.headers['x-inngest-signature']), body })
      if (request.url === '/broken') return request.socket.destroy()
      const signature = ANSWERS[request.url ?? '']?.()
      response.writeHead(206, signature ? { 'x-inngest-signature': signature } : {}).end('[]')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => server.close())

test.each([
  ['/right', 'reply'],
  ['/unsigned', 'unsigned'],
  ['/other-key', 'unsigned'],
  ['/other-text', 'unsigned'],
  ['/old', 'unsigned'],
  ['/broken', 'broken'],
])('an answer from %s is %s', async (path, kind) => {
  const caller = makeCaller(origin, key, 2)
  expect((await caller.call('POST', path, { b: 1, a: 'é' })).kind).toBe(kind)
  caller.close()
})

test('a request is signed over its canonical form', async () => {
  const last = seen.find((s) => s.body.includes('é'))
  expect(last?.body).toBe('{"b":1,"a":"é"}')
  const t = Number(new URLSearchParams(last?.signature).get('t'))
  expect(last?.signature).toBe(sign('{"a":"é","b":1}', t))
  expect(isSigned(key, signRequest(key, undefined, new Date()), '', new Date())).toBe(true)
})

test('nobody at the address is told apart from a broken answer', async () => {
  const caller = makeCaller('http://127.0.0.1:1', key, 1)
  expect(await caller.call('PUT', '/', undefined)).toEqual({ kind: 'down' })
  caller.close()
})

test('the bearer token is the key with its secret hashed as bytes', () => {
  expect(bearerOf('signkey-prod-00ff')).toBe(
    'Bearer signkey-prod-06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8',
  )
})
