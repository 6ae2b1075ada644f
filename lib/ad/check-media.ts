import { describeRatio, frameFor } from './crop'
import { forAd, sourceOf, type Issue } from './issue'
import { META_FILES } from './placement/meta-media'
import { PLACEMENTS, placementsFor, type PlacementSlug } from './placement/index'
import { fieldsFor, type Ad, type AdDraft, type Media } from './schema'

type Spot = { draft: AdDraft; ad: Ad; adIndex: number; path: string }

const TYPE_NAMES: Record<string, string> = {
  'image/webp': 'a WebP',
  'image/gif': 'a GIF',
  'image/svg+xml': 'an SVG',
  'image/avif': 'an AVIF',
  'image/heic': 'a HEIC',
}

/** Everything that Meta's placements say about the picture of one ad. Google Search uses none. */
export function checkMedia(draft: AdDraft, adIndex: number): Issue[] {
  const ad = draft.ads[adIndex]
  if (!ad) return []
  const spot = { draft, ad, adIndex, path: sourceOf(ad, adIndex, 'meta_ads', 'media').path }
  const { media } = fieldsFor(ad, 'meta_ads')
  if (!media)
    return [
      issue(spot, 'media_missing', 'blocks', 'Facebook and Instagram need a picture. Add one, or leave Meta out.', {
        fix: { kind: 'leave_out', label: 'Leave Meta out', adKey: ad.key, platform: 'meta_ads' },
      }),
    ]
  return [...checkFile(spot, media), ...placementsFor('meta_ads').flatMap((slug) => checkFrame(spot, media, slug))]
}

function issue(
  spot: Spot,
  code: string,
  severity: Issue['severity'],
  message: string,
  more: Partial<Issue> = {},
): Issue {
  const action = { label: 'Go to media', path: spot.path }
  return {
    code,
    severity,
    message: forAd(spot.draft, spot.adIndex, message),
    step: 'creative',
    platform: 'meta_ads',
    path: spot.path,
    action,
    ...more,
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

function checkFile(spot: Spot, media: Media): Issue[] {
  const issues: Issue[] = []
  const name = media.filename
  if (!META_FILES.types.some((type) => type === media.mime))
    issues.push(
      issue(
        spot,
        'media_type',
        'blocks',
        `${name} is ${TYPE_NAMES[media.mime] ?? media.mime}. Meta takes JPEG and PNG; save it as one of them.`,
      ),
    )
  if (media.size > META_FILES.maxBytes)
    issues.push(
      issue(
        spot,
        'media_bytes',
        'blocks',
        `${name} is ${megabytes(media.size)}. Meta takes up to 30 MB; save it smaller.`,
      ),
    )
  const { minWidth, minHeight } = META_FILES
  const size = `${media.width.toLocaleString('en')} × ${media.height.toLocaleString('en')}`
  if (media.width < minWidth || media.height < minHeight)
    issues.push(
      issue(
        spot,
        'media_small',
        'blocks',
        `${name} is ${size} pixels. Meta needs ${minWidth} × ${minHeight} or more; use a larger file.`,
      ),
    )
  else if (Math.min(media.width, media.height) < 1080 && Math.max(media.width, media.height) < 1200)
    issues.push(
      issue(spot, 'media_soft', 'check', `${name} is ${size} pixels and may look soft. Use 1,080 pixels or more.`),
    )
  return issues
}

const percent = (part: number): string => `${Math.round(part * 100)} %`

function checkFrame(spot: Spot, media: Media, slug: PlacementSlug): Issue[] {
  const rules = PLACEMENTS[slug].media
  if (!rules) return []
  const frame = frameFor(media, rules)
  const ratio = frame.name ?? '1:1'
  const fix = { kind: 'crop', label: 'Adjust crop', adKey: spot.ad.key, ratio } as const
  const action = { label: 'Adjust crop', path: `${spot.path}.crops.${ratio}` }
  const more = { placement: slug, fix, action }
  const own = describeRatio(media.width, media.height)
  const name = PLACEMENTS[slug].name
  if (frame.mode === 'gradient')
    return [
      issue(
        spot,
        'media_gradient',
        'check',
        `The picture is ${own}, so ${name} shows it on a gradient. Draw a ${ratio} crop to fill the frame.`,
        more,
      ),
    ]
  if (frame.mode !== 'crop') return []
  const isDrawn = media.crops[ratio] !== undefined
  const cuts =
    frame.cutsWidth > frame.cutsHeight
      ? `${percent(frame.cutsWidth)} of the width`
      : `${percent(frame.cutsHeight)} of the height`
  const most = Math.max(frame.cutsWidth, frame.cutsHeight)
  const [width, height] = [Math.round(frame.crop.width * media.width), Math.round(frame.crop.height * media.height)]
  if (width < rules.minWidth || height < rules.minHeight)
    return [
      issue(
        spot,
        'crop_small',
        'check',
        `The ${ratio} crop is ${width} × ${height} pixels, under the ${rules.minWidth} × ${rules.minHeight} of ${name}. Draw it larger, or use a larger file.`,
        more,
      ),
    ]
  if (!isDrawn && most > rules.tolerance)
    return [
      issue(
        spot,
        'crop_automatic',
        'check',
        `The picture is ${own}, so ${name} cuts ${cuts} from its edges. Look at the ${ratio} crop.`,
        more,
      ),
    ]
  if (isDrawn && most >= 0.25)
    return [
      issue(spot, 'crop_heavy', 'check', `The ${ratio} crop cuts ${cuts}. See that what matters is inside.`, more),
    ]
  return []
}
