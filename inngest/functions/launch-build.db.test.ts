import { createServer, type Server } from 'node:http'
import { serve } from 'inngest/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requireBuild } from '@/lib/build/data.server'
import { createLaunch } from '@/lib/launch/create.server'
import { launchView } from '@/lib/launch/data.server'
import { prepare } from '@/lib/launch/prepare.server'
import { planFault } from '@/lib/sandbox/fault.server'
import { setEnvironment } from '@/lib/server/env'
import { chipsBuild, listenPlatforms, tastyChips } from '@/prisma/seed/tasty-chips'
import { useDatabase } from '@/vitest.setup'
import { inngest } from '../client'
import { makeWorld, type World } from '../local/fixtures/world'
import { launchBuild } from './launch-build'

let world: World
let server: Server
let platforms: Awaited<ReturnType<typeof listenPlatforms>>

beforeAll(async () => {
  const { ownerUrl } = await useDatabase()
  platforms = await listenPlatforms()
  world = await makeWorld(ownerUrl)
  setEnvironment({
    INNGEST_BASE_URL: world.jobsUrl,
    INNGEST_EVENT_KEY: world.eventKey,
    INNGEST_SIGNING_KEY: world.signingKey,
  })
  inngest.setEnvVars()
  server = createServer(serve({ client: inngest, functions: [launchBuild], enableUnauthedSync: false }))
  await new Promise<void>((resolve) => server.listen(Number(new URL(world.appUrl).port), '127.0.0.1', resolve))
  await world.startJobs()
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await world.end()
  await platforms.close()
})

test('a platform that asks to slow down does not hold up the other one', async () => {
  const place = await tastyChips()
  const { id } = await chipsBuild(place)
  const { revision } = await requireBuild(place.scope, id)
  const { hash } = await prepare(place.scope, await requireBuild(place.scope, id))
  await planFault({ platform: 'meta', match: '/adimages', kind: 'rate_limit', details: { seconds: 8 } })
  await createLaunch(place.scope, { buildId: id, revision, payloadHash: hash ?? '' })
  const states = async () =>
    (await launchView(place.scope, id))?.accounts.map(({ platform, state }) => `${platform} ${state}`)
  await world.until('Google is live', async () => (await states())?.[0] === 'google_ads live', 60_000)
  expect((await launchView(place.scope, id))?.accounts[1]?.rows.map(({ state }) => state)).toEqual([
    'waiting',
    'waiting',
    'waiting',
  ])
  await world.until('both are live', async () => (await launchView(place.scope, id))?.status === 'done', 60_000)
  expect(await states()).toEqual(['google_ads live', 'meta_ads live'])
})
