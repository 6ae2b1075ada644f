import type { Entity } from '../define'
import { word } from './json'

/** What an entity's state comes to once its parents, its dates and its review are looked at. */

export const statusOf = (entity: Entity): string => word(entity.data['status']) || 'ACTIVE'
const isGone = (status: string): boolean => status === 'DELETED' || status === 'ARCHIVED'

export const campaignStatus = (campaign: Entity): string => statusOf(campaign)

export function adSetStatus(adSet: Entity, campaign: Entity | undefined): string {
  const own = statusOf(adSet)
  const above = campaign ? statusOf(campaign) : 'ACTIVE'
  if (isGone(own)) return own
  if (isGone(above)) return above
  if (own === 'PAUSED') return own
  return above === 'PAUSED' ? 'CAMPAIGN_PAUSED' : own
}

export function adStatus(ad: Entity, adSet: Entity | undefined, campaign: Entity | undefined): string {
  const own = statusOf(ad)
  if (isGone(own)) return own
  const above = adSet ? adSetStatus(adSet, campaign) : 'ACTIVE'
  if (isGone(above)) return above
  if (isDisapproved(ad)) return 'DISAPPROVED'
  if (own === 'PAUSED') return own
  if (above === 'PAUSED') return 'ADSET_PAUSED'
  return above === 'CAMPAIGN_PAUSED' ? above : own
}

/** Review finds what a creative promises; decided when the ad is made. */
export const isDisapproved = (ad: Entity): boolean => ad.data['is_disapproved'] === true

/** Texts that the sandbox's review refuses, so that a disapproval can be tried out. */
export const isForbiddenText = (text: string): boolean => /miracle cure|guaranteed to get rich/i.test(text)
