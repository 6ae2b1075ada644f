import type { Combination } from '@/lib/ad/combine'
import { describeRatio, frameFor } from '@/lib/ad/crop'
import type { Device } from '@/lib/ad/placement/define'
import type { PlacementSlug } from '@/lib/ad/placement/index'
import { PLACEMENTS } from '@/lib/ad/placement/index'
import type { AdFields, Media } from '@/lib/ad/schema'
import { addressOf, breadcrumb, withoutWww } from './address'
import type { Identity, StorySurface } from './types'
import { BUTTON_LABELS, feedText, firstText, summary, textsAt } from './words'

/* What a drawing shows, in words. */

/** As Google joins them. */
export const joinHeadlines = (headlines: readonly string[]): string => headlines.join(' | ')
export const joinDescriptions = (descriptions: readonly string[]): string => descriptions.join(' ')

type Shown = {
  placement: PlacementSlug
  device: Device
  fields: AdFields
  identity: Identity
  combination: Combination
  surface?: StorySurface
}

/** The text alternative of a preview: placement, then everything that the drawing shows, then what is missing. */
export const describeAd = ({ placement, device, fields, identity, combination, surface }: Shown): string => {
  const { name } = PLACEMENTS[placement]
  const host = addressOf(fields.url)
  const primaryText = { name: 'Primary text', value: feedText(fields.primaryText) }
  const button = BUTTON_LABELS[fields.callToAction]
  const extras = [
    { name: 'Image', value: fields.media?.filename ?? '' },
    ...(button === null ? [] : [{ name: 'Button', value: button }]),
  ]
  switch (placement) {
    case 'google-search':
      return summary(`${name} ad on ${device}`, [
        { name: 'Headline', value: joinHeadlines(textsAt(fields.headlines, combination.headlines)) },
        { name: 'Description', value: joinDescriptions(textsAt(fields.descriptions, combination.descriptions)) },
        { name: 'Address', value: host ? breadcrumb(host, [fields.path1, fields.path2]) : '' },
      ])
    case 'facebook-feed':
      return summary(`${name} ad on ${device} from ${identity.name}`, [
        primaryText,
        { name: 'Headline', value: firstText(fields.headlines) },
        { name: 'Link', value: host ? withoutWww(host.host) : '' },
        ...extras,
      ])
    case 'instagram-feed':
      return summary(`${name} ad from ${identity.name}`, [primaryText, ...extras])
    case 'story': {
      const isCovered = fields.media !== null && pictureFrame(fields.media, placement, device)?.mode !== 'gradient'
      const title = `${surface === 'facebook' ? 'Facebook' : 'Instagram'} ${name} ad from ${identity.name}`
      return summary(title, [...(isCovered ? [] : [primaryText]), ...extras])
    }
  }
}

const pictureFrame = (media: Media, placement: PlacementSlug, device: Device) => {
  const rules = PLACEMENTS[placement].media
  return rules && frameFor(media, rules, device)
}

/** How a placement shows the picture, for the caption: "4:5, original", "9:16 cropped to 4:5", "No image yet". */
export const pictureDetail = (media: Media | null, placement: PlacementSlug, device: Device = 'mobile'): string => {
  if (PLACEMENTS[placement].media === null) return ''
  if (media === null) return 'No image yet'
  const frame = pictureFrame(media, placement, device)
  const own = describeRatio(media.width, media.height)
  if (frame === null || frame.mode === 'whole') return `${own}, original`
  if (frame.mode === 'gradient') return `${own} on a gradient`
  return frame.name === null || frame.name === own ? `${own}, cropped` : `${own} cropped to ${frame.name}`
}
