import { isDay } from '@/lib/core/day'
import type { Json, RemoteAccount, RemoteAsset, RemoteCampaign, ReportRow, ReportWindow } from '../define'
import { at, decimal, type Dict, dicts, majorToMicros, text, truth, whole } from '../json'
import { localInstant } from '../local-time'

/** The rows of an answer: of a page of `search`, or of the array of chunks that `searchStream` sends. */
export const rowsOf = (answer: Json | undefined): Dict[] =>
  Array.isArray(answer) ? dicts(answer).flatMap((chunk) => dicts(chunk['results'])) : dicts(at(answer, 'results'))

export const nextPage = (answer: Json | undefined): string | undefined => text(at(answer, 'nextPageToken')) || undefined

/** `customers/1/adGroupAds/3~4`: the last id, 4. */
export const idOf = (resourceName: string): string => resourceName.split('/').at(-1)?.split('~').at(-1) ?? ''

/** An account that can hold campaigns; undefined for managers. `root` is the login through which it was found. */
export function accountOf(row: Dict, root: string): RemoteAccount | undefined {
  const client = at(row, 'customerClient')
  const id = text(at(client, 'id'))
  if (!id || truth(at(client, 'manager'))) return undefined
  return {
    externalId: id,
    loginExternalId: id === root ? null : root,
    name: text(at(client, 'descriptiveName')) || id,
    currency: text(at(client, 'currencyCode')),
    timezone: text(at(client, 'timeZone')),
    platformStatus: text(at(client, 'status')) || 'ENABLED',
    minimumDailyMicros: null,
  }
}

export function conversionGoalOf(row: Dict): RemoteAsset {
  const action = at(row, 'conversionAction')
  return {
    kind: 'conversion_goal',
    externalId: text(at(action, 'id')),
    name: text(at(action, 'name')),
    details: { category: text(at(action, 'category')), status: text(at(action, 'status')) },
  }
}

/** One row of figures; zero-valued fields, also the hour 0, are absent in Google's JSON. Undefined without a date. */
export function reportRowOf(row: Dict, grain: ReportWindow['grain']): ReportRow | undefined {
  const day = text(at(row, 'segments', 'date'))
  if (!isDay(day)) return undefined
  const metric = (name: string) => at(row, 'metrics', name)
  const more: Record<string, number> = {}
  if (grain === 'day') {
    more['all_conversions'] = decimal(metric('allConversions'))
    more['view_through_conversions'] = decimal(metric('viewThroughConversions'))
  }
  return {
    externalCampaignId: text(at(row, 'campaign', 'id')),
    day,
    hour: grain === 'hour' ? decimal(at(row, 'segments', 'hour')) : null,
    spendMicros: whole(metric('costMicros')),
    impressions: whole(metric('impressions')),
    clicks: whole(metric('clicks')),
    conversions: decimal(metric('conversions')),
    valueMicros: majorToMicros(metric('conversionsValue')),
    more,
  }
}

const OBJECTIVE: Record<string, RemoteCampaign['objective']> = {
  TARGET_SPEND: 'traffic',
  MANUAL_CPC: 'traffic',
  MAXIMIZE_CONVERSIONS: 'leads',
  TARGET_CPA: 'leads',
  MAXIMIZE_CONVERSION_VALUE: 'sales',
  TARGET_ROAS: 'sales',
}

/** Google writes "no end" as a day in 2037. */
const NEVER = '2037'

export function campaignOf(row: Dict, timezone: string): RemoteCampaign {
  const campaign = at(row, 'campaign')
  const status = text(at(campaign, 'status'))
  const end = text(at(campaign, 'endDateTime'))
  return {
    externalId: text(at(campaign, 'id')),
    name: text(at(campaign, 'name')),
    objective: OBJECTIVE[text(at(campaign, 'biddingStrategyType'))] ?? null,
    isOn: status === 'ENABLED',
    platformStatus: campaignStatus(campaign),
    budget: budgetOf(at(row, 'campaignBudget')),
    startsAt: localInstant(text(at(campaign, 'startDateTime')), timezone),
    endsAt: end.startsWith(NEVER) ? null : localInstant(end, timezone),
    units: [],
  }
}

/** While a campaign is on, its primary status says whether it can serve; else its status says all. */
export function campaignStatus(campaign: Json | undefined): string {
  const status = text(at(campaign, 'status'))
  return status === 'ENABLED' ? text(at(campaign, 'primaryStatus')) || status : status
}

function budgetOf(budget: Json | undefined): RemoteCampaign['budget'] {
  const externalId = text(at(budget, 'id'))
  if (!externalId) return null
  const isTotal = text(at(budget, 'period')) === 'CUSTOM_PERIOD'
  const isShared = truth(at(budget, 'explicitlyShared')) || whole(at(budget, 'referenceCount')) > 1n
  return {
    type: isTotal ? 'lifetime' : 'daily',
    amountMicros: whole(at(budget, isTotal ? 'totalAmountMicros' : 'amountMicros')),
    level: isShared ? 'shared' : 'campaign',
    externalId,
  }
}

type Unit = RemoteCampaign['units'][number]

export const unitOf = (row: Dict): { campaignId: string; unit: Unit } => {
  const status = text(at(row, 'adGroup', 'status'))
  const unit = {
    externalId: text(at(row, 'adGroup', 'id')),
    name: text(at(row, 'adGroup', 'name')),
    isOn: status === 'ENABLED',
    platformStatus: status,
    ads: [],
  }
  return { campaignId: text(at(row, 'campaign', 'id')), unit }
}

export function adOf(row: Dict): { unitId: string; ad: Unit['ads'][number] } {
  const ad = at(row, 'adGroupAd')
  const headline = text(at(ad, 'ad', 'responsiveSearchAd', 'headlines', 0, 'text'))
  const externalId = text(at(ad, 'ad', 'id'))
  return {
    unitId: text(at(row, 'adGroup', 'id')),
    ad: {
      externalId,
      name: text(at(ad, 'ad', 'name')) || headline || externalId,
      isOn: text(at(ad, 'status')) === 'ENABLED',
      platformStatus: adStatus(ad),
      headline: headline || null,
    },
  }
}

/** The reviewer's word where it stops the ad, else its status. */
export function adStatus(ad: Json | undefined): string {
  const approval = text(at(ad, 'policySummary', 'approvalStatus'))
  const review = text(at(ad, 'policySummary', 'reviewStatus'))
  if (approval === 'DISAPPROVED') return 'DISAPPROVED'
  return review === 'REVIEW_IN_PROGRESS' || review === 'UNDER_APPEAL' ? review : text(at(ad, 'status'))
}
