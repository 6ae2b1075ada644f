import type { BuildPlatform } from '../schema'

/** Aspect ratios that a picture can be cropped to, width to height. */
export const RATIOS = { '1:1': 1, '4:5': 4 / 5, '9:16': 9 / 16, '1.91:1': 1.91 } as const
export type RatioName = keyof typeof RATIOS
export const RATIO_NAMES: readonly RatioName[] = ['4:5', '1:1', '1.91:1', '9:16']

export type Device = 'mobile' | 'desktop'
export type AdText = 'headline' | 'description' | 'primaryText' | 'path'

/** In characters as the platform counts. `hard`: refused beyond. `recommended`: safe. `fold`: hidden behind "See more". */
export type TextLimit = {
  hard: number
  recommended: number | null
  fold: { characters: number; lines: Partial<Record<Device, number>>; word: string } | null
}

/** `min` and `max` are the platform's, `advised` is where it has enough to choose from. */
export type CountLimit = { min: number; max: number; advised: number | null }

export type MediaRules = {
  /** Ratios that are shown whole, the best first. */
  ratios: readonly RatioName[]
  /** Widest and tallest ratio (width to height) that is shown whole; beyond, `misfit` happens. */
  widest: number
  tallest: number
  /** Part by which a ratio may differ and still count as the same. */
  tolerance: number
  /** What happens to a picture out of range: cut from its centre, or shown whole on a gradient of its colours. */
  misfit: 'crop' | 'gradient'
  /** A narrower range on one device: desktop feeds do not show 4:5. */
  tallestOn: Partial<Record<Device, number>>
  minWidth: number
  minHeight: number
  /** The size that the platform recommends for the best ratio, in pixels. */
  bestWidth: number
  bestHeight: number
  types: readonly string[]
  maxBytes: number
}

/** Parts of the frame's height and width that the platform's own controls cover. */
export type SafeZone = { top: number; bottom: number; left: number; right: number }

export type Placement = {
  slug: string
  name: string
  platform: BuildPlatform
  devices: readonly Device[]
  /** Fields of the ad that a person sees there; a headline list and a single headline are both `headline`. */
  shows: {
    headline: boolean
    description: boolean
    primaryText: boolean
    media: boolean
    callToAction: boolean
    path: boolean
  }
  headlines: CountLimit
  descriptions: CountLimit
  limits: Partial<Record<AdText, TextLimit>>
  media: MediaRules | null
  safeZone: SafeZone | null
  /** Says in one sentence each what the preview leaves out or changes. */
  notes: readonly string[]
}

export const definePlacement = <const P extends Placement>(placement: P): P => placement
