import { createServer, type Server } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Scope, within } from '@/lib/access/scope'
import { effects } from '@/lib/connectors/sandbox-fixture.server'
import { AppError } from '@/lib/core/errors'
import { assignAccount } from '@/lib/integration/accounts.server'
import { unsafeCampaignsOutOfStep } from '@/lib/job/sweep.server'
import { clearFaults, planFault } from '@/lib/sandbox/fault.server'
import { listenSandbox } from '@/lib/sandbox/listen.server'
import { setEnvironment } from '@/lib/server/env'
import { db } from '@/lib/server/prisma'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { agency, client, person } from '@/prisma/seed/factories'
import { connectSandbox, sandboxEnvironment } from '@/prisma/seed/sandbox-login'
import { useDatabase } from '@/vitest.setup'
import { adoptCampaign } from './adopt.server'
import { manualKey } from './hold'
import { importCampaigns } from './import.server'
import { applyState } from './state.server'
import { pauseCampaigns, pausePart, resumeCampaigns, resumePart } from './switch.server'

let close: () => Promise<void>
let jobs: Server
const sent: { name: string; data: { campaignId: string } }[] = []

type Imported = { scope: Scope; campaigns: Awaited<ReturnType<typeof campaignsOf>> }
const worlds: Partial<Record<'google_ads' | 'meta_ads', Imported>> = {}

const campaignsOf = (scope: Scope) =>
  db(scope).campaign.findMany({
    where: within(scope),
    include: { units: { include: { creatives: true }, orderBy: { name: 'asc' } }, platformMap: true },
    orderBy: { name: 'asc' },
  })

async function imported(provider: 'google_ads' | 'meta_ads'): Promise<Imported> {
  const home = await agency()
  const place = await client(home.id)
  const owner = await person(home.id, { role: 'owner' })
  await connectSandbox(owner.scope, provider, 'ads@harbour.example')
  const account = await unsafeDb().adAccount.findFirstOrThrow({
    where: { agencyId: home.id, name: { contains: 'Nordlys' } },
  })
  await assignAccount(owner.scope, { adAccountId: account.id, clientId: place.id })
  await importCampaigns(owner.scope, account.id)
  return { scope: owner.scope, campaigns: await campaignsOf(owner.scope) }
}

beforeAll(async () => {
  await useDatabase()
  jobs = createServer((request, response) => {
    void json(request).then((body) => {
      sent.push(...(body as typeof sent))
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ids: ['1'], status: 200 }))
    })
  })
  await new Promise<void>((done) => jobs.listen(0, '127.0.0.1', done))
  const address = jobs.address()
  const port = typeof address === 'object' && address ? address.port : 0
  setEnvironment({ INNGEST_BASE_URL: `http://127.0.0.1:${port}`, INNGEST_EVENT_KEY: 'test' })
  const sandbox = await listenSandbox()
  setEnvironment(sandboxEnvironment(sandbox.origin))
  close = sandbox.close
  worlds.google_ads = await imported('google_ads')
  worlds.meta_ads = await imported('meta_ads')
})
afterAll(async () => {
  await close()
  jobs.close()
})
afterEach(clearFaults)

/** A live campaign of the platform, adopted; each call gives another one. */
let used = 0
async function live(platform: 'google_ads' | 'meta_ads') {
  const world = worlds[platform]
  const all = world?.campaigns.filter(({ status, units }) => status === 'live' && units.length > 0) ?? []
  const campaign = all[used++ % all.length]
  if (!world || !campaign?.platformMap) throw new Error('no live campaign')
  const { scope } = world
  await adoptCampaign(scope, campaign.id)
  await unsafeDb().hold.deleteMany({ where: { campaignId: campaign.id } })
  await unsafeDb().campaignExecutionLog.deleteMany({ where: { campaignId: campaign.id } })
  await unsafeDb().campaign.update({ where: { id: campaign.id }, data: { desiredOn: true } })
  await applyState(scope, campaign.id)
  const row = () =>
    db(scope).campaign.findFirstOrThrow({
      where: { id: campaign.id, ...within(scope) },
      include: { units: { include: { creatives: true } }, holds: true },
    })
  const logs = () =>
    db(scope).campaignExecutionLog.findMany({
      where: { campaignId: campaign.id, ...within(scope) },
      orderBy: { createdAt: 'asc' },
    })
  await unsafeDb().campaignExecutionLog.deleteMany({ where: { campaignId: campaign.id } })
  const writes = () =>
    db(scope).platformWrite.findMany({
      where: { campaignId: campaign.id, ...within(scope) },
      orderBy: { createdAt: 'asc' },
    })
  await unsafeDb().platformWrite.deleteMany({ where: { campaignId: campaign.id } })
  const changes = async () =>
    (await effects(platform === 'google_ads' ? 'google' : 'meta', campaign.platformMap?.externalCampaignId ?? ''))
      .length
  return { scope, campaign, row, logs, writes, changes, began: await changes() }
}

test('an imported campaign is read-only until it is adopted', async () => {
  const world = worlds.meta_ads
  const [campaign] = world?.campaigns ?? []
  if (!world || !campaign) throw new Error('no campaign')
  await unsafeDb().campaign.update({ where: { id: campaign.id }, data: { adoptedAt: null } })
  await expect(pauseCampaigns(world.scope, [campaign.id])).rejects.toThrow(/imported and is read-only. Adopt it first/)
  await expect(resumeCampaigns(world.scope, [campaign.id])).rejects.toThrow(/read-only/)
  const [unit] = campaign.units
  await expect(pausePart(world.scope, { campaignId: campaign.id, kind: 'unit', id: unit?.id ?? '' })).rejects.toThrow(
    /read-only/,
  )
  expect(await applyState(world.scope, campaign.id)).toEqual({ state: 'skipped', why: 'read_only' })
  expect(await db(world.scope).hold.count({ where: { campaignId: campaign.id, ...within(world.scope) } })).toBe(0)
  expect(await adoptCampaign(world.scope, campaign.id)).toEqual({ adopted: true })
  expect(await adoptCampaign(world.scope, campaign.id)).toEqual({ adopted: false })
})

describe.each(['google_ads', 'meta_ads'] as const)('%s', (platform) => {
  test('pause and resume reach the platform once, whatever is pressed twice', async () => {
    const { scope, campaign, row, logs, writes, changes, began } = await live(platform)
    const asks = sent.length
    const both = await Promise.all([pauseCampaigns(scope, [campaign.id]), pauseCampaigns(scope, [campaign.id])])
    expect(both.map(({ asked }) => String(asked.length)).toSorted()).toEqual(['0', '1'])
    expect(sent.slice(asks).map(({ data }) => data.campaignId)).toEqual([campaign.id])
    expect((await row()).holds.map(({ kind, key, setBy }) => [kind, key, setBy])).toEqual([
      ['manual', manualKey(campaign.id), scope.actor.name],
    ])

    expect(await applyState(scope, campaign.id)).toEqual({ state: 'applied', isOn: false, changed: 1 })
    expect(await applyState(scope, campaign.id)).toEqual({ state: 'applied', isOn: false, changed: 0 })
    const paused = await row()
    expect([paused.status, paused.desiredOn]).toEqual(['paused', true])
    expect(paused.units.flatMap((u) => [u.status, ...u.creatives.map((c) => c.status)])).not.toContain('live')
    expect(await changes()).toBe(began + 1)

    expect((await resumeCampaigns(scope, [campaign.id])).held).toEqual([])
    expect(await resumeCampaigns(scope, [campaign.id])).toMatchObject({ asked: [], already: [campaign.id] })
    expect(await applyState(scope, campaign.id)).toEqual({ state: 'applied', isOn: true, changed: 1 })
    const resumed = await row()
    expect(resumed.status).toBe('live')
    const before = campaign.units.map(({ id, status, creatives }) => [id, status, creatives.map((c) => c.status)])
    expect(
      resumed.units
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map(({ id, status, creatives }) => [id, status, creatives.map((c) => c.status)]),
    ).toEqual(before)
    expect(await changes()).toBe(began + 2)
    expect((await writes()).map(({ state, attempt }) => [state, attempt])).toEqual([
      ['done', 1],
      ['done', 1],
    ])
    expect((await logs()).map(({ action, status }) => `${action} ${status}`)).toEqual([
      'pause requested',
      'pause success',
      'resume requested',
      'resume success',
    ])
    expect(new Set((await logs()).map(({ actorName }) => actorName))).toEqual(new Set([scope.actor.name]))
  })

  test("resume releases one's own hold only, and says what still holds", async () => {
    const { scope, campaign, row } = await live(platform)
    await pauseCampaigns(scope, [campaign.id])
    const own = { agencyId: scope.agencyId, clientId: campaign.clientId, campaignId: campaign.id }
    await db(scope).hold.create({
      data: { ...own, kind: 'budget_day', key: 'budget_day:b:D', reason: 'Day cap reached.', setBy: 'Budget guard' },
    })
    await applyState(scope, campaign.id)
    expect((await resumeCampaigns(scope, [campaign.id])).held).toEqual([
      { id: campaign.id, name: campaign.name, pills: ['Paused: day cap'] },
    ])
    expect(await applyState(scope, campaign.id)).toMatchObject({ isOn: false, changed: 0 })
    expect((await row()).status).toBe('paused')
    await db(scope).hold.updateMany({
      where: { campaignId: campaign.id, ...within(scope), kind: 'budget_day' },
      data: { releasedAt: new Date() },
    })
    expect(await applyState(scope, campaign.id)).toMatchObject({ isOn: true, changed: 1 })
  })

  test('a unit and an ad have switches of their own', async () => {
    const { scope, campaign, row } = await live(platform)
    const unit = campaign.units.find(
      ({ status, creatives }) => status === 'live' && creatives.some((c) => c.status === 'live'),
    )
    const ad = unit?.creatives.find(({ status }) => status === 'live')
    if (!unit || !ad) throw new Error('no unit with an ad')
    const part = { campaignId: campaign.id, kind: 'ad', id: ad.id } as const
    expect([await pausePart(scope, part), await pausePart(scope, part)]).toEqual([
      { changed: true },
      { changed: false },
    ])
    expect(await applyState(scope, campaign.id)).toMatchObject({ isOn: true, changed: 1 })
    const of = async () => (await row()).units.find(({ id }) => id === unit.id)
    expect([(await of())?.status, (await of())?.creatives.find(({ id }) => id === ad.id)?.status]).toEqual([
      'live',
      'paused',
    ])

    await pausePart(scope, { campaignId: campaign.id, kind: 'unit', id: unit.id })
    expect(await applyState(scope, campaign.id)).toMatchObject({ changed: 1 })
    expect((await of())?.status).toBe('paused')
    await resumePart(scope, { campaignId: campaign.id, kind: 'unit', id: unit.id })
    await resumePart(scope, part)
    expect(await applyState(scope, campaign.id)).toMatchObject({ changed: 2 })
    expect([(await of())?.status, (await of())?.creatives.find(({ id }) => id === ad.id)?.status]).toEqual([
      'live',
      'live',
    ])
  })

  test('an answer that is lost after the write is found by reading, and nothing is sent twice', async () => {
    const { scope, campaign, changes, began, writes, row } = await live(platform)
    await pauseCampaigns(scope, [campaign.id])
    const match = platform === 'google_ads' ? 'campaigns:mutate' : 'POST'
    await planFault({
      platform: platform === 'google_ads' ? 'google' : 'meta',
      kind: 'server_error_after_write',
      match,
      remaining: 10,
    })
    await expect(applyState(scope, campaign.id)).rejects.toThrow(AppError)
    await clearFaults()
    expect((await writes()).map(({ state }) => state)).toEqual(['unknown'])
    expect(await applyState(scope, campaign.id)).toEqual({ state: 'applied', isOn: false, changed: 0 })
    expect((await writes()).map(({ state }) => state)).toEqual(['done'])
    expect((await row()).status).toBe('paused')
    expect(await changes()).toBe(began + 1)
  })

  test("a refusal is logged in the platform's words; the wish stands and is tried again as a new write", async () => {
    const { scope, campaign, logs, row, writes } = await live(platform)
    await pauseCampaigns(scope, [campaign.id])
    const match = platform === 'google_ads' ? 'campaigns:mutate' : 'POST'
    await planFault({
      platform: platform === 'google_ads' ? 'google' : 'meta',
      kind: 'reject',
      match,
      details: { message: 'The account is under review' },
    })
    await expect(applyState(scope, campaign.id)).rejects.toThrow(/under review/)
    const [, refused] = await logs()
    expect([refused?.status, refused?.message]).toEqual([
      'error',
      expect.stringContaining('The account is under review'),
    ])
    expect((await row()).status).toBe('live')
    expect(await applyState(scope, campaign.id)).toMatchObject({ isOn: false, changed: 1 })
    expect((await writes()).map(({ state }) => state)).toEqual(['failed', 'done'])
  })
})

test('the sweep finds campaigns that are out of step, once they have had their minute, and rests after a refusal', async () => {
  const { scope, campaign } = await live('meta_ads')
  const found = async () => (await unsafeCampaignsOutOfStep()).some(({ id }) => id === campaign.id)
  const age = () =>
    unsafeDb()
      .$executeRaw`update campaign set "updatedAt" = now() - interval '10 minutes' where id = ${campaign.id}::uuid`
  await age()
  expect(await found()).toBe(false)
  await pauseCampaigns(scope, [campaign.id])
  expect(await found()).toBe(true)
  const log = {
    agencyId: scope.agencyId,
    clientId: campaign.clientId,
    campaignId: campaign.id,
    action: 'pause',
    status: 'error',
    message: 'No.',
    actorName: 'Job',
  }
  const refusal = await unsafeDb().campaignExecutionLog.create({ data: log })
  expect(await found()).toBe(false)
  await unsafeDb().campaignExecutionLog.delete({ where: { id: refusal.id } })
  await applyState(scope, campaign.id)
  await age()
  expect(await found()).toBe(false)
})

test('many at once are all or none, and a foreign or unknown campaign is not found', async () => {
  const { scope, campaign } = await live('meta_ads')
  const other = worlds.google_ads?.campaigns[0]
  await expect(pauseCampaigns(scope, [campaign.id, other?.id ?? ''])).rejects.toMatchObject({ code: 'not_found' })
  expect(await db(scope).hold.count({ where: { campaignId: campaign.id, ...within(scope), releasedAt: null } })).toBe(0)
  await expect(applyState(scope, other?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
  await expect(adoptCampaign(scope, other?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
})
