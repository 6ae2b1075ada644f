import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { advanceClock } from '@/lib/server/clock.server'
import { useDatabase } from '@/vitest.setup'
import { clearFaults, planFault } from '../fault.server'
import { listJournal } from '../journal.server'
import { listenSandbox } from '../listen.server'
import { managerOf } from '../login'
import {
  accountNamed,
  campaignOperations,
  Client,
  codesOf,
  connect,
  consentUrl,
  decide,
  EMAIL,
  postToken,
  read,
  redeemForm,
} from './fixture'
import { at, listOf, recordOf, textOf } from './json'

let server: Awaited<ReturnType<typeof listenSandbox>>
beforeAll(async () => {
  await useDatabase()
  server = await listenSandbox()
})
afterAll(() => server.close())

const base = (): string => `${server.origin}/api/sandbox/google`

describe('consent', () => {
  test('shows a screen that says it is the sandbox', async () => {
    const { status, text } = await read(await fetch(consentUrl(server.origin)))
    expect(status).toBe(200)
    expect(text).toContain('<h1>Sandbox Google</h1>')
    expect(text).toContain(EMAIL)
  })

  test('cancelling goes back with access_denied and the state', async () => {
    const target = await decide(consentUrl(server.origin), { email: EMAIL, decision: 'cancel' })
    expect([
      target.searchParams.get('error'),
      target.searchParams.get('state'),
      target.searchParams.get('code'),
    ]).toEqual(['access_denied', 'state-1', null])
  })

  test('an address that is none is asked for again', async () => {
    const response = await fetch(consentUrl(server.origin), {
      method: 'POST',
      body: new URLSearchParams({ email: 'nobody', decision: 'allow' }),
      redirect: 'manual',
    })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('role="alert"')
  })

  test.each([
    [{ response_type: 'token' }, 'response_type'],
    [{ scope: 'openid' }, 'invalid_scope'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'redirect_uri_mismatch'],
    [{ code_challenge_method: 'md5' }, 'code_challenge_method'],
  ])('%j is not possible', async (extra, words) => {
    const { status, text } = await read(await fetch(consentUrl(server.origin, extra)))
    expect(status).toBe(400)
    expect(text).toContain(words)
  })
})

describe('tokens', () => {
  const codeFor = async (extra: Record<string, string> = {}): Promise<string> =>
    (await decide(consentUrl(server.origin, extra), { email: EMAIL, decision: 'allow' })).searchParams.get('code') ?? ''

  test('a code gives an access token for 3,599 s and a refresh token, once', async () => {
    const code = await codeFor()
    const first = await postToken(server.origin, redeemForm(code))
    expect(first.json).toMatchObject({
      expires_in: 3599,
      token_type: 'Bearer',
      scope: 'https://www.googleapis.com/auth/adwords',
    })
    expect(textOf(recordOf(first.json)['refresh_token'])).not.toBe('')
    const again = await postToken(server.origin, redeemForm(code))
    expect([again.status, again.json]).toMatchObject([400, { error: 'invalid_grant' }])
  })

  test('PKCE: a wrong or missing verifier is refused and spends the code', async () => {
    for (const verifier of ['wrong', '']) {
      const code = await codeFor()
      const wrong = await postToken(server.origin, { ...redeemForm(code), code_verifier: verifier })
      expect([wrong.status, wrong.json]).toMatchObject([400, { error: 'invalid_grant' }])
      expect((await postToken(server.origin, redeemForm(code))).status).toBe(400)
    }
  })

  test('another redirect address or client is refused', async () => {
    const elsewhere = await postToken(server.origin, {
      ...redeemForm(await codeFor()),
      redirect_uri: 'http://127.0.0.1:9/x',
    })
    expect(elsewhere.json).toMatchObject({ error: 'redirect_uri_mismatch' })
    const stranger = await postToken(server.origin, { ...redeemForm(await codeFor()), client_id: 'stranger' })
    expect([stranger.status, stranger.json]).toMatchObject([401, { error: 'unauthorized_client' }])
  })

  test('without offline access there is no refresh token', async () => {
    const { json } = await postToken(server.origin, redeemForm(await codeFor({ access_type: 'online' })))
    expect(recordOf(json)['refresh_token']).toBeUndefined()
  })

  test('a second refresh token is given only when consent is asked for again', async () => {
    const email = 'twice@example.com'
    const give = async (extra: Record<string, string>) => {
      const target = await decide(consentUrl(server.origin, extra), { email, decision: 'allow' })
      return recordOf((await postToken(server.origin, redeemForm(target.searchParams.get('code') ?? ''))).json)[
        'refresh_token'
      ]
    }
    expect(await give({ prompt: 'none' })).toBeDefined()
    expect(await give({ prompt: 'none' })).toBeUndefined()
    expect(await give({ prompt: 'consent' })).toBeDefined()
  })

  test('the refresh token stays the same and dies by revocation', async () => {
    const { refresh } = await connect(server.origin, 'revoke@example.com')
    const renew = () => postToken(server.origin, { grant_type: 'refresh_token', refresh_token: refresh })
    const [one, two] = [await renew(), await renew()]
    expect([one.status, two.status]).toEqual([200, 200])
    expect(recordOf(one.json)['refresh_token']).toBeUndefined()
    const access = textOf(recordOf(two.json)['access_token'])
    const revoked = await fetch(`${base()}/revoke`, { method: 'POST', body: new URLSearchParams({ token: refresh }) })
    expect(revoked.status).toBe(200)
    expect((await renew()).json).toMatchObject({ error: 'invalid_grant' })
    expect((await new Client(server.origin, access).call('/v25/customers:listAccessibleCustomers')).status).toBe(401)
    const twice = await fetch(`${base()}/revoke`, { method: 'POST', body: new URLSearchParams({ token: refresh }) })
    expect(twice.status).toBe(400)
  })

  test('an access token expires; the refresh token gives another', async () => {
    const { access, refresh } = await connect(server.origin)
    const old = new Client(server.origin, access)
    expect((await old.call('/v25/customers:listAccessibleCustomers')).status).toBe(200)
    await advanceClock(3_600_000)
    const expired = await old.call('/v25/customers:listAccessibleCustomers')
    expect([expired.status, at(expired.json, 'error.status')]).toEqual([401, 'UNAUTHENTICATED'])
    expect(at(expired.json, 'error.details')).toBeUndefined()
    const { json } = await postToken(server.origin, { grant_type: 'refresh_token', refresh_token: refresh })
    const fresh = new Client(server.origin, textOf(recordOf(json)['access_token']))
    expect((await fresh.call('/v25/customers:listAccessibleCustomers')).status).toBe(200)
  })

  test('no token reaches the journal', async () => {
    const { access, refresh } = await connect(server.origin)
    const text = JSON.stringify(await listJournal({ platform: 'google' }))
    expect(text).not.toContain(access)
    expect(text).not.toContain(refresh)
  })
})

describe('accounts', () => {
  let client: Client
  beforeEach(async () => {
    client = new Client(server.origin, (await connect(server.origin)).access)
  })

  const CLIENTS =
    "SELECT customer_client.id, customer_client.descriptive_name, customer_client.currency_code, customer_client.time_zone, customer_client.manager, customer_client.level FROM customer_client WHERE customer_client.status = 'ENABLED' AND customer_client.hidden = FALSE"

  test('the manager is the root, the accounts hang under it', async () => {
    const { json } = await client.call('/v25/customers:listAccessibleCustomers', undefined, {
      'login-customer-id': undefined,
    })
    const manager = managerOf(EMAIL).id
    expect(json).toEqual({ resourceNames: [`customers/${manager}`] })
    const rows = (await client.rows(manager, CLIENTS)).map(({ customerClient }) => recordOf(customerClient))
    expect(
      rows.map((row) => [row['descriptiveName'], row['currencyCode'], row['timeZone'], row['level'], row['manager']]),
    ).toEqual([
      ['Nordlys and others (manager)', 'EUR', 'Europe/Oslo', undefined, true],
      ['Nordlys', 'EUR', 'Europe/Oslo', '1', undefined],
      ['Pacifica', 'USD', 'America/Los_Angeles', '1', undefined],
      ['Kaze', 'JPY', 'Asia/Tokyo', '1', undefined],
      ['Tasty Chips Co.', 'USD', 'America/Chicago', '1', undefined],
    ])
  })

  test.each([
    ['the header is missing', undefined, 403, 'authorizationError.USER_PERMISSION_DENIED'],
    ['the header names another', '1234567890', 403, 'authorizationError.USER_PERMISSION_DENIED'],
    ['the header has dashes', '123-456-7890', 400, 'headerError.INVALID_LOGIN_CUSTOMER_ID'],
  ])('a client account is refused when %s', async (_why, header, status, code) => {
    const path = `/v25/customers/${accountNamed('Nordlys')}/googleAds:search`
    const answer = await client.call(
      path,
      { query: 'SELECT customer.id FROM customer' },
      { 'login-customer-id': header },
    )
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]])
  })

  test("another login's account is not reached", async () => {
    const rival = accountNamed('Nordlys', 'ads@rival.example')
    const answer = await client.call(`/v25/customers/${rival}/googleAds:search`, {
      query: 'SELECT customer.id FROM customer',
    })
    expect(codesOf(answer)).toEqual(['authorizationError.USER_PERMISSION_DENIED'])
  })

  test('campaigns are neither written nor measured on the manager', async () => {
    const manager = managerOf(EMAIL).id
    expect(codesOf(await client.mutate(manager, campaignOperations(manager, 'On a manager')))).toEqual([
      'requestError.CANNOT_BE_EXECUTED_BY_MANAGER_ACCOUNT',
    ])
    const report = await client.call(`/v25/customers/${manager}/googleAds:search`, {
      query: "SELECT metrics.clicks FROM campaign WHERE segments.date = '2026-11-01'",
    })
    expect(codesOf(report)).toEqual(['queryError.REQUESTED_METRICS_FOR_MANAGER'])
  })

  test.each([
    '/v22/customers:listAccessibleCustomers',
    '/v24/customers:listAccessibleCustomers',
    '/v25/customers:list',
    '/nothing',
  ])('%s is a page that does not exist', async (path) => {
    const { status, text, headers } = await client.call(path)
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect(text).toContain('Error 404 (Not Found)!!1')
  })

  test('places are found by name and by id', async () => {
    const { json } = await client.call('/v25/geoTargetConstants:suggest', {
      locale: 'en',
      countryCode: 'DE',
      locationNames: { names: ['Berl'] },
    })
    const [first] = listOf(recordOf(json)['geoTargetConstantSuggestions'])
    expect(first).toMatchObject({
      searchTerm: 'Berl',
      geoTargetConstant: { id: '1003854', canonicalName: 'Berlin,Germany', countryCode: 'DE' },
    })
    const byId = await client.call('/v26/geoTargetConstants:suggest', {
      geoTargets: { geoTargetConstants: ['geoTargetConstants/2578'] },
    })
    expect(at(listOf(recordOf(byId.json)['geoTargetConstantSuggestions'])[0], 'geoTargetConstant.name')).toBe('Norway')
  })
})

describe('planned failures', () => {
  const account = accountNamed('Tasty Chips Co.')
  let client: Client
  beforeEach(async () => {
    await clearFaults()
    client = new Client(server.origin, (await connect(server.origin)).access)
  })
  const campaigns = (): Promise<unknown[]> =>
    client.rows(account, "SELECT campaign.id, campaign.name FROM campaign WHERE campaign.status != 'REMOVED'")

  test.each([
    ['rate_limit', { seconds: 30 }, 429, 'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED'],
    ['rate_limit', { seconds: 900 }, 429, 'quotaError.RESOURCE_EXHAUSTED'],
    ['server_error', {}, 500, 'internalError.TRANSIENT_ERROR'],
    ['reject', {}, 400, 'policyFindingError.POLICY_FINDING'],
    ['reject', { code: 'campaignError.INVALID_CAMPAIGN_NAME' }, 400, 'campaignError.INVALID_CAMPAIGN_NAME'],
  ] as const)('%s %j', async (kind, details, status, code) => {
    await planFault({ platform: 'google', accountId: account, match: 'googleAds:mutate', kind, details })
    const before = (await campaigns()).length
    const answer = await client.mutate(account, campaignOperations(account, `Fault ${kind} ${JSON.stringify(details)}`))
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]])
    expect((await campaigns()).length).toBe(before)
    expect(
      (await client.mutate(account, campaignOperations(account, `Fault ${kind} ${JSON.stringify(details)}`))).status,
    ).toBe(200)
  })

  test('rate limits say when to come back; a stream wraps its error in a list', async () => {
    await planFault({ platform: 'google', match: 'searchStream', kind: 'rate_limit', details: { seconds: 45 } })
    const answer = await client.call(`/v25/customers/${account}/googleAds:searchStream`, {
      query: 'SELECT campaign.id FROM campaign',
    })
    const error = listOf(at(listOf(answer.json)[0], 'error.details')).map((detail) =>
      at(listOf(recordOf(detail)['errors'])[0], 'details'),
    )
    expect(error).toEqual([
      { quotaErrorDetails: { rateScope: 'ACCOUNT', rateName: 'Requests per account', retryDelay: '45s' } },
    ])
  })

  test('an expired token', async () => {
    await planFault({ platform: 'google', match: 'googleAds', kind: 'expired_token' })
    const answer = await client.mutate(account, campaignOperations(account, 'Expired'))
    expect([answer.status, at(answer.json, 'error.status')]).toEqual([401, 'UNAUTHENTICATED'])
  })

  test('an error after the write: the campaign is there, once', async () => {
    await planFault({ platform: 'google', match: 'googleAds:mutate', kind: 'server_error_after_write' })
    const answer = await client.mutate(account, campaignOperations(account, 'Written unseen'))
    expect(answer.status).toBe(500)
    const found = await client.rows(account, "SELECT campaign.id FROM campaign WHERE campaign.name = 'Written unseen'")
    expect(found).toHaveLength(1)
    const again = codesOf(await client.mutate(account, campaignOperations(account, 'Written unseen')))
    expect(new Set(again)).toEqual(
      new Set(['campaignBudgetError.DUPLICATE_NAME', 'newResourceCreationError.TEMP_ID_RESOURCE_HAD_ERRORS']),
    )
  })

  test('a time-out after the write leaves it done', async () => {
    await planFault({
      platform: 'google',
      match: 'googleAds:mutate',
      kind: 'timeout_after_write',
      details: { ms: 20_000 },
    })
    const path = `${base()}/v25/customers/${account}/googleAds:mutate`
    const sent = fetch(path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${client.token}`,
        'login-customer-id': client.manager,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ mutateOperations: campaignOperations(account, 'Held back') }),
      signal: AbortSignal.timeout(2_000),
    })
    await expect(sent).rejects.toThrow(/timeout|aborted/i)
    expect(
      await client.rows(account, "SELECT campaign.id FROM campaign WHERE campaign.name = 'Held back'"),
    ).toHaveLength(1)
  })
})
