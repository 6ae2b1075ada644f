import { isDay } from '@/lib/core/day'
import type { Json, RemoteAccount, RemoteAsset, RemoteCampaign, ReportRow, ReportWindow } from '../define'
import { at, decimal, type Dict, dicts, majorToMicros, text, whole } from '../json'
import { offsetInstant } from '../local-time'
import { actionsFor, STANDARD_EVENTS } from './events'
import { fromMinor } from './money'

export const dataOf = (answer: Json | undefined): Dict[] => dicts(at(answer, 'data'))

/**
 * Where the next page begins; undefined on the last. `paging.next` is an address with a token in it, so only its being
 * there counts, and the next request is made from the cursor.
 */
export const nextCursor = (answer: Json | undefined): string | undefined =>
  at(answer, 'paging', 'next') === undefined ? undefined : text(at(answer, 'paging', 'cursors', 'after')) || undefined

const ACCOUNT_STATUS: Record<string, string> = {
  '1': 'ACTIVE',
  '2': 'DISABLED',
  '3': 'UNSETTLED',
  '7': 'PENDING_RISK_REVIEW',
  '8': 'PENDING_SETTLEMENT',
  '9': 'IN_GRACE_PERIOD',
  '100': 'PENDING_CLOSURE',
  '101': 'CLOSED',
}

export const accountOf = (row: Dict): RemoteAccount => {
  const externalId = text(row['account_id']) || text(row['id']).replace(/^act_/, '')
  const status = text(row['account_status'])
  const currency = text(row['currency'])
  const least = whole(row['min_daily_budget'])
  return {
    externalId,
    loginExternalId: null,
    name: text(row['name']) || externalId,
    currency,
    timezone: text(row['timezone_name']),
    platformStatus: ACCOUNT_STATUS[status] ?? status,
    minimumDailyMicros: least > 0n ? fromMinor(least, currency) : null,
  }
}

/** A page, and its Instagram account where it has one. */
export function pageAssets(row: Dict): RemoteAsset[] {
  const pageId = text(row['id'])
  const instagram = text(at(row, 'instagram_business_account', 'id'))
  const page: RemoteAsset = { kind: 'page', externalId: pageId, name: text(row['name']) || pageId, details: {} }
  if (!instagram) return [page]
  const name = text(at(row, 'instagram_business_account', 'username')) || page.name
  return [page, { kind: 'instagram', externalId: instagram, name, details: { pageId } }]
}

export const pixelAsset = (row: Dict): RemoteAsset => ({
  kind: 'pixel',
  externalId: text(row['id']),
  name: text(row['name']) || text(row['id']),
  details: {},
})

/** What a pixel can count. Meta lists no events of a pixel, so its standard ones are offered. */
export const eventAssets = (): RemoteAsset[] =>
  STANDARD_EVENTS.map(({ event, name }) => ({ kind: 'pixel_event', externalId: event, name, details: {} }))

const OBJECTIVE: Record<string, RemoteCampaign['objective']> = {
  OUTCOME_TRAFFIC: 'traffic',
  LINK_CLICKS: 'traffic',
  OUTCOME_LEADS: 'leads',
  LEAD_GENERATION: 'leads',
  OUTCOME_SALES: 'sales',
  CONVERSIONS: 'sales',
  PRODUCT_CATALOG_SALES: 'sales',
}

/** The budget of a campaign or ad set; Meta writes "0" where the other level or the other kind has it. */
function budgetOf(row: Dict, level: 'campaign' | 'unit', currency: string): RemoteCampaign['budget'] {
  const daily = whole(row['daily_budget'])
  const lifetime = whole(row['lifetime_budget'])
  if (daily <= 0n && lifetime <= 0n) return null
  return {
    type: daily > 0n ? 'daily' : 'lifetime',
    amountMicros: fromMinor(daily > 0n ? daily : lifetime, currency),
    level,
    externalId: text(row['id']),
  }
}

export function campaignOf(row: Dict, adSets: readonly Dict[], ads: readonly Dict[], currency: string): RemoteCampaign {
  const own = budgetOf(row, 'campaign', currency)
  return {
    externalId: text(row['id']),
    name: text(row['name']),
    objective: OBJECTIVE[text(row['objective'])] ?? null,
    isOn: text(row['status']) === 'ACTIVE',
    platformStatus: statusOf(row),
    budget: own ?? unitBudget(adSets, currency),
    startsAt: offsetInstant(text(row['start_time'])),
    endsAt: offsetInstant(text(row['stop_time'])),
    units: adSets.map((adSet) => ({
      externalId: text(adSet['id']),
      name: text(adSet['name']),
      isOn: text(adSet['status']) === 'ACTIVE',
      platformStatus: statusOf(adSet),
      ads: ads.filter((ad) => text(ad['adset_id']) === text(adSet['id'])).map(adOf),
    })),
  }
}

/** Where ad sets own the budgets: their sum, and all their ids, so that a change can be shared out among them. */
function unitBudget(adSets: readonly Dict[], currency: string): RemoteCampaign['budget'] {
  const budgets = adSets.flatMap((adSet) => budgetOf(adSet, 'unit', currency) ?? [])
  const [first] = budgets
  if (!first) return null
  const sameKind = budgets.filter(({ type }) => type === first.type)
  return {
    ...first,
    amountMicros: sameKind.reduce((sum, { amountMicros }) => sum + amountMicros, 0n),
    externalId: sameKind.map(({ externalId }) => externalId).join(','),
  }
}

const adOf = (row: Dict): RemoteCampaign['units'][number]['ads'][number] => {
  const link = at(row, 'creative', 'object_story_spec', 'link_data')
  const headline = text(at(link, 'name')) || text(at(row, 'creative', 'title'))
  return {
    externalId: text(row['id']),
    name: text(row['name']),
    isOn: text(row['status']) === 'ACTIVE',
    platformStatus: statusOf(row),
    headline: headline || null,
  }
}

/** Meta's effective status, which knows about parents and reviews; the configured one where it is absent. */
export const statusOf = (row: Dict): string => text(row['effective_status']) || text(row['status'])

/** The first of the wanted action types that is there; the same result is listed under several. */
function firstOf(actions: Json | undefined, wanted: readonly string[]): Json | undefined {
  const rows = dicts(actions)
  for (const type of wanted) {
    const hit = rows.find((row) => text(row['action_type']) === type)
    if (hit) return hit['value']
  }
  return undefined
}

/** `promoted`: the pixel event of each campaign, by campaign id. Undefined for a row without a date. */
export function reportRowOf(
  row: Dict,
  grain: ReportWindow['grain'],
  promoted: ReadonlyMap<string, string>,
): ReportRow | undefined {
  const day = text(row['date_start'])
  if (!isDay(day)) return undefined
  const externalCampaignId = text(row['campaign_id'])
  const wanted = actionsFor(promoted.get(externalCampaignId), text(row['objective']))
  const more: Record<string, number> = { all_clicks: decimal(row['clicks']) }
  // People reached cannot be told by the hour.
  if (grain === 'day') more['reach'] = decimal(row['reach'])
  return {
    externalCampaignId,
    day,
    // `13:00:00 - 13:59:59`
    hour: grain === 'hour' ? Number(text(row[HOURS]).slice(0, 2)) : null,
    spendMicros: majorToMicros(row['spend']),
    impressions: whole(row['impressions']),
    clicks: whole(row['inline_link_clicks']),
    conversions: decimal(firstOf(row['actions'], wanted)),
    valueMicros: majorToMicros(firstOf(row['action_values'], wanted)),
    more,
  }
}

const HOURS = 'hourly_stats_aggregated_by_advertiser_time_zone'

/** Without naming them Meta leaves archived and deleted campaigns out, and what they spent would vanish with them. */
const EVERY_STATUS = ['ACTIVE', 'PAUSED', 'IN_PROCESS', 'WITH_ISSUES', 'ARCHIVED', 'DELETED'] as const

/** Query parameters of a report, without the cursor. Ratios are never asked for: they are computed from sums. */
export function insightsQuery({ grain, first, last, externalCampaignIds }: ReportWindow): Record<string, Json> {
  const fields = [
    'campaign_id',
    'objective',
    'spend',
    'impressions',
    'clicks',
    'inline_link_clicks',
    'actions',
    'action_values',
    ...(grain === 'day' ? ['reach'] : []),
  ]
  return {
    level: 'campaign',
    time_range: { since: first, until: last },
    time_increment: 1,
    fields: fields.join(','),
    use_unified_attribution_setting: true,
    ...(grain === 'hour' ? { breakdowns: HOURS } : {}),
    filtering: [
      { field: 'campaign.effective_status', operator: 'IN', value: [...EVERY_STATUS] },
      ...(externalCampaignIds ? [{ field: 'campaign.id', operator: 'IN', value: externalCampaignIds }] : []),
    ],
  }
}

/** The event that each campaign's ad sets promote; a purchase where they differ, else the first by name. */
export function promotedEvents(adSets: readonly Dict[]): Map<string, string> {
  const events = new Map<string, string[]>()
  for (const adSet of adSets) {
    const event = text(at(adSet, 'promoted_object', 'custom_event_type'))
    if (event) events.set(text(adSet['campaign_id']), [...(events.get(text(adSet['campaign_id'])) ?? []), event])
  }
  return new Map(
    [...events].map(([campaign, all]) => [
      campaign,
      all.includes('PURCHASE') ? 'PURCHASE' : (all.sort()[0] ?? 'PURCHASE'),
    ]),
  )
}
