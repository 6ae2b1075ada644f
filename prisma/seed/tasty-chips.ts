import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { chipsDraft } from '@/lib/ad/fixtures/tasty-chips'
import type { AdDraft, Media } from '@/lib/ad/schema'
import { createBuild, saveBuild } from '@/lib/build/save.server'
import { BuildForm } from '@/lib/build/schema'
import type { Scope } from '@/lib/access/scope'
import { assignAccount, refreshAssets } from '@/lib/integration/accounts.server'
import { storeMedia } from '@/lib/media/data.server'
import { listenSandbox } from '@/lib/sandbox/listen.server'
import { setEnvironment } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { agency, client, person } from './factories'
import { connectSandbox, sandboxEnvironment } from './sandbox-login'
import { finishLaunch, markRunning, nextWrites } from '@/lib/launch/run.server'
import { giveUp, performWrite, plannedOf } from '@/lib/launch/write.server'

/* Tasty Chips Co. at the sandbox platforms, for tests of launching. */

/** A server that takes events as Inngest does and keeps them. */
export async function listenEvents(): Promise<{
  events: { name: string; data: unknown }[]
  close: () => Promise<void>
}> {
  const events: { name: string; data: unknown }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const sent = JSON.parse(body) as { name: string; data: unknown }[]
      events.push(...sent)
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ ids: sent.map((_, i) => `id-${i}`), status: 200 }))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  setEnvironment({
    INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
    INNGEST_EVENT_KEY: 'test',
    INNGEST_SIGNING_KEY: `signkey-test-${'0'.repeat(64)}`,
  })
  return { events, close: () => new Promise<void>((done) => server.close(() => done())) }
}

export async function listenPlatforms(): Promise<{ close: () => Promise<void> }> {
  const sandbox = await listenSandbox()
  setEnvironment(sandboxEnvironment(sandbox.origin))
  return sandbox
}

type Place = {
  scope: Scope
  clientId: string
  skuId: string
  accounts: { id: string; platform: string; currency: string }[]
  media: Media
}

/** An agency whose client Tasty Chips Co. has both accounts, with what their ads may use, and a picture. */
export async function tastyChips(): Promise<Place> {
  const made = await agency()
  const owner = await person(made.id, { role: 'owner' })
  const chips = await client(made.id, 'tasty-chips', {
    name: 'Tasty Chips Co.',
    currency: 'USD',
    timezone: 'America/Chicago',
  })
  for (const provider of ['google_ads', 'meta_ads'] as const)
    await connectSandbox(owner.scope, provider, 'ads@harbour.example')
  const accounts = await unsafeDb().adAccount.findMany({
    where: { agencyId: made.id, name: 'Tasty Chips Co.' },
    orderBy: { platform: 'asc' },
  })
  for (const { id } of accounts) {
    await assignAccount(owner.scope, { adAccountId: id, clientId: chips.id })
    await refreshAssets(owner.scope, id)
  }
  const buyer = await person(made.id, { role: 'buyer' })
  const picture = await sharp({ create: { width: 1080, height: 1350, channels: 3, background: '#2a6a45' } })
    .jpeg()
    .toBuffer()
  const media = await storeMedia(buyer.scope, chips.id, picture, 'chips_bag_spicy.jpg')
  return { scope: buyer.scope, clientId: chips.id, skuId: chips.sku.id, accounts, media }
}

/** The chips draft, with the accounts and the picture of the place and texts that both platforms take. */
export async function chipsBuild(
  { scope, clientId, skuId, accounts, media }: Place,
  change: (draft: AdDraft) => void = () => undefined,
) {
  const { id } = await createBuild(scope, BuildForm.parse({ clientId, name: 'November launch' }))
  const draft = chipsDraft()
  const assets = await unsafeDb().adAccountAsset.findMany({ where: { agencyId: scope.agencyId } })
  draft.connections = draft.connections.map((connection) => {
    const account = accounts.find(({ platform }) => platform === connection.platform)
    const asset = (kind: string) =>
      assets.find((each) => each.adAccountId === account?.id && each.kind === kind)?.externalId ?? null
    return {
      ...connection,
      adAccountId: account?.id ?? connection.adAccountId,
      pageId: asset('page'),
      instagramId: asset('instagram'),
      pixelId: asset('pixel'),
      conversionGoalId: connection.platform === 'google_ads' ? asset('conversion_goal') : null,
    }
  })
  for (const ad of draft.ads) {
    ad.fields.media = media
    const [headline] = ad.fields.headlines
    if (headline) headline.text = 'New Spicy Jalapeño Chips'
  }
  draft.endsOn = ''
  change(draft)
  await saveBuild(scope, id, { revision: 1, name: 'November launch', skuId, draft })
  return { id, draft, revision: 2 }
}

/**
 * Carries a launch out as the job does, without its waits: writes that must wait are given up after one try.
 * `before` is called with the kind of each write before it is sent.
 */
export async function runLaunch(
  scope: Scope,
  launchId: string,
  before: (kind: string) => Promise<void> = async () => undefined,
) {
  await markRunning(scope, launchId)
  for (let writes = await nextWrites(scope, launchId); writes.length > 0; writes = await nextWrites(scope, launchId))
    for (const { id } of writes) {
      const row = await unsafeDb().platformWrite.findUniqueOrThrow({ where: { id }, select: { planned: true } })
      await before(plannedOf(row).kind)
      await performWrite(scope, id).catch((error: unknown) => giveUp(scope, id, error))
    }
  return finishLaunch(scope, launchId)
}
