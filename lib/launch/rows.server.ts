import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { withoutMarker } from '@/lib/ad/marker'
import type { AdSpec, CampaignSpec, UnitSpec } from '@/lib/ad/spec'
import type { StoredBuild } from '@/lib/build/schema'
import { endOfDay, startOfDay } from '@/lib/core/zone'
import { newId } from '@/lib/server/id'
import type { Transaction } from '@/lib/server/prisma'
import { Prisma } from '@/prisma/generated/client'
import { adId, type Keyed, type Origin } from './key'
import { reviewed, type Part } from './prepare.server'

export type Place = { tx: Transaction; scope: Scope; build: StoredBuild; brandId: string; launchId: string; at: Date }

/** Writes what one account will get: the campaign with its audiences and ads, and the intended requests. */
export async function placePart(place: Place, part: Part, index: number): Promise<void> {
  await dropPart(place, part)
  const campaignId = part.keyed ? await placeCampaign(place, part.keyed) : null
  await placeWrites(place, part, campaignId, index)
}

const owned = ({ scope, build }: Place) => ({ agencyId: scope.agencyId, clientId: build.clientId })

async function placeCampaign(place: Place, { spec, origins }: Keyed): Promise<string> {
  const { tx, scope, build, brandId, at } = place
  const where = { AND: [within(scope), { key: spec.key }] }
  const dates = {
    startsAt: spec.startsOn ? startOfDay(spec.startsOn, spec.account.timezone) : null,
    endsAt: spec.endsOn ? endOfDay(spec.endsOn, spec.account.timezone) : null,
  }
  const data = { brandId, skuId: build.skuId, name: withoutMarker(spec.name), objective: spec.objective, ...dates }
  const budget = {
    type: spec.budget.type,
    amountMicros: spec.budget.amountMicros,
    currency: spec.budget.currency,
    level: spec.units.some((unit) => unit.budgetMicros !== null) ? 'unit' : 'campaign',
  }
  const found = await tx.campaign.findFirst({ where, select: { id: true, status: true } })
  const id = found?.id ?? newId()
  if (!found) {
    const { id: adAccountId, platform } = spec.account
    await tx.campaign.create({
      data: { id, ...owned(place), ...data, adAccountId, platform, buildId: build.id, key: spec.key, adoptedAt: at },
    })
    await tx.campaignBudget.create({ data: { ...owned(place), campaignId: id, ...budget } })
  } else {
    const status = found.status === 'error' ? { status: 'draft' as const } : {}
    await tx.campaign.updateMany({ where, data: { ...data, ...status } })
    await tx.campaignBudget.updateMany({ where: { AND: [within(scope), { campaignId: id }] }, data: budget })
  }
  for (const unit of spec.units) await placeUnit(place, spec, unit, id, origins)
  return id
}

async function placeUnit(
  place: Place,
  spec: CampaignSpec,
  unit: UnitSpec,
  campaignId: string,
  origins: Keyed['origins'],
): Promise<void> {
  const { tx, scope } = place
  const where = { AND: [within(scope), { key: unit.key }] }
  const data = {
    name: withoutMarker(unit.name),
    audienceId: await audienceOf(place, origins.get(unit.key)),
    budgetAllocationMicros: unit.budgetMicros,
  }
  const found = await tx.campaignUnit.findFirst({ where, select: { id: true } })
  const id = found?.id ?? newId()
  if (found) await tx.campaignUnit.updateMany({ where, data })
  else await tx.campaignUnit.create({ data: { id, ...owned(place), campaignId, key: unit.key, ...data } })
  for (const ad of unit.ads) await placeAd(place, ad, origins.get(ad.key), { campaignId, unitId: id })
}

/** The saved audience that the unit was made from, where it still exists and may be seen. */
async function audienceOf({ tx, scope, build }: Place, origin: Origin | undefined): Promise<string | null> {
  const wanted = build.draft.units.find((unit) => unit.key === origin?.unitKey)?.audienceId
  if (!wanted) return null
  const found = await tx.audience.findFirst({
    where: { agencyId: scope.agencyId, id: wanted, OR: [{ clientId: build.clientId }, { clientId: null }] },
    select: { id: true },
  })
  return found?.id ?? null
}

async function placeAd(
  place: Place,
  ad: AdSpec,
  origin: Origin | undefined,
  parent: { campaignId: string; unitId: string },
): Promise<void> {
  const { tx, scope } = place
  if (!origin?.unitKey || !origin.adKey) return
  const where = { AND: [within(scope), { key: ad.key }] }
  const path = adId(origin.adAccountId, origin.unitKey, origin.adKey)
  const { fields, finalUrl } = ad
  const text = (texts: { text: string }[]) => texts[0]?.text ?? null
  const data = {
    name: withoutMarker(ad.name),
    version: origin.version,
    headline: text(fields.headlines),
    description: text(fields.descriptions) ?? (fields.primaryText || null),
    callToAction: fields.callToAction,
    mediaId: fields.media?.id ?? null,
    content: { adId: path, fields, finalUrl },
  }
  const { count } = await tx.creative.updateMany({ where, data })
  if (count > 0) return
  const earlier = await tx.creative.findFirst({
    where: {
      AND: [
        within(scope),
        { unitId: parent.unitId, content: { path: ['adId'], equals: path }, version: { lt: origin.version } },
      ],
    },
    orderBy: { version: 'desc' },
    select: { id: true },
  })
  await tx.creative.create({
    data: { ...owned(place), ...parent, key: ad.key, parentId: earlier?.id ?? null, ...data },
  })
}

/** Writes that are no longer wanted and their rows, where nothing of them is at the platform. */
async function dropPart({ tx, scope }: Place, { plan, keyed }: Part): Promise<void> {
  if (plan.drop.length === 0) return
  const rows = await tx.platformWrite.findMany({
    where: { AND: [within(scope), { id: { in: plan.drop } }] },
    select: { planned: true },
  })
  await tx.platformWrite.deleteMany({ where: { AND: [within(scope), { id: { in: plan.drop } }] } })
  const keys = rows.flatMap(({ planned }) => keysOf(planned))
  // The earlier content of an ad that goes on is kept: it is the parent of what replaces it.
  const going = new Set(
    [...(keyed?.origins.values() ?? [])].flatMap((o) =>
      o.unitKey && o.adKey ? [adId(o.adAccountId, o.unitKey, o.adKey)] : [],
    ),
  )
  const ads = await tx.creative.findMany({
    where: { AND: [within(scope), { key: { in: keys }, externalId: null }] },
    select: { id: true, content: true },
  })
  const gone = ads.flatMap(({ id, content }) => (going.has(pathOf(content)) ? [] : [id]))
  await tx.creative.deleteMany({ where: { AND: [within(scope), { id: { in: gone } }] } })
  await tx.campaignUnit.deleteMany({ where: { AND: [within(scope), { key: { in: keys }, externalId: null }] } })
  await tx.campaign.deleteMany({ where: { AND: [within(scope), { key: { in: keys }, platformMap: null }] } })
}

const pathOf = (content: unknown): string =>
  typeof content === 'object' && content !== null && 'adId' in content && typeof content.adId === 'string'
    ? content.adId
    : ''

function keysOf(planned: unknown): string[] {
  const { entities, phase } = planned as { phase: string; entities: { kind: string; key: string }[] }
  return phase === 'create'
    ? entities.flatMap(({ kind, key }) => (kind === 'campaign' || kind === 'unit' || kind === 'ad' ? [key] : []))
    : []
}

/** Places in the order of an account's writes, far enough apart that accounts do not mix. */
const SEQ_STEP = 10_000

async function placeWrites(place: Place, part: Part, campaignId: string | null, index: number): Promise<void> {
  const { tx, scope, launchId } = place
  const { account, writes, plan } = part
  const mine = (id: string) => ({ AND: [within(scope), { id }] })
  for (const { id, write } of plan.replace)
    await tx.platformWrite.updateMany({
      where: mine(id),
      data: {
        planned: write,
        state: 'pending',
        external: {},
        differences: [],
        error: Prisma.DbNull,
        sentAt: null,
        doneAt: null,
        readBackAt: null,
      },
    })
  for (const { id, write } of plan.reopen) {
    const row = await tx.platformWrite.findFirst({ where: mine(id), select: { sentAt: true } })
    // What was sent before is looked for first, whatever was said of it.
    await tx.platformWrite.updateMany({
      where: mine(id),
      data: { planned: write, state: row?.sentAt ? 'unknown' : 'pending', error: Prisma.DbNull, doneAt: null },
    })
  }
  const own = { ...owned(place), adAccountId: account.id, launchId, campaignId, platform: account.platform }
  await tx.platformWrite.createMany({
    data: plan.add.map((write) => ({ ...own, key: write.key, seq: 0, planned: write })),
  })
  const seqs = Prisma.join(writes.map(({ key }, i) => Prisma.sql`(${key}, ${index * SEQ_STEP + i + 1})`))
  if (writes.length > 0)
    await tx.$executeRaw`update platform_write w set seq = s.seq::int from (values ${seqs}) as s(key, seq)
      where w."agencyId" = ${scope.agencyId}::uuid and w."launchId" = ${launchId}::uuid and w.key = s.key`
}

/** What is kept of a launch: everything that was reviewed, in order. */
export const payloadOf = (parts: readonly Part[]) =>
  parts.flatMap(({ account, writes }) => writes.map((write) => ({ account: account.id, ...reviewed(write) })))
