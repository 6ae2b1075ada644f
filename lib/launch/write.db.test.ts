import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaultPlan } from '@/lib/sandbox/fault.server'
import { planFault } from '@/lib/sandbox/fault.server'
import { requireBuild } from '@/lib/build/data.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { chipsBuild, listenEvents, listenPlatforms, tastyChips } from '@/prisma/seed/tasty-chips'
import { useDatabase } from '@/vitest.setup'
import { createLaunch } from './create.server'
import { launchView } from './data.server'
import { prepare } from './prepare.server'
import { nextWrites } from './run.server'
import { giveUp, performWrite } from './write.server'

/* What is kept of a write that meets a passing fault: why it waits, and why it was given up. */

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

/** A launch at Meta up to its campaign, which is next. */
async function beforeCampaign() {
  const { id } = await chipsBuild(place, (draft) => {
    draft.connections = draft.connections.filter(({ platform }) => platform === 'meta_ads')
  })
  const build = await requireBuild(place.scope, id)
  const { hash } = await prepare(place.scope, build)
  const { launchId } = await createLaunch(place.scope, {
    buildId: id,
    revision: build.revision,
    payloadHash: hash ?? '',
  })
  const next = async () => (await nextWrites(place.scope, launchId))[0]?.id ?? ''
  await performWrite(place.scope, await next())
  const writeId = await next()
  const state = async () => (await unsafeDb().platformWrite.findUniqueOrThrow({ where: { id: writeId } })).state
  const row = async () => (await launchView(place.scope, id))?.accounts[0]?.rows.find(({ kind }) => kind === 'campaign')
  return { writeId, state, row, perform: () => performWrite(place.scope, writeId) }
}

const campaigns = () => unsafeDb().sandboxEntity.count({ where: { platform: 'meta', kind: 'campaign' } })
const fault = (plan: Partial<FaultPlan>) => planFault({ platform: 'meta', kind: 'rate_limit', ...plan })

test('a limit is told in the words of the platform and ours, while it is waited for and when it is given up', async () => {
  const { perform, state, row, writeId } = await beforeCampaign()
  const before = await campaigns()
  await fault({ match: 'POST' })
  const error: unknown = await perform().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ fault: 'rate_limit' })
  expect(await state()).toBe('pending')
  expect(await row()).toMatchObject({
    state: 'waiting',
    failed: null,
    trouble: {
      ours: 'Meta asks to slow down. Paceline tries again in 60 seconds.',
      platform: { message: expect.stringContaining('too many calls'), code: '80004' },
    },
  })
  await giveUp(place.scope, writeId, error)
  expect(await row()).toMatchObject({
    state: 'failed',
    trouble: null,
    failed: {
      error: {
        fault: 'rate_limit',
        ours: expect.stringContaining('Nothing of it arrived'),
        platform: { code: '80004' },
      },
    },
  })
  expect(await campaigns()).toBe(before)
})

test('an error that leaves it open is quoted, while it is asked and when it is given up', async () => {
  const { perform, row, writeId } = await beforeCampaign()
  await fault({ kind: 'server_error', match: 'POST' })
  const error: unknown = await perform().catch((thrown: unknown) => thrown)
  expect(await row()).toMatchObject({
    state: 'asking',
    trouble: { platform: { message: 'An unknown error occurred', code: '1', subcode: '99' } },
  })
  await giveUp(place.scope, writeId, error)
  expect(await row()).toMatchObject({
    failed: {
      error: {
        fault: 'outcome_unknown',
        ours: expect.stringContaining('it is asked whether this arrived'),
        platform: { message: 'An unknown error occurred' },
      },
    },
  })
})
