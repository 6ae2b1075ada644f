import { CALL_TO_ACTION } from './enums'
import { any, count, flag, id, integer, list, map, one, open, record, text, type Fields, type Type } from './type'

const CALL: Type = record(
  {
    type: one(CALL_TO_ACTION),
    value: record({
      ...Object.fromEntries(
        [
          'android_url',
          'app_destination',
          'app_link',
          'application',
          'event_id',
          'ios_url',
          'lead_gen_form_id',
          'link',
          'link_caption',
          'link_format',
          'page',
          'product_link',
          'whatsapp_number',
        ].map((key) => [key, text]),
      ),
      land_on_whatsapp_catalog: integer,
      land_on_whatsapp_profile: integer,
      object_store_urls: list(text),
    }),
  },
  ['type'],
)

const RATIOS = ['100x100', '100x72', '191x100', '400x150', '400x500', '600x360', '90x160']

/** Crops by aspect key, each two corners: `{"100x100": [[0, 0], [600, 600]]}`. */
const CROPS: Type = record(Object.fromEntries(RATIOS.map((ratio) => [ratio, list(list(count))])))

const CHILD: Type = record({
  link: text,
  name: text,
  description: text,
  image_hash: text,
  picture: text,
  video_id: id,
  call_to_action: CALL,
  image_crops: CROPS,
  caption: text,
  place_data: open,
  static_card: flag,
  preferred_image_tags: list(text),
  preferred_video_tags: list(text),
})

const LINK_DATA: Type = record({
  ...Object.fromEntries(
    [
      'ad_context',
      'attachment_style',
      'boosted_product_set_id',
      'branded_content_shared_to_sponsor_status',
      'branded_content_sponsor_page_id',
      'caption',
      'description',
      'event_id',
      'image_hash',
      'link',
      'message',
      'name',
      'offer_id',
      'page_welcome_message',
      'picture',
    ].map((key) => [key, text]),
  ),
  ...Object.fromEntries(
    [
      'automated_product_tags',
      'force_single_link',
      'is_local_expansion',
      'multi_share_end_card',
      'multi_share_optimized',
      'show_multiple_images',
      'smart_pse_enabled',
      'use_flexible_image_aspect_ratio',
    ].map((key) => [key, flag]),
  ),
  additional_image_index: integer,
  app_link_spec: open,
  call_to_action: CALL,
  child_attachments: list(CHILD),
  collection_thumbnails: list(open),
  customization_rules_spec: list(open),
  format_option: one([
    'carousel_ar_effects',
    'carousel_images_multi_items',
    'carousel_images_single_item',
    'carousel_slideshows',
    'collection_video',
    'single_image',
  ]),
  image_crops: CROPS,
  image_layer_specs: list(open),
  image_overlay_spec: open,
  post_click_configuration: open,
  preferred_image_tags: list(text),
  preferred_video_tags: list(text),
  retailer_item_ids: list(text),
  static_fallback_spec: open,
})

const VIDEO_DATA: Type = record({
  ...Object.fromEntries(
    [
      'branded_content_shared_to_sponsor_status',
      'branded_content_sponsor_page_id',
      'image_hash',
      'image_url',
      'link_description',
      'message',
      'offer_id',
      'page_welcome_message',
      'title',
    ].map((key) => [key, text]),
  ),
  additional_image_index: integer,
  call_to_action: CALL,
  collection_thumbnails: list(open),
  customization_rules_spec: list(open),
  post_click_configuration: open,
  retailer_item_ids: list(text),
  targeting: open,
  video_id: id,
})

const STORY: Type = record(
  {
    instagram_user_id: id,
    link_data: LINK_DATA,
    page_id: id,
    photo_data: record({
      branded_content_shared_to_sponsor_status: text,
      branded_content_sponsor_page_id: text,
      caption: text,
      image_hash: text,
      page_welcome_message: text,
      url: text,
    }),
    product_data: list(open),
    template_data: LINK_DATA,
    text_data: record({ message: text }),
    video_data: VIDEO_DATA,
  },
  ['page_id'],
)

const asset = (more: Fields): Type => list(record({ adlabels: list(open), ...more }))
const FEED: Type = record({
  ad_formats: list(text),
  additional_data: open,
  app_product_page_id: text,
  asset_customization_rules: list(open),
  audios: list(open),
  autotranslate: list(text),
  bodies: asset({ text, url_tags: text }),
  call_ads_configuration: open,
  call_to_action_types: list(one(CALL_TO_ACTION)),
  call_to_actions: list(open),
  captions: asset({ text, url_tags: text }),
  carousels: list(open),
  ctwa_consent_data: list(open),
  descriptions: asset({ text, url_tags: text }),
  events: list(open),
  groups: list(open),
  images: asset({ hash: text, url: text, url_tags: text, image_crops: CROPS }),
  link_urls: asset({
    website_url: text,
    display_url: text,
    deeplink_url: text,
    url_tags: text,
    carousel_see_more_url: text,
  }),
  message_extensions: list(open),
  onsite_destinations: list(open),
  optimization_type: text,
  promotional_metadata: open,
  reasons_to_shop: flag,
  shops_bundle: flag,
  titles: asset({ text, url_tags: text }),
  translations: list(open),
  upcoming_events: list(open),
  videos: list(open),
})

/** Enhancements of a creative, each in or out. The names change often, so any is taken; the states are not. */
const FEATURE: Type = record(
  { enroll_status: one(['OPT_IN', 'OPT_OUT']), customizations: open, action_metadata: open },
  ['enroll_status'],
)
const FREEDOM: Type = record({
  creative_features_spec: map(FEATURE),
  ad_handle_type: text,
  degrees_of_freedom_type: text,
  image_transformation_types: list(text),
  text_transformation_types: list(text),
  stories_transformation_types: list(text),
  video_transformation_types: list(text),
  multi_media_transformation_type: text,
})

const TEXTS = [
  'body',
  'branded_content_sponsor_page_id',
  'bundle_folder_id',
  'destination_set_id',
  'existing_post_title',
  'image_file',
  'image_hash',
  'image_url',
  'instagram_permalink_url',
  'link_og_id',
  'link_url',
  'name',
  'object_story_id',
  'object_type',
  'object_url',
  'page_welcome_message',
  'place_page_set_id',
  'playable_asset_id',
  'product_set_id',
  'source_facebook_post_id',
  'source_instagram_media_id',
  'template_url',
  'template_url_spec',
  'thumbnail_url',
  'title',
  'url_tags',
]
const MAPS = [
  'ad_disclaimer_spec',
  'branded_content',
  'contextual_multi_ads',
  'creative_sourcing_spec',
  'destination_spec',
  'facebook_branded_content',
  'instagram_branded_content',
  'interactive_components_spec',
  'marketing_message_structured_spec',
  'media_sourcing_spec',
  'omnichannel_link_spec',
  'platform_customizations',
  'portrait_customizations',
  'product_suggestion_settings',
  'recommender_settings',
  'regional_regulation_disclaimer_spec',
  'generative_asset_spec',
]

export const CREATE_CREATIVE: Fields = {
  ...Object.fromEntries(TEXTS.map((key) => [key, text])),
  ...Object.fromEntries(MAPS.map((key) => [key, open])),
  actor_id: id,
  adlabels: list(open),
  applink_treatment: one(['automatic', 'deeplink_with_appstore_fallback', 'deeplink_with_web_fallback', 'web_only']),
  asset_feed_spec: FEED,
  authorization_category: one(['NONE', 'POLITICAL', 'POLITICAL_WITH_DIGITALLY_CREATED_MEDIA']),
  call_to_action: CALL,
  categorization_criteria: one(['brand', 'category', 'product_type']),
  category_media_source: one(['CATEGORY', 'MIXED', 'PRODUCTS_COLLAGE', 'PRODUCTS_SLIDESHOW']),
  degrees_of_freedom_spec: FREEDOM,
  dynamic_ad_voice: one(['DYNAMIC', 'STORY_OWNER']),
  enable_launch_instant_app: flag,
  execution_options: list(one(['validate_only'])),
  format_transformation_spec: list(open),
  image_crops: CROPS,
  instagram_user_id: id,
  is_dco_internal: flag,
  object_id: id,
  object_story_spec: STORY,
  use_page_actor_override: flag,
}

export const UPDATE_CREATIVE: Fields = {
  account_id: id,
  adlabels: list(open),
  name: text,
  status: one(['ACTIVE', 'DELETED', 'IN_PROCESS', 'WITH_ISSUES']),
}

/** Fields of a creative that can be read. */
export const CREATIVE_FIELDS: readonly string[] = [
  ...Object.keys(CREATE_CREATIVE).filter(
    (key) => !['execution_options', 'is_dco_internal', 'image_file'].includes(key),
  ),
  'account_id',
  'auto_update',
  'call_to_action_type',
  'effective_authorization_category',
  'effective_instagram_media_id',
  'effective_object_story_id',
  'enable_direct_install',
  'id',
  'link_deep_link_url',
  'link_destination_display_url',
  'object_store_url',
  'photo_album_source_object_story_id',
  'product_data',
  'status',
  'thumbnail_id',
  'video_id',
]

/** A creative named by an ad: one that exists, or all of a new one. */
export const CREATIVE_REFERENCE: Type = record({ ...CREATE_CREATIVE, creative_id: id, id, creative: any })
