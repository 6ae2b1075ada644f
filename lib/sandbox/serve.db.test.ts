import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now } from '@/lib/server/clock.server'
import { setEnvironment } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { isLocal } from './control.server'
import { clearFaults, planFault, takeFault } from './fault.server'
import { listJournal } from './journal.server'
import { listenSandbox } from './listen.server'
import { campaignRequest } from './meta/requests'
import { type MetaTrial, signInToMeta } from './meta/trial.server'
import { serveSandbox } from './serve.server'
import { nextIds } from './store.server'

let origin = ''
let meta: MetaTrial
let act = ''
let close = async (): Promise<void> => undefined

beforeAll(async () => {
  await useDatabase()
  const sandbox = await listenSandbox()
  close = sandbox.close
  origin = sandbox.origin
  meta = await signInToMeta(`${origin}/api/sandbox/meta`, 'ads@harbour.example')
  act = `act_${await meta.account('Tasty Chips Co.')}`
})
beforeEach(() => clearFaults())
afterAll(() => close())

const create = (name: string) => meta.post(`${act}/campaigns`, campaignRequest({ name }))
const made = (name: string) => unsafeDb().sandboxEntity.count({ where: { kind: 'campaign', name } })
const lastRow = async () => (await listJournal({ platform: 'meta', limit: 10_000 })).at(-1)

describe('planned failures', () => {
  test.each([
    ['rate_limit', 400, 80004],
    ['server_error', 500, 1],
    ['expired_token', 400, 190],
    ['reject', 400, 100],
  ] as const)('%s answers in Meta words, keeps nothing, and is used up', async (kind, status, code) => {
    await planFault({ platform: 'meta', match: 'campaigns', kind, details: { seconds: 300 } })
    const failed = await create(kind)
    expect([failed.status, failed.body['error']]).toEqual([
      status,
      expect.objectContaining({ code, fbtrace_id: expect.any(String) }),
    ])
    expect(await made(kind)).toBe(0)
    expect(await lastRow()).toMatchObject({ fault: kind, status, effects: [] })
    expect((await create(kind)).status).toBe(200)
  })

  test('a rate limit says when calls are taken again', async () => {
    await planFault({
      platform: 'meta',
      match: `GET /v25.0/${act}`,
      kind: 'rate_limit',
      details: { seconds: 300 },
      accountId: act.slice(4),
    })
    const { headers } = await meta.get(act)
    expect(JSON.parse(headers.get('x-business-use-case-usage') ?? '{}')[act.slice(4)][0]).toMatchObject({
      call_count: 100,
      estimated_time_to_regain_access: 5,
    })
  })

  test('after the write: the thing is made though the answer is an error, or late, or never comes', async () => {
    await planFault({ platform: 'meta', match: 'POST', kind: 'server_error_after_write' })
    expect((await create('lost')).status).toBe(500)
    expect(await made('lost')).toBe(1)
    expect(await lastRow()).toMatchObject({
      status: 500,
      fault: 'server_error_after_write',
      effects: [expect.stringMatching(/^create campaign \d{18}$/)],
    })
    await planFault({ platform: 'meta', match: 'POST', kind: 'timeout_after_write' })
    const held = fetch(`${origin}/api/sandbox/meta/v25.0/${act}/campaigns`, {
      method: 'POST',
      headers: { authorization: `Bearer ${meta.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(campaignRequest({ name: 'held' })),
      signal: AbortSignal.timeout(1500),
    })
    await expect(held).rejects.toThrow('aborted')
    expect(await made('held')).toBe(1)
    await planFault({ platform: 'meta', match: 'POST', kind: 'latency', details: { ms: 900, when: 'after' } })
    const late = create('late')
    await expect.poll(() => made('late'), { timeout: 850, interval: 20 }).toBe(1)
    expect((await late).status).toBe(200)
  })

  test('latency before the write leaves nothing behind while it lasts', async () => {
    await planFault({ platform: 'meta', match: 'POST', kind: 'latency', details: { ms: 400, when: 'before' } })
    const slow = create('slow')
    await new Promise((done) => setTimeout(done, 150))
    expect(await made('slow')).toBe(0)
    expect((await slow).status).toBe(200)
  })

  test('each use is consumed once, however many ask at once', async () => {
    await planFault({ platform: 'meta', match: 'x', kind: 'reject', remaining: 5 })
    const target = { line: 'GET /x', accountId: null, isReport: false }
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeFault('meta', target)))
    expect(taken.filter(Boolean)).toHaveLength(5)
  })

  test('hits only its account, its path and its platform', async () => {
    await planFault({ platform: 'meta', match: 'POST', kind: 'reject', accountId: '999' })
    await planFault({ platform: 'google', match: '', kind: 'reject' })
    await planFault({ platform: 'meta', match: '/adsets', kind: 'reject' })
    expect((await create('untouched')).status).toBe(200)
    await expect(planFault({ platform: 'meta', match: '', kind: 'latency', details: { ms: -1 } })).rejects.toThrow(
      'details.ms',
    )
  })
})

describe('the journal', () => {
  test('keeps each request with its effects, without secrets and pictures', async () => {
    await meta.form(`${act}/adimages`, { bytes: 'A'.repeat(400) })
    const rows = await listJournal({ platform: 'meta', limit: 10_000 })
    const text = JSON.stringify(rows)
    expect(text).not.toContain(meta.token)
    expect(text).not.toContain('paceline-sandbox-secret')
    expect(text).not.toContain('A'.repeat(80))
    expect(rows.find(({ path }) => path.endsWith('/oauth/access_token'))).toMatchObject({
      query: { client_secret: '[redacted]', code: '[redacted]' },
      response: { access_token: '[redacted]' },
    })
    expect(rows.findLast(({ path }) => path.endsWith('/adimages'))).toMatchObject({
      body: { bytes: { length: 400, sha256: expect.any(String) } },
    })
    const dialogs = rows.filter(({ path }) => path.endsWith('/dialog/oauth'))
    expect(dialogs.length).toBeGreaterThan(0)
    expect(await unsafeDb().sandboxToken.count({ where: { token: meta.token } })).toBe(0)
  })

  test('has no effect of a request that was refused', async () => {
    await meta.post(`${act}/campaigns`, campaignRequest({ objective: 'SALES' }))
    expect(await lastRow()).toMatchObject({ status: 400, effects: [], fault: null })
  })
})

test('ids never meet, also when many are made at once', async () => {
  const many = await Promise.all(Array.from({ length: 20 }, () => nextIds(unsafeDb(), 'meta', 10)))
  expect(new Set(many.flat()).size).toBe(200)
})

test('serves nothing but its platforms', async () => {
  const ask = async (platform: string) =>
    (await serveSandbox(new Request('http://127.0.0.1/'), platform, '/v25.0/me')).status
  expect([await ask('meta'), await ask('tiktok'), await ask('')]).toEqual([400, 404, 404])
})

describe('control', () => {
  const control = (path: string, init?: RequestInit) => fetch(`${origin}/api/sandbox/control/${path}`, init)
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    control(path, { method: 'POST', body: JSON.stringify(body), headers })

  test('plans faults, moves the clock and reads the journal', async () => {
    expect((await post('faults', { platform: 'meta', match: 'campaigns', kind: 'server_error' })).status).toBe(200)
    expect((await create('controlled')).status).toBe(500)
    const before = await now()
    expect((await post('clock', { advance_ms: 3_600_000 })).status).toBe(200)
    expect((await now()).getTime() - before.getTime()).toBeGreaterThanOrEqual(3_600_000)
    const rows = await (await control('journal?after=0&platform=meta')).json()
    const { seq } = rows.data.at(-2)
    expect((await (await control(`journal?after=${seq}&platform=meta`)).json()).data).toHaveLength(1)
  })

  test('refuses nonsense in words', async () => {
    const answer = await post('clock', { advance_ms: -5 })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('advance_ms')])
    expect((await control('journal?after=x')).status).toBe(422)
  })

  test("is closed to other sites' pages, other machines and when the sandbox is off", async () => {
    expect((await post('clock', { advance_ms: 1 }, { origin: 'https://evil.example' })).status).toBe(404)
    expect((await post('clock', { advance_ms: 1 }, { origin })).status).toBe(200)
    const from = (headers: Record<string, string>) =>
      isLocal(new Request('http://127.0.0.1:3000/api/sandbox/control/clock', { headers }))
    expect([
      from({ host: '127.0.0.1:3000' }),
      from({ host: 'desk.example' }),
      from({ host: '127.0.0.1:3000', 'x-forwarded-for': '10.0.0.5' }),
      from({ host: '127.0.0.1:3000', 'x-forwarded-for': '10.0.0.5, 127.0.0.1' }),
    ]).toEqual([true, false, false, false])
    setEnvironment({ SANDBOX: '0' })
    const off = [
      (await post('clock', { advance_ms: 1 })).status,
      (await fetch(`${origin}/api/sandbox/meta/v25.0/me`)).status,
    ]
    setEnvironment({ SANDBOX: '1' })
    expect(off).toEqual([404, 404])
  })
})
