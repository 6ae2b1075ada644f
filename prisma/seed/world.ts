import { emptyDraft } from '@/lib/ad/schema'
import type { Scope } from '@/lib/access/scope'
import { dateOf, day } from '@/lib/core/day'
import { seal, sha256 } from '@/lib/server/crypto'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import type { World } from '@/lib/tenancy/world'
import { adAccount, agency, campaign, client, integration, person } from './factories'

type Own = { agencyId: string; clientId: string }

const ON = dateOf(day('2026-11-18'))
const FIGURES = { spendMicros: 5_000_000n, impressions: 100n, clicks: 10n, conversions: 2, valueMicros: 9_000_000n }

/** An agency of which every tenant table has a row, with the scopes of its people. */
export async function everything(): Promise<World & { scopes: Record<keyof World['people'] | 'job', Scope> }> {
  const mark = `mk${newId().slice(-10)}`
  const home = await agency(mark, { name: `Agency ${mark}` })
  const own = await client(home.id, `client-${mark}`, { name: `Client ${mark}` })
  const other = await client(home.id, `other-${mark}`)
  const tenant = { agencyId: home.id, clientId: own.id }
  const people = {
    owner: await person(home.id, { role: 'owner', name: `Owner ${mark}` }),
    narrow: await person(home.id, { role: 'buyer', clientIds: [other.id] }),
    viewer: await person(home.id, { role: 'viewer', clientIds: [other.id] }),
  }
  const named = (who: keyof typeof people) => ({ id: people[who].user.id, email: people[who].user.email })
  const things = await makeThings(tenant, mark, people.owner.user.id)
  const brand = await unsafeDb().brand.create({ data: { ...tenant, name: `Brand ${mark}`, slug: 'second' } })
  const sku = await unsafeDb().sku.create({
    data: { ...tenant, brandId: brand.id, name: `SKU ${mark}`, slug: 'second' },
  })
  const placed = await makeCampaigns(tenant, mark, { brandId: own.brand.id, skuId: own.sku.id })
  const built = await makeBuilds(tenant, mark, own.sku.id, placed.account)
  return {
    agencyId: home.id,
    slug: home.slug,
    mark,
    client: own.id,
    clientSlug: own.slug,
    clientName: own.name,
    otherClient: other.id,
    brand: brand.id,
    defaultBrand: own.brand.id,
    sku: sku.id,
    ...things,
    ...placed,
    ...built,
    people: { owner: named('owner'), narrow: named('narrow'), viewer: named('viewer') },
    scopes: { owner: people.owner.scope, narrow: people.narrow.scope, viewer: people.viewer.scope, job: home.scope },
  }
}

/** Rows that hang on the agency or the client alone. */
async function makeThings(own: Own, mark: string, userId: string) {
  const db = unsafeDb()
  const { agencyId } = own
  const later = new Date(Date.now() + 86_400_000)
  const note = await db.clientNote.create({ data: { ...own, body: `Note ${mark}`, authorName: 'A' } })
  const membership = await db.membership.findFirstOrThrow({ where: { agencyId, role: 'buyer' } })
  const invitation = await db.invitation.create({
    data: {
      agencyId,
      email: `${mark}@example.test`,
      role: 'buyer',
      allClients: true,
      tokenHash: sha256(`i${mark}`),
      invitedById: userId,
      expiresAt: later,
    },
  })
  await db.refreshToken.create({
    data: { agencyId, userId, familyId: newId(), tokenHash: sha256(`r${mark}`), expiresAt: later },
  })
  await db.mail.create({ data: { agencyId, recipient: `${mark}@example.test`, subject: `Mail ${mark}`, body: mark } })
  await db.auditLog.create({ data: { ...own, actorName: mark, action: 'seed' } })
  await db.oauthState.create({
    data: { agencyId, userId, provider: 'meta_ads', stateHash: sha256(`s${mark}`), returnTo: '/', expiresAt: later },
  })
  const storefront = await db.storefront.create({ data: { ...own, name: `Shop ${mark}` } })
  const destination = await db.destination.create({ data: { ...own, storefrontId: storefront.id, key: mark } })
  await db.credential.create({
    data: { ...own, destinationId: destination.id, name: mark, sealed: seal('x'), lastFour: 'xxxx' },
  })
  await db.sgtmConfig.create({ data: { ...own, storefrontId: storefront.id, url: `https://${mark}.example` } })
  const template = await db.adTemplate.create({
    data: { ...own, name: `Template ${mark}`, draft: emptyDraft(), authorName: 'A' },
  })
  const audience = await db.audience.create({
    data: { ...own, name: `Audience ${mark}`, rules: {} },
  })
  const mediaHash = sha256(mark)
  await db.mediaBlob.create({ data: { agencyId, hash: mediaHash, bytes: Buffer.from(mark) } })
  const picture = { mime: 'image/png', width: 10, height: 10, size: 12, color: '#ffffff' }
  await db.mediaAsset.create({ data: { ...own, ...picture, hash: mediaHash, filename: `${mark}.png` } })
  const run = `run-${mark}`
  await db.jobRun.create({
    data: {
      ...own,
      id: run,
      job: 'sync-metrics',
      event: 'metrics/sync.requested',
      data: { agencyId },
      status: 'failed',
      error: `Failed ${mark}.`,
    },
  })
  return {
    note: note.id,
    membership: membership.id,
    invitation: invitation.id,
    template: template.id,
    audience: audience.id,
    mediaHash,
    run,
  }
}

/** A login with two accounts, and campaigns with figures. */
async function makeCampaigns(own: Own, mark: string, at: { brandId: string; skuId: string }) {
  const db = unsafeDb()
  const login = await integration(own.agencyId, 'meta_ads')
  await db.integration.update({ where: { id: login.id }, data: { label: `Login ${mark}` } })
  const account = await adAccount({ ...own, integrationId: login.id }, { name: `Account ${mark}` })
  const free = await adAccount(
    { agencyId: own.agencyId, clientId: null, integrationId: login.id },
    { name: `Free ${mark}` },
  )
  await db.adAccountAsset.create({
    data: { ...own, adAccountId: account.id, kind: 'page', externalId: mark, name: `Page ${mark}` },
  })
  const place = { ...own, ...at, adAccountId: account.id, platform: 'meta_ads', currency: 'EUR' } as const
  const live = await campaign(place, { name: `Campaign ${mark}` })
  const imported = await campaign(place, { name: `Imported ${mark}` })
  await db.campaign.update({ where: { id: imported.id }, data: { origin: 'imported', adoptedAt: null } })
  const child = { ...own, campaignId: live.id }
  const rev = { revision: 1, isLatest: true, asOf: new Date() }
  await db.metricDay.create({ data: { ...child, ...FIGURES, ...rev, day: ON, currency: 'EUR' } })
  await db.metricHour.create({ data: { ...child, ...FIGURES, ...rev, at: ON, currency: 'EUR' } })
  await db.accountDay.create({ data: { ...own, ...FIGURES, adAccountId: account.id, day: ON, currency: 'EUR' } })
  const definition = await db.metricDefinition.upsert({
    where: { key: 'reach' },
    create: { key: 'reach', label: 'Reach', unit: 'people' },
    update: {},
  })
  await db.campaignMetric.create({ data: { ...child, ...rev, definitionId: definition.id, day: ON, value: 5 } })
  const pulled = { ...own, adAccountId: account.id, fromDay: ON, toDay: ON }
  await db.integrationMetricsRaw.create({ data: { ...pulled, source: 'meta_ads', grain: 'day', payload: { mark } } })
  await db.syncRun.create({ data: { ...pulled, kind: 'hourly', status: 'done' } })
  await db.hold.create({
    data: { ...child, kind: 'manual', key: `manual:${live.id}`, reason: `Hold ${mark}`, setBy: 'A' },
  })
  await db.receipt.create({
    data: { ...child, actor: 'A', sentence: `Receipt ${mark}`, why: mark, key: mark, status: 'done' },
  })
  await db.campaignExecutionLog.create({
    data: { ...child, action: 'launch', status: 'done', message: `Log ${mark}`, actorName: 'A' },
  })
  const spare = await integration(own.agencyId, 'google_ads')
  return {
    login: login.id,
    spareLogin: spare.id,
    account: account.id,
    freeAccount: free.id,
    campaign: live.id,
    importedCampaign: imported.id,
    unit: live.unit.id,
    ad: live.ad.id,
  }
}

/** One draft, and one that was launched and failed. */
async function makeBuilds(own: Own, mark: string, skuId: string, adAccountId: string) {
  const db = unsafeDb()
  const draft = emptyDraft()
  const build = await db.build.create({ data: { ...own, skuId, name: `Build ${mark}`, draft } })
  const launched = await db.build.create({ data: { ...own, skuId, name: `Launched ${mark}`, draft, status: 'failed' } })
  const version = await db.buildVersion.create({
    data: { ...own, buildId: build.id, version: 1, draft, label: `Version ${mark}`, authorName: 'A' },
  })
  const launch = await db.launch.create({
    data: {
      ...own,
      buildId: launched.id,
      status: 'failed',
      payloadHash: sha256(mark),
      payload: { mark },
      startedBy: 'A',
    },
  })
  const planned = {
    key: `w-${mark}`,
    kind: 'campaign',
    label: 'Campaign',
    name: mark,
    request: {},
    dependsOn: [],
    entities: [],
    phase: 'create',
  }
  const write = await db.platformWrite.create({
    data: {
      ...own,
      adAccountId,
      launchId: launch.id,
      key: `w-${mark}`,
      seq: 1,
      platform: 'meta_ads',
      planned,
      state: 'failed',
    },
  })
  return { build: build.id, launchedBuild: launched.id, version: version.id, launch: launch.id, write: write.id }
}
