import { DATE_PRESET } from './enums'
import { any, count, flag, integer, list, one, record, text, type Fields } from './type'

const words = (lines: string): readonly string[] => lines.trim().split(/\s+/)

export const HOURLY = 'hourly_stats_aggregated_by_advertiser_time_zone'

const BREAKDOWNS =
  words(`ad_format_asset age app_id body_asset call_to_action_asset country description_asset device_platform dma
  frequency_value gender hourly_stats_aggregated_by_advertiser_time_zone hourly_stats_aggregated_by_audience_time_zone image_asset
  impression_device link_url_asset media_asset_url media_type place_page_id platform_position product_id publisher_platform region
  title_asset user_persona_id user_persona_name video_asset`)

const WINDOWS =
  words(`1d_click 1d_ev 1d_view 28d_click 28d_view 7d_click 7d_view dda default skan_click skan_view incrementality custom
  1d_sequenced 7d_sequenced 28d_sequenced`)

const ACTION_BREAKDOWNS =
  words(`action_canvas_component_name action_carousel_card_id action_carousel_card_name action_destination
  action_device action_reaction action_target_id action_type action_video_sound action_video_type conversion_destination
  is_business_ai_assisted matched_persona_id matched_persona_name signal_source_bucket standard_event_content_type`)

export const INSIGHTS: Fields = {
  action_attribution_windows: list(one(WINDOWS)),
  action_breakdowns: list(one(ACTION_BREAKDOWNS)),
  action_report_time: one(['conversion', 'impression', 'lifetime', 'mixed']),
  breakdowns: list(one(BREAKDOWNS)),
  date_preset: one(DATE_PRESET),
  default_summary: flag,
  export_columns: list(text),
  export_format: text,
  export_name: text,
  filtering: list(record({ field: text, operator: text, value: any }, ['field', 'operator', 'value'])),
  graph_cache: flag,
  level: one(['account', 'campaign', 'adset', 'ad']),
  product_id_limit: integer,
  sort: list(text),
  summary: list(text),
  summary_action_breakdowns: list(one(ACTION_BREAKDOWNS)),
  time_increment: text,
  time_range: record({ since: text, until: text }, ['since', 'until']),
  time_ranges: list(record({ since: text, until: text }, ['since', 'until'])),
  use_account_attribution_setting: flag,
  use_unified_attribution_setting: flag,
  offset: count,
}

/** Fields of insights that can be asked for; those that the sandbox has no figures for stay out of its rows. */
export const INSIGHT_FIELDS: ReadonlySet<string> = new Set(
  words(`account_currency account_id account_name action_values actions ad_click_actions ad_id ad_impression_actions ad_name adset_end
  adset_id adset_name adset_start age_targeting attribution_setting auction_bid auction_competitiveness auction_max_competitor_bid
  average_purchases_conversion_value buying_type campaign_id campaign_name canvas_avg_view_percent canvas_avg_view_time
  catalog_segment_actions catalog_segment_value clicks conversion_lead_rate conversion_leads conversion_rate_ranking conversion_values
  conversions cost_per_15_sec_video_view cost_per_2_sec_continuous_video_view cost_per_action_type cost_per_ad_click
  cost_per_conversion cost_per_conversion_lead cost_per_dda_countby_convs cost_per_estimated_ad_recallers
  cost_per_inline_link_click cost_per_inline_post_engagement cost_per_objective_result cost_per_one_thousand_ad_impression
  cost_per_outbound_click cost_per_result cost_per_thruplay cost_per_unique_action_type cost_per_unique_click
  cost_per_unique_conversion cost_per_unique_inline_link_click cost_per_unique_outbound_click cpc cpm cpp created_time
  creative_media_type ctr date_start date_stop dda_countby_convs dda_results engagement_rate_ranking estimated_ad_recall_rate
  estimated_ad_recallers frequency full_view_impressions full_view_reach gender_targeting impressions inline_link_click_ctr
  inline_link_clicks inline_post_engagement instagram_profile_visits instant_experience_clicks_to_open
  instant_experience_clicks_to_start instant_experience_outbound_clicks interactive_component_tap labels
  landing_page_view_actions_per_link_click landing_page_view_per_link_click landing_page_view_per_purchase_rate
  link_clicks_per_results location mobile_app_purchase_roas multi_event_conversion_attribution_setting objective
  objective_result_rate objective_results optimization_goal outbound_clicks outbound_clicks_ctr place_page_name product_views
  purchase_per_landing_page_view purchase_roas purchases_per_link_click quality_ranking reach result_rate results
  shops_assisted_purchases social_spend spend total_card_view total_postbacks unique_actions unique_clicks unique_conversions
  unique_ctr unique_inline_link_click_ctr unique_inline_link_clicks unique_link_clicks_ctr unique_outbound_clicks
  unique_outbound_clicks_ctr updated_time video_15_sec_watched_actions video_30_sec_watched_actions video_avg_time_watched_actions
  video_p100_watched_actions video_p25_watched_actions video_p50_watched_actions video_p75_watched_actions
  video_p95_watched_actions video_play_actions video_thruplay_watched_actions video_view_per_impression website_ctr
  website_purchase_roas wish_bid`),
)
