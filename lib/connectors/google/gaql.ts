import type { ReportWindow } from '../define'

/** A text in a GAQL condition, quoted. */
const quoted = (value: string): string => `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`

const ids = (values: readonly string[]): string => values.map((value) => value.replace(/\D/g, '')).join(', ')

export const CUSTOMER = 'SELECT customer.id, customer.descriptive_name FROM customer LIMIT 1'

export const CUSTOMER_CLIENTS =
  'SELECT customer_client.id, customer_client.descriptive_name, customer_client.currency_code, customer_client.time_zone, ' +
  'customer_client.manager, customer_client.test_account, customer_client.status, customer_client.level ' +
  "FROM customer_client WHERE customer_client.status = 'ENABLED' AND customer_client.hidden = FALSE"

export const CONVERSION_ACTIONS =
  'SELECT conversion_action.id, conversion_action.name, conversion_action.category, conversion_action.status ' +
  "FROM conversion_action WHERE conversion_action.status = 'ENABLED'"

const CAMPAIGN_FIELDS =
  'campaign.id, campaign.name, campaign.status, campaign.primary_status, campaign.bidding_strategy_type, campaign.start_date_time, ' +
  'campaign.end_date_time, campaign_budget.id, campaign_budget.amount_micros, campaign_budget.total_amount_micros, ' +
  'campaign_budget.period, campaign_budget.explicitly_shared, campaign_budget.reference_count'

/** Which campaigns a list is of: those named, removed or not, else all that are not removed. */
const which = (only: readonly string[] | undefined): string =>
  only ? `campaign.id IN (${ids(only)})` : "campaign.status != 'REMOVED'"

export const campaigns = (only?: readonly string[]): string =>
  `SELECT ${CAMPAIGN_FIELDS} FROM campaign WHERE ${which(only)} ORDER BY campaign.id`

export const adGroups = (only?: readonly string[]): string =>
  'SELECT campaign.id, ad_group.id, ad_group.name, ad_group.status FROM ad_group ' +
  `WHERE ${which(only)} AND ad_group.status != 'REMOVED'`

export const ads = (only?: readonly string[]): string =>
  'SELECT campaign.id, ad_group.id, ad_group_ad.ad.id, ad_group_ad.ad.name, ad_group_ad.status, ad_group_ad.policy_summary.approval_status, ' +
  'ad_group_ad.policy_summary.review_status, ad_group_ad.ad.responsive_search_ad.headlines FROM ad_group_ad ' +
  `WHERE ${which(only)} AND ad_group.status != 'REMOVED' AND ad_group_ad.status != 'REMOVED'`

/** A campaign by its exact name, for looking up what became of a write. */
export const campaignNamed = (name: string): string =>
  `SELECT campaign.id, campaign.resource_name, campaign_budget.id FROM campaign WHERE campaign.name = ${quoted(name)} AND campaign.status != 'REMOVED'`

const READ_BACK =
  'campaign.id, campaign.name, campaign.status, campaign.primary_status, campaign.advertising_channel_type, campaign.bidding_strategy_type, ' +
  'campaign.contains_eu_political_advertising, campaign.start_date_time, campaign.end_date_time, ' +
  'campaign.network_settings.target_google_search, campaign.network_settings.target_search_network, ' +
  'campaign.network_settings.target_content_network, campaign.network_settings.target_partner_search_network, ' +
  'campaign.geo_target_type_setting.positive_geo_target_type, campaign.ai_max_setting.enable_ai_max, campaign.asset_automation_settings, ' +
  'campaign_budget.name, campaign_budget.amount_micros, campaign_budget.total_amount_micros, campaign_budget.period, ' +
  'campaign_budget.explicitly_shared, campaign_budget.delivery_method'

export const campaignWhole = (id: string): string =>
  `SELECT ${READ_BACK} FROM campaign WHERE campaign.id = ${ids([id])}`

export const adGroupsOf = (id: string): string =>
  `SELECT ad_group.id, ad_group.name, ad_group.status, ad_group.type FROM ad_group WHERE campaign.id = ${ids([id])} AND ad_group.status != 'REMOVED'`

export const adsOf = (id: string): string =>
  'SELECT ad_group.id, ad_group.name, ad_group_ad.ad.id, ad_group_ad.status, ad_group_ad.ad.final_urls, ad_group_ad.ad.responsive_search_ad.headlines, ' +
  'ad_group_ad.ad.responsive_search_ad.descriptions, ad_group_ad.ad.responsive_search_ad.path1, ad_group_ad.ad.responsive_search_ad.path2, ' +
  `ad_group_ad.policy_summary.approval_status FROM ad_group_ad WHERE campaign.id = ${ids([id])} AND ad_group_ad.status != 'REMOVED'`

export const adGroupCriteriaOf = (id: string): string =>
  'SELECT ad_group.id, ad_group.name, ad_group_criterion.negative, ad_group_criterion.keyword.text, ad_group_criterion.keyword.match_type, ' +
  'ad_group_criterion.age_range.type, ad_group_criterion.gender.type FROM ad_group_criterion ' +
  `WHERE campaign.id = ${ids([id])} AND ad_group_criterion.status != 'REMOVED'`

export const campaignCriteriaOf = (id: string): string =>
  'SELECT campaign_criterion.negative, campaign_criterion.location.geo_target_constant, campaign_criterion.language.language_constant ' +
  `FROM campaign_criterion WHERE campaign.id = ${ids([id])}`

export const budgetById = (id: string): string =>
  'SELECT campaign_budget.id, campaign_budget.period, campaign_budget.explicitly_shared, campaign_budget.reference_count ' +
  `FROM campaign_budget WHERE campaign_budget.id = ${ids([id])}`

export const statusOf = {
  campaign: (id: string) =>
    `SELECT campaign.id, campaign.status, campaign.primary_status FROM campaign WHERE campaign.id = ${ids([id])}`,
  unit: (id: string) => `SELECT ad_group.id, ad_group.status FROM ad_group WHERE ad_group.id = ${ids([id])}`,
  ad: (id: string) =>
    `SELECT ad_group_ad.ad.id, ad_group_ad.status, ad_group_ad.policy_summary.approval_status, ad_group_ad.policy_summary.review_status FROM ad_group_ad WHERE ad_group_ad.ad.id = ${ids([id])}`,
}

/**
 * Figures by campaign and day, or hour. Campaigns that were removed keep their history. By hour Google has neither
 * view-through nor all conversions, so only daily rows carry them.
 */
export function reportQuery({ grain, first, last, externalCampaignIds }: ReportWindow): string {
  const core =
    'metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions, metrics.conversions_value'
  const fields =
    grain === 'hour' ? `segments.hour, ${core}` : `${core}, metrics.all_conversions, metrics.view_through_conversions`
  const only = externalCampaignIds ? ` AND campaign.id IN (${ids(externalCampaignIds)})` : ''
  return `SELECT campaign.id, segments.date, ${fields} FROM campaign WHERE segments.date BETWEEN '${first}' AND '${last}'${only}`
}
