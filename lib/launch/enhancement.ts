import { CREATIVE_FEATURES } from '@/lib/connectors/meta/features'
import type { BuildPlatform } from '@/lib/ad/schema'

/* What platforms may change by themselves. Each is sent as refused, and read back after the launch. */

const META: Partial<Record<(typeof CREATIVE_FEATURES)[number], string>> = {
  add_text_overlay: 'Text over the picture',
  creative_stickers: 'Stickers',
  description_automation: 'Descriptions made by Meta',
  enhance_cta: 'Enhanced button',
  image_background_gen: 'Generated backgrounds',
  image_touchups: 'Image touch-ups',
  image_uncrop: 'Image expansion',
  inline_comment: 'Relevant comments',
  product_extensions: 'Products from the catalogue',
  site_extensions: 'Site links',
  text_generation: 'Text written by Meta',
  text_optimizations: 'Text improvements',
  text_translation: 'Translations',
}

const words = (feature: string): string => {
  const text = feature.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const ENHANCEMENTS: Record<BuildPlatform, readonly string[]> = {
  meta_ads: [
    'Advantage+ audience',
    'Budget sharing between ad sets',
    ...CREATIVE_FEATURES.map((feature) => META[feature] ?? words(feature)),
  ],
  google_ads: [
    'AI Max for Search',
    'Text customisation',
    'Search partners',
    'Display expansion',
    'Places of mere interest',
    'Shared budgets',
  ],
}
