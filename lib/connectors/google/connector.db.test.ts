import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, dayOf } from '@/lib/core/day'
import { clearFaults, planFault } from '@/lib/sandbox/fault.server'
import { useDatabase } from '@/vitest.setup'
import {
  type Caller,
  ConnectorError,
  type ExternalIds,
  type PlannedWrite,
  type ReportRow,
  type Tokens,
} from '../define'
import { adSpec, googleSpec, rules, unitSpec } from '../fixtures'
import { createHttp } from '../http.server'
import { callerOf, consent, effects, plainPicture, resolved, startSandbox } from '../sandbox-fixture.server'
import { googleConnector } from './connector.server'

const google = googleConnector(createHttp({ timeoutMs: 1_500, random: () => 0, sleep: async () => undefined }))
let sandbox: Awaited<ReturnType<typeof startSandbox>>
let tokens: Tokens
let tasty: Caller
let nordlys: Caller

beforeAll(async () => {
  await useDatabase()
  sandbox = await startSandbox()
  tokens = await consent(google, sandbox.origin, 'ads@harbour.example')
  const accounts = await google.listAccounts(tokens)
  const named = (name: string) => {
    const account = accounts.find((one) => one.name === name)
    if (!account) throw new Error(`no account ${name}`)
    return callerOf(google, tokens, account)
  }
  tasty = named('Tasty Chips Co.')
  nordlys = named('Nordlys')
})
afterAll(() => sandbox.close())
beforeEach(clearFaults)

let made = 0
/** A campaign of its own for each test: names are unique in an account. */
function planned(changes: Parameters<typeof googleSpec>[0] = {}): { create: PlannedWrite; activate: PlannedWrite } {
  const key = `t${++made}`
  const ads = [adSpec({ key: `${key}a1` }), adSpec({ key: `${key}a2` })]
  const units = [
    unitSpec({ key: `${key}u1`, name: `Snackers [pl:${key}u1]`, ads, rules: rules({ ageMin: 25, genders: 'female' }) }),
  ]
  const [create, activate] = google.plan(
    googleSpec({ key, name: `tasty ${key} [pl:${key}]`, account: tasty.account, units, ...changes }),
  )
  if (!create || !activate) throw new Error('nothing was planned')
  return { create, activate }
}

const fault = async (work: Promise<unknown>): Promise<ConnectorError> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown)
  if (error instanceof ConnectorError) return error
  throw new Error(`expected a ConnectorError, got ${String(error)}`)
}

describe('connecting', () => {
  test('gives tokens with an end, a refresh token and a name for the login', async () => {
    expect(tokens.refreshToken).toMatch(/\S+/)
    expect(tokens.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 3_000_000)
    const user = await google.oauth.whoAmI(tokens)
    expect(user.externalUserId).toMatch(/^\d{10}$/)
    expect(user.label).not.toBe('')
  })
  test('lists the accounts below the manager, with the way through it', async () => {
    const accounts = await google.listAccounts(tokens)
    expect(accounts.map(({ name }) => name).sort()).toEqual(['Kaze', 'Nordlys', 'Pacifica', 'Tasty Chips Co.'])
    const kaze = accounts.find(({ name }) => name === 'Kaze')
    expect(kaze).toMatchObject({
      currency: 'JPY',
      timezone: 'Asia/Tokyo',
      loginExternalId: expect.stringMatching(/^\d{10}$/),
    })
  })
  test('a refresh keeps the refresh token, a revoked one asks to reconnect', async () => {
    const own = await consent(google, sandbox.origin, 'someone@else.example')
    const renewed = await google.oauth.refresh(own)
    expect(renewed.accessToken).not.toBe(own.accessToken)
    expect(renewed.refreshToken).toBe(own.refreshToken)
    await google.oauth.revoke(renewed)
    const error = await fault(google.oauth.refresh(renewed))
    expect([error.fault, error.message]).toEqual([
      'auth_reconnect',
      'Google Ads has ended this connection. Reconnect it on the integrations page.',
    ])
  })
  test("a stranger's account is refused", async () => {
    const rival = await consent(google, sandbox.origin, 'ads@rival.example')
    const error = await fault(google.listCampaigns({ ...nordlys, credentials: rival }))
    expect(error.fault).toBe('permission')
  })
  test('without the manager in the header a child is not permitted', async () => {
    const error = await fault(
      google.listCampaigns({ ...nordlys, account: { ...nordlys.account, loginExternalId: null } }),
    )
    expect(error.fault).toBe('permission')
  })
  test('an expired access token asks to be refreshed', async () => {
    await planFault({ platform: 'google', kind: 'expired_token' })
    expect((await fault(google.listCampaigns(nordlys))).fault).toBe('auth_refresh')
  })
})

describe('creating', () => {
  test('makes one paused campaign that reads back as it was sent, and then switches it on', async () => {
    const { create, activate } = planned()
    const ids = await google.send(tasty, create, plainPicture)
    const key = create.entities[0]?.key ?? ''
    expect(Object.keys(ids).sort()).toEqual(
      [
        `${key}.budget`,
        `${key}.campaign`,
        `${key}.campaign_resource`,
        `${key}a1.ad`,
        `${key}a2.ad`,
        `${key}u1.unit`,
      ].sort(),
    )
    expect(await google.readBack(tasty, create, ids)).toEqual({ platformStatus: 'PAUSED', differences: [] })
    const campaign = { kind: 'campaign' as const, externalId: ids[`${key}.campaign`] ?? '' }
    expect(await google.getStatus(tasty, campaign)).toEqual({ isOn: false, platformStatus: 'PAUSED' })

    const on = resolved(activate, ids)
    expect(await google.find(tasty, on)).toBeUndefined()
    expect(await google.send(tasty, on, plainPicture)).toEqual({})
    expect(await google.find(tasty, on)).toEqual({})
    expect((await google.readBack(tasty, on, {})).differences).toEqual([])
    expect((await google.getStatus(tasty, campaign)).isOn).toBe(true)
  })
  test('with a lifetime budget, dates and a goal of its own reads back as sent', async () => {
    const [goal] = await google.listAssets(tasty)
    expect(goal?.kind).toBe('conversion_goal')
    const start = addDays(dayOf(new Date()), 2)
    const { create } = planned({
      objective: 'leads',
      conversionGoalId: goal?.externalId ?? null,
      budget: { type: 'lifetime', amountMicros: 900_000_000n, currency: 'USD' },
      startsOn: start,
      endsOn: addDays(start, 30),
    })
    const ids = await google.send(tasty, create, plainPicture)
    expect((await google.readBack(tasty, create, ids)).differences).toEqual([])
  })
  test('an ad that Google refuses creates nothing, and the field is named', async () => {
    const key = 'refused'
    const units = [
      unitSpec({
        key: `${key}u1`,
        ads: [
          adSpec({
            key: `${key}a1`,
            fields: {
              ...adSpec().fields,
              headlines: [
                { text: 'x'.repeat(31), pin: null },
                { text: 'B', pin: null },
                { text: 'C', pin: null },
              ],
            },
          }),
        ],
      }),
    ]
    const { create } = planned({ key, units })
    const before = (await effects('google', 'create')).length
    const error = await fault(google.send(tasty, create, plainPicture))
    expect([error.fault, error.platform?.code]).toEqual(['validation', 'stringLengthError.TOO_LONG'])
    expect(error.platform?.field).toContain('headlines')
    expect((await effects('google', 'create')).length).toBe(before)
    expect(await google.find(tasty, create)).toBeUndefined()
  })
  test('a time-out after the write has an unknown outcome; looking finds every id, and nothing is doubled', async () => {
    const { create } = planned()
    await planFault({
      platform: 'google',
      kind: 'timeout_after_write',
      match: 'googleAds:mutate',
      details: { ms: 4_000 },
    })
    expect((await fault(google.send(tasty, create, plainPicture))).fault).toBe('outcome_unknown')
    const ids = (await google.find(tasty, create)) ?? {}
    const key = create.entities[0]?.key ?? ''
    expect(Object.keys(ids).sort()).toEqual(
      [
        `${key}.budget`,
        `${key}.campaign`,
        `${key}.campaign_resource`,
        `${key}a1.ad`,
        `${key}a2.ad`,
        `${key}u1.unit`,
      ].sort(),
    )
    expect((await google.readBack(tasty, create, ids)).differences).toEqual([])
    const list = await google.listCampaigns(tasty)
    expect(list.filter(({ name }) => name === create.name)).toHaveLength(1)
  })
  test('a server error after the write is unknown and found; before the write it is unknown and not found', async () => {
    const [after, before] = [planned().create, planned().create]
    await planFault({ platform: 'google', kind: 'server_error_after_write', match: 'googleAds:mutate' })
    expect((await fault(google.send(tasty, after, plainPicture))).fault).toBe('outcome_unknown')
    expect(await google.find(tasty, after)).toBeDefined()
    await planFault({ platform: 'google', kind: 'server_error', match: 'googleAds:mutate' })
    expect((await fault(google.send(tasty, before, plainPicture))).fault).toBe('outcome_unknown')
    expect(await google.find(tasty, before)).toBeUndefined()
  })
  test('a write that meets the rate limit was not applied', async () => {
    const { create } = planned()
    await planFault({ platform: 'google', kind: 'rate_limit', match: 'googleAds:mutate', details: { seconds: 40 } })
    const error = await fault(google.send(tasty, create, plainPicture))
    expect([error.fault, error.retry]).toEqual(['rate_limit', { afterMs: 40_000 }])
    expect(await google.find(tasty, create)).toBeUndefined()
  })
})

describe('steering', () => {
  let ids: ExternalIds = {}
  let key = ''
  beforeAll(async () => {
    const { create } = planned()
    key = create.entities[0]?.key ?? ''
    ids = await google.send(tasty, create, plainPicture)
  })
  test('pauses and resumes a campaign, an ad group and an ad', async () => {
    const unitExternalId = ids[`${key}u1.unit`] ?? ''
    const targets = [
      { kind: 'campaign' as const, externalId: ids[`${key}.campaign`] ?? '' },
      { kind: 'unit' as const, externalId: unitExternalId },
      { kind: 'ad' as const, externalId: ids[`${key}a1.ad`] ?? '', unitExternalId },
    ]
    for (const target of targets) {
      for (const isOn of [true, false]) {
        await google.setStatus(tasty, target, isOn)
        expect((await google.getStatus(tasty, target)).isOn).toBe(isOn)
      }
    }
  })
  test('an ad without its ad group is refused before anything is sent', async () => {
    await expect(google.setStatus(tasty, { kind: 'ad', externalId: '1' }, true)).rejects.toThrow('within its ad group')
  })
  test("changes a campaign's own budget, rounded to what can be billed", async () => {
    const target = { level: 'campaign' as const, externalId: ids[`${key}.budget`] ?? '', type: 'daily' as const }
    await google.setBudget(tasty, target, 75_129_999n)
    const campaign = (await google.listCampaigns(tasty)).find(({ externalId }) => externalId === ids[`${key}.campaign`])
    expect(campaign?.budget).toEqual({
      type: 'daily',
      amountMicros: 75_120_000n,
      level: 'campaign',
      externalId: target.externalId,
    })
    expect((await fault(google.setBudget(tasty, { ...target, type: 'lifetime' }, 1_000_000n))).message).toContain(
      'a daily one',
    )
    expect((await fault(google.setBudget(tasty, { ...target, level: 'shared' }, 1_000_000n))).fault).toBe('unsupported')
    expect((await fault(google.setBudget(tasty, { ...target, externalId: '999999999' }, 1_000_000n))).fault).toBe(
      'not_found',
    )
  })
})

describe('reading', () => {
  test('imports campaigns with their units, ads and budgets', async () => {
    const campaigns = await google.listCampaigns(nordlys)
    expect(campaigns).toHaveLength(3)
    for (const campaign of campaigns) {
      expect(campaign.budget?.amountMicros).toBeGreaterThan(0n)
      expect(campaign.units.flatMap((unit) => unit.ads).length).toBeGreaterThan(0)
    }
  })
  const collect = async (grain: 'day' | 'hour', days: number, ids?: string[]): Promise<ReportRow[]> => {
    const last = addDays(dayOf(new Date()), -2)
    const all: ReportRow[] = []
    for await (const page of google.report(nordlys, {
      grain,
      first: addDays(last, 1 - days),
      last,
      externalCampaignIds: ids,
    }))
      all.push(...page.rows)
    return all
  }
  test('hours add up to their day', async () => {
    const [daily, hourly] = [await collect('day', 3), await collect('hour', 3)]
    expect(daily.length).toBeGreaterThan(0)
    const sum = (rows: ReportRow[]) => rows.reduce((total, row) => total + row.spendMicros, 0n)
    expect(sum(hourly)).toBe(sum(daily))
    expect(hourly.every(({ hour }) => hour !== null && hour >= 0 && hour < 24)).toBe(true)
    expect(daily.every(({ hour, more }) => hour === null && 'all_conversions' in more)).toBe(true)
  })
  test('only the campaigns that were asked for', async () => {
    const [one] = await google.listCampaigns(nordlys)
    const rows = await collect('day', 5, [one?.externalId ?? ''])
    expect(new Set(rows.map(({ externalCampaignId }) => externalCampaignId))).toEqual(new Set([one?.externalId]))
    expect(await collect('day', 5, [])).toEqual([])
  })
  test('a read that meets passing faults is repeated', async () => {
    await planFault({ platform: 'google', kind: 'server_error', remaining: 2 })
    expect(await google.listCampaigns(nordlys)).toHaveLength(3)
  })
  test('a question that is too large is asked again in halves, without a row twice', async () => {
    const whole = await collect('day', 8)
    await planFault({
      platform: 'google',
      kind: 'reject',
      match: 'googleAds:search',
      details: { code: 'queryError.DATE_RANGE_TOO_WIDE', message: 'Too wide.' },
    })
    const halved = await collect('day', 8)
    const key = (row: ReportRow) => `${row.externalCampaignId} ${row.day}`
    expect(halved.map(key).sort()).toEqual(whole.map(key).sort())
  })
})
