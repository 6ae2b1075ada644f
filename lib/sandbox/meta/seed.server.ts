import 'server-only'
import { addDays } from '@/lib/core/day'
import { dayIn, startOfDay } from '@/lib/core/zone'
import { HISTORY_DAYS, type SeedAccount } from '../account.server'
import { recordChange } from '../change.server'
import type { Entity } from '../define'
import { existingId, type ExistingCampaign, type SandboxAccount } from '../login'
import { createEntities, type NewEntity } from '../store.server'
import { pageOf, pixelOf } from './asset'
import { enrolled } from './enhancement'
import { microsOf, offsetOf } from './money'

const OBJECTIVE = { sales: 'OUTCOME_SALES', leads: 'OUTCOME_LEADS', traffic: 'OUTCOME_TRAFFIC' }
const COUNTRY: Record<string, string> = {
  'Europe/Oslo': 'NO',
  'Asia/Tokyo': 'JP',
  'America/Los_Angeles': 'US',
  'America/Chicago': 'US',
  'America/New_York': 'US',
}

type Data = Entity['data']

function campaignData({ objective, isOn }: ExistingCampaign, minor: string): Data {
  return {
    objective: OBJECTIVE[objective],
    status: isOn ? 'ACTIVE' : 'PAUSED',
    buying_type: 'AUCTION',
    special_ad_categories: [],
    daily_budget: minor,
    bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
  }
}

function adSetData({ objective }: ExistingCampaign, account: SandboxAccount): Data {
  const country = COUNTRY[account.timezone] ?? 'FR'
  const disclosure: Data = country === 'FR' ? { dsa_beneficiary: account.name, dsa_payor: account.name } : {}
  return {
    status: 'ACTIVE',
    billing_event: 'IMPRESSIONS',
    optimization_goal: objective === 'traffic' ? 'LINK_CLICKS' : 'OFFSITE_CONVERSIONS',
    promoted_object: { pixel_id: pixelOf(account).id, custom_event_type: objective === 'leads' ? 'LEAD' : 'PURCHASE' },
    targeting: {
      geo_locations: { countries: [country] },
      age_min: 18,
      age_max: 65,
      targeting_automation: { advantage_audience: 0 },
    },
    destination_type: 'WEBSITE',
    ...disclosure,
  }
}

function creativeData(account: SandboxAccount, ad: ExistingCampaign['units'][number]['ads'][number]): Data {
  const page = pageOf(account)
  const link = {
    link: ad.url,
    message: ad.text,
    name: ad.headline,
    call_to_action: { type: 'SHOP_NOW', value: { link: ad.url } },
  }
  return {
    status: 'ACTIVE',
    object_story_spec: { page_id: page.id, instagram_user_id: page.instagram.id, link_data: link },
    degrees_of_freedom_spec: enrolled({}, false),
  }
}

function family(
  account: SandboxAccount,
  campaign: ExistingCampaign,
  minor: string,
  at: Date,
): { id: string; rows: NewEntity[] } {
  const idOf = (what: string): string => existingId('meta', `${account.id} ${campaign.name} ${what}`)
  const id = idOf('campaign')
  const base = { accountId: account.id, at }
  const rows: NewEntity[] = [
    { ...base, kind: 'campaign', id, name: campaign.name, data: campaignData(campaign, minor) },
  ]
  for (const unit of campaign.units) {
    const unitId = idOf(`ad set ${unit.name}`)
    rows.push({ ...base, kind: 'adset', id: unitId, parentId: id, name: unit.name, data: adSetData(campaign, account) })
    for (const ad of unit.ads) {
      const creativeId = idOf(`creative ${ad.name}`)
      rows.push({ ...base, kind: 'creative', id: creativeId, name: ad.name, data: creativeData(account, ad) })
      rows.push({
        ...base,
        kind: 'ad',
        id: idOf(`ad ${ad.name}`),
        parentId: unitId,
        name: ad.name,
        data: { status: 'ACTIVE', creative: { id: creativeId }, campaign_id: id },
      })
    }
  }
  return { id, rows }
}

/** Keeps what ran in a Meta account for 90 days before its login was first used. A paused campaign stopped a week ago. */
export const seedAccount: SeedAccount = async (tx, account, campaigns, now) => {
  const today = dayIn(now, account.timezone)
  const began = startOfDay(addDays(today, -HISTORY_DAYS), account.timezone)
  const stopped = startOfDay(addDays(today, -7), account.timezone)
  for (const campaign of campaigns) {
    const minor = String(campaign.dayMajor * offsetOf(account.currency))
    const { id, rows } = family(account, campaign, minor, began)
    await createEntities(tx, 'meta', rows)
    const change = {
      platform: 'meta' as const,
      accountId: account.id,
      campaignId: id,
      dayMicros: microsOf(minor, account.currency),
    }
    await recordChange(tx, { ...change, at: began, isOn: true })
    if (!campaign.isOn) await recordChange(tx, { ...change, at: stopped, isOn: false })
  }
}
