import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { advanceClock } from '@/lib/server/clock.server'
import { env } from '@/lib/server/env'
import { useDatabase } from '@/vitest.setup'
import { listenSandbox } from '../listen.server'
import { consent, dialogUrl, exchange, metaClient, signInBriefly, signInToMeta } from './trial.server'

let base = ''
let close = async (): Promise<void> => undefined

beforeAll(async () => {
  await useDatabase()
  const sandbox = await listenSandbox()
  base = `${sandbox.origin}/api/sandbox/meta`
  close = sandbox.close
})
afterAll(() => close())

const error = (body: Record<string, unknown>) => body['error']

describe('the consent screen', () => {
  test('says that it is the sandbox, offers the demo logins and names every field', async () => {
    const response = await fetch(dialogUrl(base))
    const html = await response.text()
    expect(response.headers.get('content-type')).toContain('text/html')
    for (const part of [
      '<html lang="en">',
      '<h1>Sandbox Meta</h1>',
      '<label for="email">',
      'ads@harbour.example',
      'ads@rival.example',
      '>Allow</button>',
      '>Cancel</button>',
      'create and change your ads',
    ])
      expect(html).toContain(part)
  })

  test('refuses an unknown application, a strange scope and a bad redirect on its own page', async () => {
    const wrongs: Record<string, string>[] = [
      { client_id: 'x' },
      { redirect_uri: 'javascript:alert(1)' },
      { scope: 'ads_managment' },
      { response_type: 'token' },
    ]
    for (const wrong of wrongs) {
      const response = await fetch(dialogUrl(base, wrong))
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('role="alert"')])
    }
  })

  test('escapes what was typed and keeps it', async () => {
    const { status, text } = await consent(base, { email: '"><script>', decision: 'allow' })
    expect(status).toBe(400)
    expect(text).not.toContain('<script>')
    expect(text).toContain('&quot;&gt;&lt;script&gt;')
    expect(text).toContain('Enter an e-mail address')
  })

  test('cancelling goes back with access_denied and the state', async () => {
    const { location } = await consent(base, { email: 'ads@harbour.example', decision: 'cancel' })
    expect([
      location?.searchParams.get('error'),
      location?.searchParams.get('state'),
      location?.searchParams.get('code'),
    ]).toEqual(['access_denied', 's t/1', null])
  })
})

describe('tokens', () => {
  const codeOf = async (email: string) =>
    (await consent(base, { email, decision: 'allow' })).location?.searchParams.get('code') ?? ''

  test('a code works once, for ten minutes and for its own redirect address', async () => {
    const code = await codeOf('once@shop.example')
    expect((await exchange(base, { code, redirect_uri: 'https://elsewhere.example' })).body).toMatchObject({
      error: { code: 100, error_subcode: 36008 },
    })
    const second = await codeOf('once@shop.example')
    const both = await Promise.all([exchange(base, { code: second }), exchange(base, { code: second })])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400])
    const late = await codeOf('once@shop.example')
    await advanceClock(10 * 60_000 + 1000)
    expect(error((await exchange(base, { code: late })).body)).toMatchObject({ error_subcode: 36009 })
  })

  test('a wrong secret gets nothing', async () => {
    const { status, body } = await exchange(base, { code: await codeOf('a@shop.example'), client_secret: 'wrong' })
    expect([status, body]).toEqual([
      400,
      {
        error: expect.objectContaining({
          message: 'Error validating client secret.',
          fbtrace_id: expect.stringMatching(/^A/),
        }),
      },
    ])
  })

  test('a short token becomes a long one, and an expired one is 190/463', async () => {
    const short = await signInBriefly(base, 'ads@harbour.example')
    const exchanged = await exchange(base, { grant_type: 'fb_exchange_token', fb_exchange_token: short.token })
    expect(exchanged.body).toMatchObject({ token_type: 'bearer', expires_in: 5_184_000 })
    const long = metaClient(base, String(exchanged.body['access_token']))
    await advanceClock(3 * 3_600_000)
    expect((await short.get('me')).body).toMatchObject({
      error: { code: 190, error_subcode: 463, type: 'OAuthException' },
    })
    expect((await long.get('me')).status).toBe(200)
    expect((await exchange(base, { grant_type: 'fb_exchange_token', fb_exchange_token: short.token })).status).toBe(400)
    await advanceClock(61 * 86_400_000)
    expect((await long.get('me')).body).toMatchObject({ error: { code: 190, error_subcode: 463 } })
  })

  test('debug_token tells what a token is, to the application only', async () => {
    const { token } = await signInToMeta(base, 'ads@harbour.example')
    const ask = async (access: string) =>
      (
        await fetch(`${base}/v25.0/debug_token?${new URLSearchParams({ input_token: token, access_token: access })}`)
      ).json()
    expect(await ask(`${env().META_APP_ID}|${env().META_APP_SECRET}`)).toMatchObject({
      data: { is_valid: true, scopes: expect.arrayContaining(['ads_management']) },
    })
    expect(await ask(token)).toMatchObject({ error: { code: 100 } })
  })

  test('revoking ends every token of the login with 190/458', async () => {
    const client = await signInToMeta(base, 'leaver@shop.example')
    expect((await client.remove('me/permissions')).body).toEqual({ success: true })
    expect((await client.get('me')).body).toMatchObject({ error: { code: 190, error_subcode: 458 } })
  })

  test('no token, a made-up token and a forged proof are refused; a true proof is taken', async () => {
    const { token } = await signInToMeta(base, 'ads@harbour.example')
    expect(await (await fetch(`${base}/v25.0/me`)).json()).toMatchObject({ error: { code: 104 } })
    expect((await metaClient(base, 'EAABnonsense').get('me')).body).toMatchObject({ error: { code: 190 } })
    expect((await metaClient(base, token).get('me', { appsecret_proof: 'f'.repeat(64) })).status).toBe(400)
  })
})

describe('what a login owns', () => {
  test('the demo logins have the agreed accounts', async () => {
    const harbour = await signInToMeta(base, 'ads@harbour.example')
    const { body } = await harbour.get('me/adaccounts', { fields: 'name,currency,timezone_name,account_status' })
    expect(body['data']).toEqual(
      [
        ['Nordlys', 'EUR', 'Europe/Oslo'],
        ['Pacifica', 'USD', 'America/Los_Angeles'],
        ['Kaze', 'JPY', 'Asia/Tokyo'],
        ['Tasty Chips Co.', 'USD', 'America/Chicago'],
      ].map(([name, currency, timezone_name]) => ({
        id: expect.stringMatching(/^act_\d{15}$/),
        name,
        currency,
        timezone_name,
        account_status: 1,
      })),
    )
    const counts: Record<string, unknown> = {}
    for (const name of ['Nordlys', 'Pacifica', 'Kaze', 'Tasty Chips Co.']) {
      const list = await harbour.get(`act_${await harbour.account(name)}/campaigns`, { fields: 'name' })
      counts[name] = Array.isArray(list.body['data']) ? list.body['data'].length : 0
    }
    expect(counts).toEqual({ Nordlys: 3, Pacifica: 6, Kaze: 1, 'Tasty Chips Co.': 0 })
  })

  test('another address gets two accounts of its own, the same ones each time', async () => {
    const ids = async () =>
      (await (await signInToMeta(base, 'Fred@shop.example')).get('me/adaccounts', { fields: 'name,currency' })).body[
        'data'
      ]
    const first = await ids()
    expect(first).toMatchObject([
      { name: 'Fred', currency: 'EUR' },
      { name: 'Fred US', currency: 'USD' },
    ])
    expect(await ids()).toEqual(first)
  })

  test("a rival's account of the same name is another one, and closed to others", async () => {
    const [harbour, rival] = [
      await signInToMeta(base, 'ads@harbour.example'),
      await signInToMeta(base, 'ads@rival.example'),
    ]
    const theirs = await rival.account('Nordlys')
    expect(theirs).not.toBe(await harbour.account('Nordlys'))
    expect((await harbour.get(`act_${theirs}/campaigns`)).body).toMatchObject({ error: { code: 200 } })
    const list = await rival.get(`act_${theirs}/campaigns`)
    const [first] = Array.isArray(list.body['data']) ? list.body['data'] : []
    expect((await harbour.get(first.id)).body).toMatchObject({ error: { code: 100, error_subcode: 33 } })
    expect((await harbour.post(first.id, { status: 'PAUSED' })).status).toBe(400)
  })

  test('pages, Instagram profiles, pixels and their events are there to choose', async () => {
    const harbour = await signInToMeta(base, 'ads@harbour.example')
    const nordlys = await harbour.account('Nordlys')
    expect(
      (await harbour.get('me/accounts', { fields: 'name,instagram_business_account{username}' })).body,
    ).toMatchObject({
      data: [
        {
          name: 'Nordlys',
          instagram_business_account: { id: expect.stringMatching(/^17841\d{12}$/), username: 'nordlys' },
        },
        { name: 'Pacifica' },
        { name: 'Kaze' },
        { name: 'Tasty Chips Co.' },
      ],
    })
    const pixels = await harbour.get(`act_${nordlys}/adspixels`, { fields: 'id,name' })
    const [pixel] = Array.isArray(pixels.body['data']) ? pixels.body['data'] : []
    expect(pixel).toMatchObject({ name: 'Nordlys web' })
    const stats = await harbour.get(`${pixel.id}/stats`, { aggregation: 'event' })
    expect(JSON.stringify(stats.body)).toContain('"Purchase"')
  })
})
