import type { Json } from '@/lib/connectors/define'
import { dict, word } from './json'

/**
 * Advantage+ enhancements that Meta switches on by itself for a new creative with a picture. Each one stays on unless
 * the request opts out of it by name.
 */
export const DEFAULT_ENHANCEMENTS = [
  'adapt_to_placement',
  'add_text_overlay',
  'enhance_cta',
  'image_animation',
  'image_brightness_and_contrast',
  'image_templates',
  'image_touchups',
  'image_uncrop',
  'inline_comment',
  'product_extensions',
  'reveal_details_over_time',
  'show_summary',
  'site_extensions',
  'text_optimizations',
  'text_translation',
] as const

/** What the request asked for and what Meta added, as it reads back. */
export function enrolled(requested: unknown, hasImage: boolean): Record<string, Json> {
  const spec = dict(dict(requested)['creative_features_spec'])
  const features: Record<string, Json> = {}
  if (hasImage) for (const name of DEFAULT_ENHANCEMENTS) features[name] = { enroll_status: 'OPT_IN' }
  for (const [name, feature] of Object.entries(spec))
    features[name] = { enroll_status: word(dict(feature)['enroll_status']) }
  return { creative_features_spec: features }
}
