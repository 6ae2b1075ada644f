import type { Entity } from '../define'
import { adTypeOf, headlinesOf } from './check/ad'
import { biddingOf } from './check/campaign'
import { listOf, recordOf, textOf, withValue, type JsonObject } from './json'
import { snake } from './proto'

/* What Google derives: review, serving and primary statuses, and fields that follow from others. Pure. */

const REVIEW_MS = 3_600_000

/** Reviewers let pass everything but headlines with this word, so that a refusal can be shown. */
const isRefused = (ad: JsonObject): boolean => headlinesOf(ad).some((text) => /clickbait/i.test(text))

/** When an ad may show; undefined when it was refused. */
export function approvedAt(entity: Entity): Date | undefined {
  if (isRefused(recordOf(entity.data['ad']))) return undefined
  const submitted = Date.parse(textOf(recordOf(entity.data['sandbox'])['submittedAt']))
  return new Date((Number.isNaN(submitted) ? entity.createdAt.getTime() : submitted) + REVIEW_MS)
}

const reviewedAt = (entity: Entity): number => {
  const submitted = Date.parse(textOf(recordOf(entity.data['sandbox'])['submittedAt']))
  return (Number.isNaN(submitted) ? entity.createdAt.getTime() : submitted) + REVIEW_MS
}

/** `policySummary` of an ad: an hour in review, then approved or not. */
function policySummary(entity: Entity, now: Date): JsonObject {
  if (now.getTime() < reviewedAt(entity)) return { reviewStatus: 'REVIEW_IN_PROGRESS', approvalStatus: 'UNKNOWN' }
  if (!isRefused(recordOf(entity.data['ad']))) return { reviewStatus: 'REVIEWED', approvalStatus: 'APPROVED' }
  const policyTopicEntries = [{ topic: 'CLICKBAIT', type: 'PROHIBITED' }]
  return { reviewStatus: 'REVIEWED', approvalStatus: 'DISAPPROVED', policyTopicEntries }
}

/** How a campaign stands: its own status and dates first, then what is below it. */
export type CampaignState = {
  campaign: Entity
  adGroups: readonly Entity[]
  ads: readonly Entity[]
  hasStarted: boolean
  hasEnded: boolean
}

type Primary = { primaryStatus: string; primaryStatusReasons: string[] }
const primary = (primaryStatus: string, ...primaryStatusReasons: string[]): Primary => ({
  primaryStatus,
  primaryStatusReasons,
})

const isEnabled = ({ data }: Entity): boolean => data['status'] === 'ENABLED'
const isKept = ({ data }: Entity): boolean => data['status'] !== 'REMOVED'

function adsStatus(ads: readonly Entity[], now: Date): Primary {
  if (ads.length === 0) return primary('NOT_ELIGIBLE', 'NO_AD_GROUP_ADS')
  const on = ads.filter(isEnabled)
  if (on.length === 0) return primary('NOT_ELIGIBLE', 'AD_GROUP_ADS_PAUSED')
  const approvals = on.map((ad) => policySummary(ad, now)['approvalStatus'])
  if (approvals.includes('APPROVED')) return primary('ELIGIBLE')
  return approvals.includes('UNKNOWN')
    ? primary('PENDING', 'MOST_ADS_UNDER_REVIEW')
    : primary('NOT_ELIGIBLE', 'HAS_ADS_DISAPPROVED')
}

export function campaignPrimary(state: CampaignState, now: Date): Primary {
  const { campaign, hasStarted, hasEnded } = state
  if (!isKept(campaign)) return primary('REMOVED', 'CAMPAIGN_REMOVED')
  if (campaign.data['status'] === 'PAUSED') return primary('PAUSED', 'CAMPAIGN_PAUSED')
  if (hasEnded) return primary('ENDED', 'CAMPAIGN_ENDED')
  if (!hasStarted) return primary('PENDING', 'CAMPAIGN_PENDING')
  const adGroups = state.adGroups.filter(isKept)
  if (adGroups.length === 0) return primary('NOT_ELIGIBLE', 'NO_AD_GROUPS')
  const open = adGroups.filter(isEnabled).map(({ id }) => id)
  if (open.length === 0) return primary('NOT_ELIGIBLE', 'AD_GROUPS_PAUSED')
  return adsStatus(
    state.ads.filter((ad) => isKept(ad) && open.includes(ad.parentId ?? '')),
    now,
  )
}

export function adGroupPrimary(
  adGroup: Entity,
  campaign: Entity | undefined,
  ads: readonly Entity[],
  now: Date,
): Primary {
  if (!isKept(adGroup)) return primary('REMOVED', 'AD_GROUP_REMOVED')
  if (adGroup.data['status'] === 'PAUSED') return primary('PAUSED', 'AD_GROUP_PAUSED')
  if (campaign && campaign.data['status'] === 'PAUSED') return primary('NOT_ELIGIBLE', 'CAMPAIGN_PAUSED')
  return adsStatus(ads.filter(isKept), now)
}

function adPrimary(ad: Entity, now: Date): Primary {
  if (!isKept(ad)) return primary('REMOVED', 'AD_GROUP_AD_REMOVED')
  if (ad.data['status'] === 'PAUSED') return primary('PAUSED', 'AD_GROUP_AD_PAUSED')
  const { approvalStatus } = policySummary(ad, now)
  if (approvalStatus === 'UNKNOWN') return primary('PENDING', 'AD_GROUP_AD_UNDER_REVIEW')
  return approvalStatus === 'APPROVED' ? primary('ELIGIBLE') : primary('NOT_ELIGIBLE', 'AD_GROUP_AD_DISAPPROVED')
}

/** What the sandbox keeps for itself is no part of the resource. */
const withoutSandbox = (data: JsonObject): JsonObject => withValue(data, 'sandbox', undefined)

/** An entity as the resource that a query sees, without what needs other entities. */
export function resourceRow(entity: Entity, now: Date): JsonObject {
  const data = withoutSandbox(entity.data)
  switch (entity.kind) {
    case 'campaign':
      return {
        ...data,
        id: entity.id,
        biddingStrategyType: snake(biddingOf(data) ?? '').toUpperCase(),
        experimentType: 'BASE',
      }
    case 'ad_group_ad':
      return {
        ...data,
        ad: adRow(recordOf(data['ad'])),
        policySummary: policySummary(entity, now),
        adStrength: strength(data),
        ...adPrimary(entity, now),
      }
    case 'campaign_criterion':
    case 'ad_group_criterion':
    case 'campaign_asset':
      return data
    default:
      return { ...data, id: entity.id }
  }
}

const adRow = (ad: JsonObject): JsonObject => ({ ...ad, type: adTypeOf(ad) })

/** More distinct headlines make an ad stronger, as Google's own meter says. */
function strength(data: JsonObject): string {
  const ad = recordOf(recordOf(data['ad'])['responsiveSearchAd'])
  const count = listOf(ad['headlines']).length + listOf(ad['descriptions']).length
  return count >= 14 ? 'EXCELLENT' : count >= 10 ? 'GOOD' : count >= 7 ? 'AVERAGE' : 'POOR'
}
