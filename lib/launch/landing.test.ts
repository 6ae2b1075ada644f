import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setEnvironment } from '@/lib/server/env'
import { checkLanding } from './landing.server'

let server: Server
let origin = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const to = (location: string) => response.writeHead(302, { location }).end()
    if (url.pathname === '/keeps') return to(`/page${url.search}`)
    if (url.pathname === '/drops') return to('/page?utm_source=google')
    if (url.pathname === '/round') return to('/round')
    if (url.pathname === '/away') return to('ftp://example.com/')
    response.writeHead(url.pathname === '/gone' ? 404 : 200).end('<html>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

describe('a landing page', () => {
  test('that answers', async () => {
    expect(await checkLanding(`${origin}/page?utm_source=google`)).toMatchObject({
      ok: true,
      status: 200,
      redirects: 0,
      lost: [],
    })
  })
  test('that redirects with its parameters', async () => {
    expect(await checkLanding(`${origin}/keeps?utm_source=google&utm_medium=cpc`)).toMatchObject({
      ok: true,
      redirects: 1,
      lost: [],
      message: expect.stringContaining('survive'),
    })
  })
  test('that loses parameters on the way', async () => {
    expect(await checkLanding(`${origin}/drops?utm_source=google&utm_medium=cpc`)).toMatchObject({
      ok: true,
      lost: ['utm_medium'],
      message: expect.stringContaining('drops utm_medium'),
    })
  })
  test.each([
    ['/gone', 'answers 404'],
    ['/round', 'redirects more than 5 times'],
    ['/away', 'cannot be used'],
  ])('%s is said to fail', async (path, sentence) => {
    expect(await checkLanding(origin + path)).toEqual({ ok: false, message: expect.stringContaining(sentence) })
  })
  test('that is not there', async () => {
    expect(await checkLanding('http://127.0.0.1:1/')).toMatchObject({
      ok: false,
      message: expect.stringContaining('could not be reached'),
    })
  })
  test('in our own network is refused in production, by name and by address', async () => {
    setEnvironment({ SANDBOX: '0' })
    expect(await checkLanding(origin)).toMatchObject({ ok: false })
    expect(await checkLanding('http://localhost.example.test/')).toMatchObject({ ok: false })
    setEnvironment({ SANDBOX: '1' })
  })
})
