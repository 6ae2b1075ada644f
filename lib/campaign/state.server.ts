import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { ConnectorError } from '@/lib/connectors/define'
import { notFound } from '@/lib/core/errors'
import { platformName } from '@/lib/integration/schema'
import { sha256 } from '@/lib/server/crypto'
import { now } from '@/lib/server/clock.server'
import { db } from '@/lib/server/prisma'
import { holdsOf, isEffectivelyOn, standing, type Target, wantedOf } from './hold'
import { bringTo, type Place, type Switch, type Switched } from './state-write.server'
import { recordFailure, recordSuccess } from './state-record.server'

export type Applied =
  /** `changed`: how many switches were written at the platform; the others were as wanted. */
  { state: 'applied'; isOn: boolean; changed: number } | { state: 'skipped'; why: 'read_only' | 'not_at_platform' }

const load = (scope: Scope, id: string) =>
  db(scope).campaign.findFirst({
    where: { AND: [within(scope), { id }] },
    include: {
      holds: { orderBy: { createdAt: 'asc' } },
      platformMap: { select: { externalCampaignId: true } },
      units: {
        select: {
          id: true,
          name: true,
          status: true,
          externalId: true,
          creatives: { select: { id: true, name: true, status: true, externalId: true } },
        },
      },
    },
  })

export type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>

/** Sixteen letters that change with the set of holds on a thing. */
const because = (campaign: Loaded, target: Target): string =>
  sha256(
    standing(holdsOf(campaign.holds, target, campaign.id))
      .map(({ key }) => key)
      .sort()
      .join('\n'),
  ).slice(0, 16)

/** The switches that somebody decides: the campaign's always, a unit's or ad's once it was paused or resumed here. */
function wishesOf(campaign: Loaded, externalId: string): Switch[] {
  const own: Target = { kind: 'campaign', id: campaign.id }
  const wishes: Switch[] = [
    {
      ...own,
      name: campaign.name,
      isOn: isEffectivelyOn(campaign.desiredOn, campaign.holds, campaign.id),
      at: { kind: 'campaign', externalId },
      because: because(campaign, own),
    },
  ]
  for (const unit of campaign.units) {
    if (unit.externalId === null) continue
    const target: Target = { kind: 'unit', id: unit.id }
    const isOn = wantedOf(target, campaign.holds, campaign.id)
    if (isOn !== undefined)
      wishes.push({
        ...target,
        name: unit.name,
        isOn,
        at: { kind: 'unit', externalId: unit.externalId },
        because: because(campaign, target),
      })
    for (const ad of unit.creatives) {
      const adTarget: Target = { kind: 'ad', id: ad.id }
      const adOn = wantedOf(adTarget, campaign.holds, campaign.id)
      if (adOn === undefined || ad.externalId === null) continue
      const at = { kind: 'ad', externalId: ad.externalId, unitExternalId: unit.externalId } as const
      wishes.push({ ...adTarget, name: ad.name, isOn: adOn, at, because: because(campaign, adTarget) })
    }
  }
  return wishes
}

export type Result = { wish: Switch; switched: Switched }

/**
 * Makes the platform agree with what we want of a campaign and of those of its units and ads that somebody paused or
 * resumed. Idempotent: what is as wanted is not written. Throws what the platform answers, after logging a refusal.
 */
export async function applyState(scope: Scope, campaignId: string): Promise<Applied> {
  const campaign = await load(scope, campaignId)
  if (!campaign) throw notFound('This campaign')
  if (campaign.origin === 'imported' && campaign.adoptedAt === null) return { state: 'skipped', why: 'read_only' }
  if (!campaign.platformMap) return { state: 'skipped', why: 'not_at_platform' }
  const { agencyId, clientId, adAccountId, platform } = campaign
  const place: Place = { agencyId, clientId, campaignId, adAccountId, platform }
  const results: Result[] = []
  // Off before on: whatever is to stop stops first.
  const wishes = wishesOf(campaign, campaign.platformMap.externalCampaignId).toSorted(
    (a, b) => Number(a.isOn) - Number(b.isOn),
  )
  for (const wish of wishes)
    try {
      results.push({ wish, switched: await bringTo(scope, place, wish) })
    } catch (error) {
      if (results.length > 0) await recordSuccess(scope, campaign, results, await now())
      if (error instanceof ConnectorError && error.retry === 'never') await recordFailure(scope, campaign, wish, error)
      throw error
    }
  await recordSuccess(scope, campaign, results, await now(), true)
  const isOn = wishes.some(({ kind, isOn: on }) => kind === 'campaign' && on)
  return { state: 'applied', isOn, changed: results.filter(({ switched }) => switched.changed).length }
}

/** After the last try without an answer: said in the log, and read again at the next sweep. */
export async function giveUpState(scope: Scope, campaignId: string, error: unknown): Promise<void> {
  const campaign = await load(scope, campaignId)
  if (!campaign?.platformMap) return
  const [wish] = wishesOf(campaign, campaign.platformMap.externalCampaignId)
  if (!wish || (error instanceof ConnectorError && error.retry === 'never')) return
  const said = error instanceof Error ? error.message : String(error)
  const ours = `${platformName(campaign.platform)} did not answer. It is asked again within the hour. Last: ${said}`
  await recordFailure(
    scope,
    campaign,
    wish,
    new ConnectorError('outcome_unknown', ours, { platform: { message: said } }),
  )
}
