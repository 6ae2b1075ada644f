import type { Dict } from '../json'

/**
 * Changes that Meta may make to an ad by itself. Each that is known is refused by name, as there is no switch for all;
 * Meta adds some every quarter, so what is on after all shows when the ad is read back.
 */
export const CREATIVE_FEATURES = [
  'adapt_to_placement',
  'add_text_overlay',
  'advantage_plus_creative',
  'creative_stickers',
  'description_automation',
  'enhance_cta',
  'image_animation',
  'image_auto_crop',
  'image_background_gen',
  'image_brightness_and_contrast',
  'image_enhancement',
  'image_templates',
  'image_touchups',
  'image_uncrop',
  'inline_comment',
  'media_type_automation',
  'product_extensions',
  'profile_card',
  'reveal_details_over_time',
  'show_summary',
  'site_extensions',
  'text_generation',
  'text_optimizations',
  'text_translation',
  'video_filtering',
] as const

export const allOptedOut = (): Dict => ({
  creative_features_spec: Object.fromEntries(
    CREATIVE_FEATURES.map((feature) => [feature, { enroll_status: 'OPT_OUT' }]),
  ),
})
