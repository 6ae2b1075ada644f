import type { Crop, Media } from './schema'
import type { Device, MediaRules, RatioName } from './placement/define'
import { RATIOS, RATIO_NAMES } from './placement/define'

/** How a picture stands in a placement: the frame's ratio (width to height) and the part of the picture that is seen. */
export type Frame = {
  ratio: number
  /** The named ratio of the frame; null where the picture keeps a ratio of its own between two of them. */
  name: RatioName | null
  /** `whole`: nothing is lost. `crop`: the part in `crop`. `gradient`: whole, on a gradient of its colours. */
  mode: 'whole' | 'crop' | 'gradient'
  crop: Crop
  /** Parts (0 to 1) of the picture's width and height that are not seen. */
  cutsWidth: number
  cutsHeight: number
}

const WHOLE: Crop = { x: 0, y: 0, width: 1, height: 1 }
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Whether two ratios count as the same: 3 % apart at Meta. */
export const sameRatio = (a: number, b: number, tolerance: number): boolean => Math.abs(a / b - 1) <= tolerance

/** The largest part of a picture with this ratio around its centre, in fractions of the picture. */
export function centreCrop(width: number, height: number, ratio: number): Crop {
  const own = width / height
  if (!(own > 0) || !Number.isFinite(own)) return WHOLE
  if (own > ratio) return { x: (1 - ratio / own) / 2, y: 0, width: ratio / own, height: 1 }
  return { x: 0, y: (1 - own / ratio) / 2, width: 1, height: own / ratio }
}

/** The crop that the buyer drew for a ratio, kept inside the picture; else the one around the centre. */
export function cropFor(media: Pick<Media, 'width' | 'height' | 'crops'>, name: RatioName): Crop {
  const drawn = media.crops[name]
  if (!drawn || !(drawn.width > 0) || !(drawn.height > 0)) return centreCrop(media.width, media.height, RATIOS[name])
  const width = clamp(drawn.width, 0.01, 1)
  const height = clamp(drawn.height, 0.01, 1)
  return { x: clamp(drawn.x, 0, 1 - width), y: clamp(drawn.y, 0, 1 - height), width, height }
}

/** The name of a ratio within the tolerance; null between two of them. */
export const ratioName = (ratio: number, tolerance = 0.03): RatioName | null =>
  RATIO_NAMES.find((name) => sameRatio(ratio, RATIOS[name], tolerance)) ?? null

/** A picture's ratio as people write it: "4:5", else "3:2" or "1.38:1". */
export function describeRatio(width: number, height: number): string {
  const named = ratioName(width / height, 0.005)
  if (named) return named
  const divisor = gcd(width, height)
  const [w, h] = [width / divisor, height / divisor]
  return w <= 20 && h <= 20 ? `${w}:${h}` : `${(width / height).toFixed(2)}:1`
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.max(1, a) : gcd(b, a % b))

/** How a picture stands in a placement with these rules. Without a picture, ask for `rules.ratios[0]`. */
export function frameFor(
  media: Pick<Media, 'width' | 'height' | 'crops'>,
  rules: MediaRules,
  device: Device = 'mobile',
): Frame {
  const own = media.width / media.height
  const tallest = rules.tallestOn[device] ?? rules.tallest
  const ratio = clamp(own, tallest, rules.widest)
  if (sameRatio(own, ratio, rules.tolerance)) {
    // A crop that the buyer drew for the picture's own ratio still counts.
    const name = ratioName(own, rules.tolerance)
    const drawn = name ? media.crops[name] : undefined
    if (!name || !drawn) return { ratio: own, name, mode: 'whole', crop: WHOLE, cutsWidth: 0, cutsHeight: 0 }
    return cropped(RATIOS[name], name, cropFor(media, name))
  }
  const name = ratioName(ratio) ?? '1:1'
  if (rules.misfit === 'gradient' && !media.crops[name])
    return { ratio, name, mode: 'gradient', crop: WHOLE, cutsWidth: 0, cutsHeight: 0 }
  return cropped(ratio, name, cropFor(media, name))
}

const cropped = (ratio: number, name: RatioName, crop: Crop): Frame => ({
  ratio,
  name,
  mode: 'crop',
  crop,
  cutsWidth: 1 - crop.width,
  cutsHeight: 1 - crop.height,
})
