import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { duplicateAd } from '@/lib/ad/edit'
import type { AdDraft } from '@/lib/ad/schema'
import { requireBuild } from '@/lib/build/data.server'
import { saveBuild } from '@/lib/build/save.server'
import { listVersions } from '@/lib/build/version-data.server'
import { AppError } from '@/lib/core/errors'
import { planFault } from '@/lib/sandbox/fault.server'
import { advanceClock, now } from '@/lib/server/clock.server'
import { env } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { agency, person } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { createLaunch } from './create.server'
import { launchView } from './data.server'
import { chipsBuild, listenEvents, listenPlatforms, runLaunch, tastyChips } from '@/prisma/seed/tasty-chips'
import { prepare } from './prepare.server'
import { leaveOut, retryLaunch } from './retry.server'
import { performWrite } from './write.server'

let place: Awaited<ReturnType<typeof tastyChips>>
let inbox: Awaited<ReturnType<typeof listenEvents>>
let platforms: Awaited<ReturnType<typeof listenPlatforms>>

beforeAll(async () => {
  await useDatabase()
  inbox = await listenEvents()
  platforms = await listenPlatforms()
  place = await tastyChips()
})
afterAll(async () => {
  await platforms.close()
  await inbox.close()
})

const two = (draft: AdDraft): void => {
  Object.assign(draft, duplicateAd(draft, 'ad-1'))
  draft.ads.forEach((ad, i) => (ad.name = `Chips ${i + 1}`))
}
const metaOnly = (draft: AdDraft): void => {
  draft.connections = draft.connections.filter(({ platform }) => platform === 'meta_ads')
}

/** What a person launches after looking at the review. */
async function review(id: string) {
  const build = await requireBuild(place.scope, id)
  const { hash, reasons } = await prepare(place.scope, build)
  return { form: { buildId: id, revision: build.revision, payloadHash: hash ?? '' }, reasons }
}
const launch = async (id: string) => createLaunch(place.scope, (await review(id)).form)
const save = async (id: string, change: (draft: AdDraft) => void) => {
  const { draft, revision, name, skuId } = await requireBuild(place.scope, id)
  change(draft)
  await saveBuild(place.scope, id, { draft, revision, name, skuId })
}
const count = (buildId: string) =>
  Promise.all([
    unsafeDb().campaign.count({ where: { buildId } }),
    unsafeDb().creative.count({ where: { unit: { campaign: { buildId } } } }),
    unsafeDb().platformWrite.count({ where: { launch: { buildId } } }),
  ])
const atMeta = (kind: string) => unsafeDb().sandboxEntity.count({ where: { platform: 'meta', kind } })

describe('launching', () => {
  test('refuses what blocks, another revision, and another payload than the reviewed one', async () => {
    const { id, revision } = await chipsBuild(
      place,
      (draft) => (draft.connections = draft.connections.map((c) => ({ ...c, budget: '' }))),
    )
    expect((await review(id)).reasons).toHaveLength(2)
    await expect(
      createLaunch(place.scope, { buildId: id, revision, payloadHash: '0'.repeat(64) }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('has no daily budget') })
    await save(id, (draft) => draft.connections.forEach((c) => (c.budget = '120')))
    const { form } = await review(id)
    await expect(createLaunch(place.scope, { ...form, payloadHash: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('not what was reviewed'),
    })
    await save(id, (draft) => draft.connections.forEach((c) => (c.budget = '130')))
    await expect(createLaunch(place.scope, form)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('changed after this review'),
    })
    expect(await count(id)).toEqual([0, 0, 0])
    expect(await requireBuild(place.scope, id)).toMatchObject({ status: 'draft' })
  })

  test('pressed three times at once is one launch', async () => {
    const { id } = await chipsBuild(place, two)
    const { form } = await review(id)
    const before = inbox.events.length
    const answers = await Promise.all([1, 2, 3].map(() => createLaunch(place.scope, form)))
    expect(new Set(answers.map(({ launchId }) => launchId)).size).toBe(1)
    // Google: one write and its switch. Meta: a picture, campaign, ad set, two times content and ad, four switches.
    expect(await count(id)).toEqual([2, 4, 2 + 7 + 4])
    expect(inbox.events.slice(before).every(({ name }) => name === 'launch/requested')).toBe(true)
    expect(await requireBuild(place.scope, id)).toMatchObject({ status: 'launching' })
    const [version, ...others] = await listVersions(place.scope, id)
    expect(others).toEqual([])
    expect(version?.label).toBe(`Launch ${form.payloadHash.slice(0, 4)} ${form.payloadHash.slice(4, 8)}`)
    await expect(createLaunch(place.scope, { ...form, payloadHash: '1'.repeat(64) })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('goes live at both platforms, by names of the client, with ids and switches read back', async () => {
    const { id } = await chipsBuild(place)
    const { launchId } = await launch(id)
    expect(await runLaunch(place.scope, launchId)).toEqual({ status: 'done', summary: 'Google is live. Meta is live.' })
    const campaigns = await unsafeDb().campaign.findMany({
      where: { buildId: id },
      include: { budget: true, units: { include: { creatives: true } }, platformMap: true },
      orderBy: { platform: 'asc' },
    })
    for (const campaign of campaigns) {
      expect(campaign).toMatchObject({ status: 'live', desiredOn: true, origin: 'built', budget: { currency: 'USD' } })
      expect(campaign.name).toMatch(/^tasty-chips_all-products_sales_\d{6}_\d\d$/)
      expect(campaign.platformMap?.externalCampaignId).toMatch(/^\d+$/)
      expect(campaign.units.map((unit) => unit.externalId)).not.toContain(null)
      expect(campaign.units.flatMap((unit) => unit.creatives.map((ad) => [ad.status, ad.externalId === null]))).toEqual(
        [['live', false]],
      )
    }
    const view = await launchView(place.scope, id)
    expect(view).toMatchObject({
      isRunning: false,
      summary: 'Google is live. Meta is live.',
      count: { total: 6, done: 6, failed: 0 },
    })
    expect(
      view?.accounts.map(({ state, rows }) => [state, rows.map((row) => `${row.depth} ${row.label} ${row.state}`)]),
    ).toEqual([
      ['live', ['0 Campaign live', '1 Ad group live', '2 Search ad live']],
      ['live', ['0 Campaign live', '1 Ad set live', '2 Ad live']],
    ])
    await expect(launch(id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('nothing to send'),
    })
    await save(id, (draft) => draft.connections.forEach((c) => (c.budget = '150')))
    expect((await review(id)).reasons[0]).toContain('is at Google already and would change')
  })

  test('numbers the names of two drafts that are launched at once', async () => {
    const [a, b] = [await chipsBuild(place), await chipsBuild(place)]
    const forms = [await review(a.id), await review(b.id)]
    // Both reviews show the same names, so the second to come is told to look again.
    const results = await Promise.allSettled(forms.map(({ form }) => createLaunch(place.scope, form)))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const late = results[0]?.status === 'rejected' ? a.id : b.id
    await launch(late)
    const names = (await unsafeDb().campaign.findMany({ where: { clientId: place.clientId } })).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('after a platform refused an ad', () => {
  /** A launch at Meta of which one write of a kind is refused, once. */
  async function refused(kind: string, change: (draft: AdDraft) => void = two) {
    const { id } = await chipsBuild(place, (draft) => {
      change(draft)
      metaOnly(draft)
    })
    const { launchId } = await launch(id)
    let isPlanned = false
    const run = await runLaunch(place.scope, launchId, async (next) => {
      if (next !== kind || isPlanned) return
      isPlanned = true
      const details = { message: 'Invalid parameter', code: 100, subcode: 1443226, field: 'image_hash' }
      await planFault({ platform: 'meta', match: 'POST', kind: 'reject', details })
    })
    const row = (await launchView(place.scope, id))?.accounts[0]?.rows.find(({ state }) => state === 'failed')
    return { id, launchId, run, row }
  }

  test('its words and ours are shown, nothing is live, and a retry sends only that ad', async () => {
    const { id, launchId, run, row } = await refused('meta.ad')
    expect(run.status).toBe('partly')
    expect(run.summary).toMatch(/^Meta is off and spends nothing until ad Chips \d is fixed or left out\.$/)
    expect(row?.failed?.error.platform).toMatchObject({
      message: expect.stringContaining('Invalid parameter'),
      code: '100',
    })
    const [campaigns, sets, ads] = [await atMeta('campaign'), await atMeta('adset'), await atMeta('ad')]
    await retryLaunch(place.scope, id)
    expect(await requireBuild(place.scope, id)).toMatchObject({ status: 'launching' })
    // A write that was refused is looked for before it is sent again, some seconds after it was sent.
    await advanceClock(60_000)
    expect(await runLaunch(place.scope, launchId)).toEqual({ status: 'done', summary: 'Meta is live.' })
    expect([await atMeta('campaign'), await atMeta('adset'), await atMeta('ad')]).toEqual([campaigns, sets, ads + 1])
    await expect(retryLaunch(place.scope, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('leaving it out lets the rest go live, but not the last ad', async () => {
    const { id, launchId, row } = await refused('meta.ad')
    await leaveOut(place.scope, { buildId: id, writeId: row?.failed?.writeId ?? '' })
    expect(await runLaunch(place.scope, launchId)).toEqual({ status: 'done', summary: 'Meta is live.' })
    const view = await launchView(place.scope, id)
    expect(view?.count).toMatchObject({ total: 4, done: 3, leftOut: 1 })
    const only = await refused('meta.ad', () => undefined)
    await expect(
      leaveOut(place.scope, { buildId: only.id, writeId: only.row?.failed?.writeId ?? '' }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('without an ad') })
  })

  test('a changed ad is launched again as new content, and what is there stays as it is', async () => {
    const { id, row } = await refused('meta.ad')
    const campaigns = await atMeta('campaign')
    const refusedName = row?.name ?? ''
    await save(id, (draft) =>
      draft.ads.forEach(
        (ad) => (ad.fields.primaryText = ad.name === refusedName ? 'Fixed text' : ad.fields.primaryText),
      ),
    )
    expect((await review(id)).reasons).toEqual([])
    const { launchId } = await launch(id)
    expect(await runLaunch(place.scope, launchId)).toEqual({ status: 'done', summary: 'Meta is live.' })
    expect(await atMeta('campaign')).toBe(campaigns)
    const versions = await unsafeDb().creative.findMany({
      where: { name: refusedName, unit: { campaign: { buildId: id } } },
      orderBy: { version: 'asc' },
    })
    expect(versions.map(({ version, status, parentId }) => [version, status, parentId])).toEqual([
      [1, 'draft', null],
      [2, 'live', versions[0]?.id],
    ])
  })

  test('an answer that never came is asked for, and the ad exists once', async () => {
    const { id } = await chipsBuild(place, (draft) => {
      two(draft)
      metaOnly(draft)
    })
    const { launchId } = await launch(id)
    const ads = await atMeta('ad')
    let isPlanned = false
    const run = await runLaunch(place.scope, launchId, async (kind) => {
      if (kind !== 'meta.ad' || isPlanned) return
      isPlanned = true
      await planFault({ platform: 'meta', match: 'POST', kind: 'server_error_after_write' })
    })
    expect(run.status).toBe('partly')
    expect(
      (await launchView(place.scope, id))?.accounts[0]?.rows.filter(({ state }) => state === 'failed'),
    ).toHaveLength(1)
    await save(id, (draft) => draft.ads.forEach((ad) => (ad.fields.primaryText = 'Changed')))
    expect((await review(id)).reasons.join(' ')).toContain('has not said yet whether Ad')
    await retryLaunch(place.scope, id)
    expect(await runLaunch(place.scope, launchId)).toEqual({ status: 'done', summary: 'Meta is live.' })
    expect(await atMeta('ad')).toBe(ads + 2)
  })

  /** The write of a campaign that is recorded and not sent yet. */
  async function campaignWrite(): Promise<string> {
    const { id } = await chipsBuild(place, metaOnly)
    const { launchId } = await launch(id)
    const where = { launchId, key: { endsWith: '.campaign' } }
    return (await unsafeDb().platformWrite.findFirstOrThrow({ where })).id
  }

  test.each([
    ['rate_limit', 1],
    ['server_error', 4],
  ] as const)('what was made is not made again where reading it back met %s', async (kind, remaining) => {
    const write = await campaignWrite()
    const campaigns = await atMeta('campaign')
    await planFault({ platform: 'meta', match: 'GET', kind, details: { seconds: 3600 }, remaining })
    await expect(performWrite(place.scope, write)).rejects.toBeInstanceOf(AppError)
    expect(await performWrite(place.scope, write)).toBe('done')
    expect(await atMeta('campaign')).toBe(campaigns + 1)
  })

  test.each(['sending', 'unknown'] as const)(
    'a write found %s is not sent again because the platform could not be asked',
    async (state) => {
      const write = await campaignWrite()
      await performWrite(place.scope, write)
      const campaigns = await atMeta('campaign')
      // As when the process died between the platform's answer and our record.
      await unsafeDb().platformWrite.update({ where: { id: write }, data: { state, external: {}, doneAt: null } })
      await planFault({ platform: 'meta', match: 'GET', kind: 'rate_limit', details: { seconds: 3600 } })
      await expect(performWrite(place.scope, write)).rejects.toMatchObject({ fault: 'rate_limit' })
      expect(await performWrite(place.scope, write)).toBe('done')
      expect(await atMeta('campaign')).toBe(campaigns)
    },
  )

  test('a request that may still be at work is not sent a second time', async () => {
    const write = await campaignWrite()
    const data = { state: 'sending', attempt: 1, sentAt: await now() } as const
    await unsafeDb().platformWrite.update({ where: { id: write }, data })
    await advanceClock(env().PLATFORM_TIMEOUT_MS)
    await expect(performWrite(place.scope, write)).rejects.toMatchObject({ fault: 'outcome_unknown' })
    await advanceClock(10_000)
    expect(await performWrite(place.scope, write)).toBe('done')
  })

  test('an ad that is taken out of the draft is forgotten', async () => {
    const { id, row } = await refused('meta.creative')
    await save(id, (draft) => (draft.ads = draft.ads.filter(({ name }) => name !== row?.name)))
    const { launchId } = await launch(id)
    expect(await runLaunch(place.scope, launchId)).toEqual({ status: 'done', summary: 'Meta is live.' })
    expect((await launchView(place.scope, id))?.count).toMatchObject({ total: 3, done: 3 })
    await save(id, (draft) => (draft.ads = draft.ads.map((ad) => ({ ...ad, key: 'ad-9' }))))
    expect((await review(id)).reasons[0]).toContain('cannot be taken out here')
  })
})

test('no launch is seen or touched by others', async () => {
  const { id } = await chipsBuild(place)
  const { form } = await review(id)
  const { launchId } = await createLaunch(place.scope, form)
  const rival = await agency()
  const foreign = [
    (await person(rival.id, { role: 'owner' })).scope,
    (await person(place.scope.agencyId, { role: 'buyer', clientIds: [] })).scope,
  ]
  const write = await unsafeDb().platformWrite.findFirst({ where: { launchId } })
  for (const scope of foreign) {
    expect(await launchView(scope, id)).toBeNull()
    await expect(createLaunch(scope, form)).rejects.toMatchObject({ code: 'not_found' })
    await expect(retryLaunch(scope, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(leaveOut(scope, { buildId: id, writeId: write?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    })
  }
})
