import type { BuildPlatform } from '../schema'
import type { Placement } from './define'
import { facebookFeed } from './facebook-feed'
import { googleSearch } from './google-search'
import { instagramFeed } from './instagram-feed'
import { story } from './story'

export const PLACEMENT_SLUGS = ['google-search', 'facebook-feed', 'instagram-feed', 'story'] as const
export type PlacementSlug = (typeof PLACEMENT_SLUGS)[number]

/** Every placement that Paceline draws and checks, in the order of the tabs. */
export const PLACEMENTS: Record<PlacementSlug, Placement> = {
  'google-search': googleSearch,
  'facebook-feed': facebookFeed,
  'instagram-feed': instagramFeed,
  story,
}

export const placementsFor = (platform: BuildPlatform): PlacementSlug[] =>
  PLACEMENT_SLUGS.filter((slug) => PLACEMENTS[slug].platform === platform)
