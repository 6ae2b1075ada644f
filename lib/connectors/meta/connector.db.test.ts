import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, dayOf } from '@/lib/core/day'
import type { CampaignSpec } from '@/lib/ad/spec'
import { clearFaults, planFault } from '@/lib/sandbox/fault.server'
import { useDatabase } from '@/vitest.setup'
import { type Caller, ConnectorError, type ExternalIds, type PlannedWrite, type ReadBack, type Tokens } from '../define'
import { adSpec, media, metaSpec, rules, unitSpec } from '../fixtures'
import { createHttp } from '../http.server'
import { callerOf, consent, effects, plainPicture, resolved, startSandbox } from '../sandbox-fixture.server'
import { metaConnector } from './connector.server'

const meta = metaConnector(createHttp({ timeoutMs: 1_500, random: () => 0, sleep: async () => undefined }))
let sandbox: Awaited<ReturnType<typeof startSandbox>>
let tokens: Tokens
let tasty: Caller
let nordlys: Caller
let pageId: string
let instagramId: string
let pixelId: string

beforeAll(async () => {
  await useDatabase()
  sandbox = await startSandbox()
  tokens = await consent(meta, sandbox.origin, 'ads@harbour.example')
  const accounts = await meta.listAccounts(tokens)
  const named = (name: string) => {
    const account = accounts.find((one) => one.name === name)
    if (!account) throw new Error(`no account ${name}`)
    return callerOf(meta, tokens, account)
  }
  tasty = named('Tasty Chips Co.')
  nordlys = named('Nordlys')
  const assets = await meta.listAssets(tasty)
  const idOf = (kind: string) =>
    assets.find((asset) => asset.kind === kind && asset.name.toLowerCase().includes('tasty'))?.externalId ?? ''
  pageId = idOf('page')
  instagramId = idOf('instagram')
  pixelId = idOf('pixel')
})
afterAll(() => sandbox.close())
beforeEach(clearFaults)

let made = 0
const spec = (changes: Partial<CampaignSpec> = {}): CampaignSpec => {
  const key = `m${++made}`
  const ads = [
    adSpec({ key: `${key}a1`, name: `Ad 1 [pl:${key}a1]` }),
    adSpec({ key: `${key}a2`, name: `Ad 2 [pl:${key}a2]` }),
  ]
  const units = [unitSpec({ key: `${key}u1`, name: `Snackers [pl:${key}u1]`, ads })]
  return metaSpec({
    key,
    name: `tasty ${key} [pl:${key}]`,
    account: tasty.account,
    pageId,
    instagramId,
    units,
    ...changes,
  })
}

type Sent = { ids: ExternalIds; readBacks: { write: PlannedWrite; readBack: ReadBack }[] }

/** Sends writes in order, as a launch does, and reads each back. */
async function launch(writes: readonly PlannedWrite[]): Promise<Sent> {
  const ids: ExternalIds = {}
  const readBacks: Sent['readBacks'] = []
  for (const planned of writes) {
    const write = resolved(planned, ids)
    const given = await meta.send(tasty, write, plainPicture)
    Object.assign(ids, given)
    readBacks.push({ write, readBack: await meta.readBack(tasty, write, given) })
  }
  return { ids, readBacks }
}

const creates = (campaign: CampaignSpec) => meta.plan(campaign).filter(({ phase }) => phase === 'create')

const fault = async (work: Promise<unknown>): Promise<ConnectorError> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown)
  if (error instanceof ConnectorError) return error
  throw new Error(`expected a ConnectorError, got ${String(error)}`)
}

describe('connecting', () => {
  test('ends with a token of sixty days and a name for the login', async () => {
    expect(tokens.refreshToken).toBeNull()
    expect(tokens.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 59 * 86_400_000)
    expect(await meta.oauth.whoAmI(tokens)).toEqual({ externalUserId: expect.stringMatching(/^\d+$/), label: 'Ads' })
  })
  test('lists accounts with their currency, zone and state', async () => {
    const accounts = await meta.listAccounts(tokens)
    expect(accounts.map(({ name }) => name).sort()).toEqual(['Kaze', 'Nordlys', 'Pacifica', 'Tasty Chips Co.'])
    expect(accounts.find(({ name }) => name === 'Kaze')).toMatchObject({
      currency: 'JPY',
      timezone: 'Asia/Tokyo',
      platformStatus: 'ACTIVE',
      loginExternalId: null,
    })
  })
  test('offers pages, Instagram accounts, pixels and their standard events', async () => {
    const kinds = new Set((await meta.listAssets(tasty)).map(({ kind }) => kind))
    expect(kinds).toEqual(new Set(['page', 'instagram', 'pixel', 'pixel_event']))
  })
  test('a token is exchanged while it works; a revoked one asks to reconnect', async () => {
    const own = await consent(meta, sandbox.origin, 'someone@else.example')
    const renewed = await meta.oauth.refresh(own)
    expect(renewed.accessToken).not.toBe(own.accessToken)
    await meta.oauth.revoke(renewed)
    expect((await fault(meta.oauth.refresh(renewed))).fault).toBe('auth_reconnect')
    expect((await fault(meta.listAccounts(renewed))).message).toBe(
      'Meta has ended this connection. Reconnect it on the integrations page.',
    )
  })
  test("a stranger's account is refused", async () => {
    const rival = await consent(meta, sandbox.origin, 'ads@rival.example')
    expect((await fault(meta.listCampaigns({ ...nordlys, credentials: rival }))).fault).toBe('permission')
  })
  test('an expired token asks to reconnect', async () => {
    await planFault({ platform: 'meta', kind: 'expired_token' })
    expect((await fault(meta.listCampaigns(nordlys))).fault).toBe('auth_reconnect')
  })
})

describe('creating', () => {
  test('makes everything paused, as it was sent, and switches it on from below', async () => {
    const campaign = spec()
    const { ids, readBacks } = await launch(meta.plan(campaign))
    expect(readBacks.flatMap(({ readBack }) => readBack.differences)).toEqual([])
    const statuses = readBacks
      .filter(({ write }) => ['meta.campaign', 'meta.adset', 'meta.ad'].includes(write.kind))
      .map(({ readBack }) => readBack.platformStatus)
    expect(statuses.every((status) => /PAUSED$/.test(status))).toBe(true)
    expect(
      await meta.getStatus(tasty, { kind: 'campaign', externalId: ids[`${campaign.key}.campaign`] ?? '' }),
    ).toMatchObject({ isOn: true })
    expect(ids[`${campaign.key}.budget`]).toBe(ids[`${campaign.key}.campaign`])
  })
  test.each<[string, () => Partial<CampaignSpec>]>([
    ['sales with a pixel', () => ({ objective: 'sales', pixelId, pixelEvent: 'PURCHASE' })],
    [
      'leads in the EU',
      () => ({
        objective: 'leads',
        pixelId,
        pixelEvent: 'LEAD',
        declarations: {
          specialCategory: 'none',
          euPolitical: false,
          dsaBeneficiary: 'Tasty GmbH',
          dsaPayor: 'Harbour',
        },
        units: [
          unitSpec({
            key: `eu${made}`,
            name: `EU [pl:eu${made}]`,
            rules: rules({
              locations: [{ kind: 'country', name: 'Germany', country: 'DE', keys: {} }],
              ageMin: 25,
              ageMax: 54,
              genders: 'female',
            }),
            ads: [adSpec({ key: `eua${made}`, name: `EU ad [pl:eua${made}]` })],
          }),
        ],
      }),
    ],
    [
      'a lifetime budget between dates',
      () => ({
        budget: { type: 'lifetime', amountMicros: 900_000_000n, currency: 'USD' },
        startsOn: addDays(dayOf(new Date()), 2),
        endsOn: addDays(dayOf(new Date()), 30),
      }),
    ],
    [
      'budgets of ad sets',
      () => ({
        units: [
          unitSpec({
            key: `abo${made}`,
            name: `ABO [pl:abo${made}]`,
            budgetMicros: 60_000_000n,
            ads: [adSpec({ key: `aboa${made}`, name: `ABO ad [pl:aboa${made}]` })],
          }),
        ],
      }),
    ],
    [
      'a picture with crops',
      () => ({
        units: [
          unitSpec({
            key: `cr${made}`,
            name: `Crops [pl:cr${made}]`,
            ads: [
              adSpec({
                key: `cra${made}`,
                name: `Crop ad [pl:cra${made}]`,
                fields: {
                  ...adSpec().fields,
                  media: media({ width: 600, height: 600, crops: { '1:1': { x: 0, y: 0, width: 1, height: 1 } } }),
                },
              }),
            ],
          }),
        ],
      }),
    ],
    [
      'a special category',
      () => ({ declarations: { specialCategory: 'employment', euPolitical: false, dsaBeneficiary: '', dsaPayor: '' } }),
    ],
  ])('%s reads back as it was sent', async (_name, changes) => {
    const { readBacks } = await launch(creates(spec(changes())))
    expect(readBacks.flatMap(({ readBack }) => readBack.differences)).toEqual([])
  })
  test('an enhancement that stays on in spite of us is told', async () => {
    const all = creates(spec())
    const campaign = all.find(({ kind }) => kind === 'meta.creative')
    const image = all.find(({ kind }) => kind === 'meta.image')
    if (!campaign || !image) throw new Error('nothing was planned')
    const ids = await meta.send(tasty, image, plainPicture)
    const write = resolved(campaign, ids)
    const body =
      typeof write.request === 'object' && write.request !== null && 'body' in write.request
        ? write.request['body']
        : null
    const asked = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
    const silent = {
      ...write,
      request: { path: `act_${tasty.account.externalId}/adcreatives`, body: { ...asked, degrees_of_freedom_spec: {} } },
    }
    const given = await meta.send(tasty, silent, plainPicture)
    const { differences } = await meta.readBack(tasty, silent, given)
    expect(differences.map(({ field }) => field)).toContain('enhancement image_touchups')
  })
  test('a budget below the least is refused, with the field and the words of Meta', async () => {
    const [, write] = creates(spec({ budget: { type: 'daily', amountMicros: 10_000n, currency: 'USD' } }))
    if (!write) throw new Error('nothing was planned')
    const error = await fault(meta.send(tasty, write, plainPicture))
    expect([error.fault, error.platform?.subcode]).toEqual(['validation', '1885272'])
    expect(error.platform?.field).toBe('daily_budget')
    expect(error.platform?.requestId).toMatch(/\S/)
  })
})

describe('outcomes that are not known', () => {
  test.each([
    ['image', 'adimages', '.image'],
    ['campaign', 'campaigns', '.campaign'],
    ['adset', 'adsets', '.unit'],
    ['creative', 'adcreatives', '.creative'],
    ['ad', 'ads', '.ad'],
  ])('%s: what an answer was lost for is found by its name and not made twice', async (kind, edge, suffix) => {
    const key = `lost${kind}`
    const picture = media({ hash: Buffer.from(kind).toString('hex').padEnd(64, '0') })
    const campaign = spec({
      key,
      units: [
        unitSpec({
          key: `${key}u`,
          name: `U [pl:${key}u]`,
          ads: [adSpec({ key: `${key}a`, name: `A [pl:${key}a]`, fields: { ...adSpec().fields, media: picture } })],
        }),
      ],
      name: `lost [pl:${key}]`,
    })
    const ids: ExternalIds = {}
    for (const planned of creates(campaign)) {
      const write = resolved(planned, ids)
      if (planned.kind !== `meta.${kind}`) {
        Object.assign(ids, await meta.send(tasty, write, plainPicture))
        continue
      }
      expect(kind === 'image' ? undefined : await meta.find(tasty, write)).toBeUndefined()
      const before = (await effects('meta', 'create')).length
      await planFault({ platform: 'meta', kind: 'timeout_after_write', match: `/${edge}`, details: { ms: 3_000 } })
      expect((await fault(meta.send(tasty, write, plainPicture))).fault).toBe('outcome_unknown')
      const found = (await meta.find(tasty, write)) ?? {}
      expect(Object.keys(found).some((name) => name.endsWith(suffix))).toBe(true)
      expect((await meta.readBack(tasty, write, found)).differences).toEqual([])
      expect((await effects('meta', 'create')).length).toBeLessThanOrEqual(before + 1)
      break
    }
  })
  test('a switch whose answer is lost is seen to be on', async () => {
    const campaign = spec()
    const { ids } = await launch(creates(campaign))
    const activate = meta.plan(campaign).find(({ kind }) => kind === 'meta.activate_campaign')
    if (!activate) throw new Error('nothing was planned')
    const write = resolved(activate, ids)
    expect(await meta.find(tasty, write)).toBeUndefined()
    await planFault({ platform: 'meta', kind: 'server_error_after_write', match: 'POST' })
    expect((await fault(meta.send(tasty, write, plainPicture))).fault).toBe('outcome_unknown')
    expect(await meta.find(tasty, write)).toEqual({})
  })
  test('a write that meets the rate limit was not applied and says when to come back', async () => {
    const [, write] = creates(spec())
    if (!write) throw new Error('nothing was planned')
    await planFault({ platform: 'meta', kind: 'rate_limit', match: '/campaigns', details: { seconds: 1_140 } })
    const error = await fault(meta.send(tasty, write, plainPicture))
    expect(error.fault).toBe('rate_limit')
    expect(error.retry).toEqual({ afterMs: expect.any(Number) })
    expect(await meta.find(tasty, write)).toBeUndefined()
  })
})

describe('steering', () => {
  test('pauses and resumes, and sets the budget where it is owned', async () => {
    const campaign = spec()
    const { ids } = await launch(creates(campaign))
    const externalId = ids[`${campaign.key}.campaign`] ?? ''
    await meta.setStatus(tasty, { kind: 'campaign', externalId }, true)
    expect((await meta.getStatus(tasty, { kind: 'campaign', externalId })).isOn).toBe(true)
    await meta.setBudget(tasty, { level: 'campaign', externalId, type: 'daily' }, 75_129_999n)
    const found = (await meta.listCampaigns(tasty)).find((one) => one.externalId === externalId)
    expect(found?.budget).toEqual({ type: 'daily', amountMicros: 75_120_000n, level: 'campaign', externalId })
    expect(
      (
        await fault(
          meta.setBudget(
            tasty,
            { level: 'unit', externalId: ids[`${campaign.key}u1.unit`] ?? '', type: 'daily' },
            10_000_000n,
          ),
        )
      ).platform?.subcode,
    ).toBe('1885621')
    expect((await fault(meta.setBudget(tasty, { level: 'shared', externalId, type: 'daily' }, 1n))).fault).toBe(
      'unsupported',
    )
  })
  test('shares the budget of several ad sets out as they stand, to the cent', async () => {
    const key = `abo${made}x`
    const unit = (n: number, budgetMicros: bigint) =>
      unitSpec({
        key: `${key}u${n}`,
        name: `U${n} [pl:${key}u${n}]`,
        budgetMicros,
        ads: [adSpec({ key: `${key}a${n}`, name: `A${n} [pl:${key}a${n}]` })],
      })
    const campaign = spec({ units: [unit(1, 60_000_000n), unit(2, 30_000_000n)] })
    const { ids } = await launch(creates(campaign))
    const find = async () =>
      (await meta.listCampaigns(tasty)).find((one) => one.externalId === ids[`${campaign.key}.campaign`])
    const before = (await find())?.budget
    expect(before).toMatchObject({ level: 'unit', amountMicros: 90_000_000n })
    await meta.setBudget(tasty, { level: 'unit', externalId: before?.externalId ?? '', type: 'daily' }, 100_000_000n)
    expect((await find())?.budget?.amountMicros).toBe(100_000_000n)
  })
})
