import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ConnectorError } from './define'
import { type Call, call, createHttp, type Dialect } from './http.server'
import { metaFault, metaUsage } from './meta/errors'

const SECRET = 'EAABsecretTOKENvalue'
const dialect: Dialect = {
  name: 'Meta',
  requestId: (headers) => headers.get('x-request-id') ?? undefined,
  usage: (headers) => metaUsage(headers)?.percent,
  fault: metaFault,
}

let server: Server
let origin = ''
let seen = 0
let slept: number[] = []
/** What the server does with request number n (from 1). */
let answer: (n: number, response: ServerResponse) => void = () => undefined

const reply = (response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}) =>
  response
    .writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-1', ...headers })
    .end(JSON.stringify(body))

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume()
    answer(++seen, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  seen = 0
  slept = []
})

/** An address at which nobody listens any more. */
async function closedPort(): Promise<string> {
  const gone = createServer()
  await new Promise<void>((done) => gone.listen(0, '127.0.0.1', done))
  const address = gone.address()
  await new Promise((done) => gone.close(done))
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

const http = (timeoutMs = 300) => createHttp({ timeoutMs, random: () => 0.5, sleep: async (ms) => void slept.push(ms) })
const request = (changes: Partial<Call> = {}): Call => ({
  method: 'GET',
  url: `${origin}/v25.0/me?fields=id`,
  isWrite: false,
  secrets: [SECRET],
  paceKey: 'test',
  ...changes,
})

async function failure(changes: Partial<Call>): Promise<ConnectorError> {
  const error: unknown = await call(http(), dialect, request(changes)).catch((thrown: unknown) => thrown)
  if (error instanceof ConnectorError) return error
  throw new Error(`expected a ConnectorError, got ${String(error)}`)
}

describe('reads', () => {
  test('are repeated with growing, chance-spread pauses while the fault passes', async () => {
    answer = (n, response) =>
      n < 3 ? reply(response, 500, { error: { code: 2, message: 'busy' } }) : reply(response, 200, { ok: true })
    expect((await call(http(), dialect, request())).json).toEqual({ ok: true })
    expect(slept).toEqual([750, 1500])
  })
  test('give up after four attempts and keep the platform words and the request id', async () => {
    answer = (_n, response) =>
      reply(response, 500, { error: { code: 2, message: '(#2) Service temporarily unavailable' } })
    const error = await failure({})
    expect([error.fault, seen, error.platform?.message, error.platform?.requestId]).toEqual([
      'transient',
      4,
      '(#2) Service temporarily unavailable',
      'req-1',
    ])
  })
  test('that time out are repeated', async () => {
    answer = (n, response) => (n === 1 ? undefined : reply(response, 200, { ok: 1 }))
    expect((await call(http(), dialect, request())).status).toBe(200)
    expect(seen).toBe(2)
  })
  test('are not repeated when refused for good', async () => {
    answer = (_n, response) => reply(response, 400, { error: { code: 100, message: 'Invalid parameter' } })
    expect([(await failure({})).fault, seen]).toEqual(['validation', 1])
  })
  test('wait as long as the platform names, unless that is too long to wait here', async () => {
    const usage = {
      'x-business-use-case-usage':
        '{"1":[{"call_count":100,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":19}]}',
    }
    answer = (_n, response) => reply(response, 400, { error: { code: 17, message: 'limit' } }, usage)
    const error = await failure({})
    expect([error.fault, seen, error.retry]).toEqual(['rate_limit', 1, { afterMs: 19 * 60_000 }])
    expect(error.message).toBe('Meta asks to slow down. Paceline tries again in 19 minutes.')
  })
})

describe('writes', () => {
  const write = { method: 'POST', isWrite: true, body: 'name=x' } as const
  test('that time out have an unknown outcome and are sent once', async () => {
    answer = () => undefined
    const error = await failure(write)
    // A silence is not put into the mouth of the platform.
    expect([error.fault, seen, error.platform]).toEqual(['outcome_unknown', 1, undefined])
  })
  test('whose connection breaks have an unknown outcome', async () => {
    answer = (_n, response) => response.destroy()
    expect([(await failure(write)).fault, seen]).toEqual(['outcome_unknown', 1])
  })
  test('that meet a server error have an unknown outcome', async () => {
    answer = (_n, response) => reply(response, 500, { error: { code: 1, message: 'unknown' } })
    expect([(await failure(write)).fault, seen]).toEqual(['outcome_unknown', 1])
  })
  test('that meet a passing fault in a 400 have an unknown outcome too', async () => {
    answer = (_n, response) => reply(response, 400, { error: { code: 2, message: 'busy', is_transient: true } })
    expect((await failure(write)).fault).toBe('outcome_unknown')
  })
  test('that are refused were not applied', async () => {
    answer = (_n, response) => reply(response, 400, { error: { code: 613, message: 'slow' } })
    expect([(await failure(write)).fault, seen]).toEqual(['rate_limit', 1])
  })
  test('that were never sent are tried again and end as not applied', async () => {
    const error = await failure({ ...write, url: `${await closedPort()}/v25.0/act_1/campaigns` })
    expect([error.fault, slept.length]).toEqual(['transient', 3])
  })
  test('to a host that does not exist were never sent', async () => {
    expect((await failure({ ...write, url: 'http://nowhere.invalid/x' })).fault).toBe('transient')
  })
})

test('calls slow down from 75% of the limit', async () => {
  answer = (_n, response) =>
    reply(response, 200, {}, { 'x-app-usage': '{"call_count":95,"total_time":3,"total_cputime":3}' })
  const shared = http()
  await call(shared, dialect, request())
  expect(slept).toEqual([])
  await call(shared, dialect, request())
  expect(slept).toHaveLength(1)
  expect(slept[0]).toBeGreaterThan(2000)
  await call(shared, dialect, request({ paceKey: 'another account' }))
  expect(slept).toHaveLength(1)
})

test('no secret stands in an error, whatever the platform echoes', async () => {
  answer = (_n, response) =>
    reply(response, 400, {
      error: { code: 100, message: `bad access_token=${SECRET}&x=1 Bearer ${SECRET}`, error_user_title: SECRET },
    })
  const error = await failure({})
  expect(JSON.stringify([error.message, error.platform, error.details])).not.toContain(SECRET)
})

test('a redirect is not followed with the token', async () => {
  answer = (_n, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' }).end()
  expect((await failure({ method: 'POST', isWrite: true })).fault).toBe('outcome_unknown')
})
