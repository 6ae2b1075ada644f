import sharp from 'sharp'
import type { Scope } from '@/lib/access/scope'
import { chipsDraft, GOOGLE_ID, META_ID } from '@/lib/ad/fixtures/tasty-chips'
import type { AdDraft } from '@/lib/ad/schema'
import { requireBuild } from '@/lib/build/data.server'
import { createBuild, saveBuild } from '@/lib/build/save.server'
import { importCampaigns } from '@/lib/campaign/import.server'
import { assignAccount, refreshAssets } from '@/lib/integration/accounts.server'
import { prepare } from '@/lib/launch/prepare.server'
import { storeMedia } from '@/lib/media/data.server'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { agency, client, person } from '@/prisma/seed/factories'
import { connectSandbox } from '@/prisma/seed/sandbox-login'

/** An agency with both platforms connected and the Tasty Chips draft complete, reviewed and ready to launch. */
export type ReadyLaunch = {
  scope: Scope
  agencyId: string
  clientId: string
  buildId: string
  revision: number
  payloadHash: string
  /** Ids of the two ad accounts at their platforms, as the journal names them. */
  externalIds: string[]
  adAccountIds: string[]
}

const byKind = (assets: { kind: string; externalId: string }[], kind: string): string | null =>
  assets.find((a) => a.kind === kind)?.externalId ?? null

type Account = { id: string; platform: string; externalId: string }

/** Connects both platforms of the sandbox as `login` and gives their dollar accounts to the client. */
export async function connectAccounts(scope: Scope, clientId: string, login: string): Promise<Account[]> {
  for (const provider of ['google_ads', 'meta_ads'] as const) await connectSandbox(scope, provider, login)
  const accounts = await unsafeDb().adAccount.findMany({ where: { agencyId: scope.agencyId, currency: 'USD' } })
  for (const account of accounts) {
    await assignAccount(scope, { adAccountId: account.id, clientId })
    await importCampaigns(scope, account.id)
  }
  return accounts
}

/** The Tasty Chips draft on these accounts, with nothing left to fix. */
export async function draftFor(scope: Scope, clientId: string, accounts: readonly Account[]): Promise<AdDraft> {
  const picture = await sharp({ create: { width: 1080, height: 1350, channels: 3, background: '#2b7351' } })
    .jpeg()
    .toBuffer()
  const media = await storeMedia(scope, clientId, picture, 'chips_bag_spicy.jpg')
  const draft = chipsDraft()
  const [ad] = draft.ads
  const [headline] = ad?.fields.headlines ?? []
  if (ad) ad.fields.media = media
  if (ad && headline)
    ad.overrides = {
      google_ads: {
        headlines: [{ ...headline, text: 'Spicy Jalapeño Chips, 20% Off' }, ...ad.fields.headlines.slice(1)],
      },
    }
  draft.endsOn = ''
  for (const connection of draft.connections) {
    const account = accounts.find(({ platform }) => platform === connection.platform)
    if (!account) continue
    const assets = await refreshAssets(scope, account.id)
    Object.assign(connection, {
      adAccountId: account.id,
      ...(connection.platform === 'meta_ads'
        ? { pageId: byKind(assets, 'page'), instagramId: byKind(assets, 'instagram'), pixelId: byKind(assets, 'pixel') }
        : { conversionGoalId: byKind(assets, 'conversion_goal') }),
    })
  }
  draft.connections = draft.connections.filter(
    ({ adAccountId }) => adAccountId !== GOOGLE_ID && adAccountId !== META_ID,
  )
  return draft
}

/** A build of a client whose accounts were connected for it, complete and as it would be reviewed. */
export type ReadyBuild = Pick<
  ReadyLaunch,
  'scope' | 'clientId' | 'buildId' | 'revision' | 'payloadHash' | 'externalIds' | 'adAccountIds'
>

/** Connects both platforms under `login`, gives the dollar accounts to the client and completes a draft for them. */
export async function readyBuild(
  scope: Scope,
  clientId: string,
  login: string,
  change: (draft: AdDraft) => void = () => undefined,
): Promise<ReadyBuild> {
  const accounts = await connectAccounts(scope, clientId, login)
  const draft = await draftFor(scope, clientId, accounts)
  change(draft)
  const { id } = await createBuild(scope, { clientId, name: 'November launch', from: { kind: 'blank' } })
  const blank = await requireBuild(scope, id)
  await saveBuild(scope, id, { revision: blank.revision, name: 'November launch', skuId: blank.skuId, draft })
  const build = await requireBuild(scope, id)
  const { hash, reasons } = await prepare(scope, build)
  if (!hash || reasons.length > 0) throw new Error(`The draft is not ready: ${reasons.join(' ')}`)
  return {
    scope,
    clientId,
    buildId: id,
    revision: build.revision,
    payloadHash: hash,
    externalIds: accounts.map((a) => a.externalId),
    adAccountIds: accounts.map((a) => a.id),
  }
}

/** `login` is the sandbox login: launches of different logins never meet at the platforms. */
export async function readyLaunch(login = `chips-${newId().slice(-8)}@example.test`): Promise<ReadyLaunch> {
  const home = await agency()
  const own = await client(home.id, 'tasty-chips', {
    name: 'Tasty Chips Co.',
    currency: 'USD',
    timezone: 'America/Chicago',
    website: 'https://www.tastychips.co',
  })
  const { scope } = await person(home.id, { role: 'owner' })
  return { ...(await readyBuild(scope, own.id, login)), agencyId: home.id }
}
