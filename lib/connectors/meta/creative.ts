import type { Media } from '@/lib/ad/schema'
import type { AdSpec, CampaignSpec } from '@/lib/ad/spec'
import { invalid } from '@/lib/core/errors'
import type { Json } from '../define'
import type { Dict } from '../json'
import { allOptedOut } from './features'

/** A picture's name at Meta is its content, so that an upload can be found again and is never done twice. */
export const imageName = (media: Pick<Media, 'hash' | 'mime'>): string =>
  `${media.hash.slice(0, 32)}.${media.mime === 'image/png' ? 'png' : media.mime === 'image/webp' ? 'webp' : 'jpg'}`

export const imageKey = (spec: Pick<CampaignSpec, 'key'>, media: Pick<Media, 'hash'>): string =>
  `${spec.key}-${media.hash.slice(0, 12)}`

/** The ad's content. Whatever Meta may change by itself is refused. */
export function creativeOf(spec: CampaignSpec, ad: AdSpec, media: Media): Dict {
  if (!spec.pageId) throw invalid('pageId', 'A Meta ad speaks for a Facebook page. Choose one.')
  const headline = firstText(ad.fields.headlines)
  const description = firstText(ad.fields.descriptions)
  const crops = cropsOf(media)
  return {
    name: ad.name,
    object_story_spec: {
      page_id: spec.pageId,
      ...(spec.instagramId ? { instagram_user_id: spec.instagramId } : {}),
      link_data: {
        link: ad.finalUrl,
        message: ad.fields.primaryText.normalize('NFC'),
        ...(headline ? { name: headline } : {}),
        ...(description ? { description } : {}),
        image_hash: { $ref: `${imageKey(spec, media)}.image` },
        ...(crops ? { image_crops: crops } : {}),
        call_to_action: { type: ad.fields.callToAction, value: { link: ad.finalUrl } },
      },
    },
    degrees_of_freedom_spec: allOptedOut(),
  }
}

const firstText = (texts: readonly { text: string }[]): string =>
  texts
    .find(({ text }) => text.trim() !== '')
    ?.text.trim()
    .normalize('NFC') ?? ''

const CROP_KEY: Record<string, string> = { '1:1': '100x100', '4:5': '400x500', '9:16': '90x160', '1.91:1': '191x100' }

/** Crops as Meta takes them: per ratio the corners in pixels, top left and bottom right. */
function cropsOf(media: Media): Dict | undefined {
  const entries = Object.entries(media.crops).flatMap(([ratio, crop]): [string, Json][] => {
    const key = CROP_KEY[ratio]
    if (!key || !crop) return []
    const left = Math.round(crop.x * media.width)
    const top = Math.round(crop.y * media.height)
    const right = Math.min(media.width, Math.round((crop.x + crop.width) * media.width))
    const bottom = Math.min(media.height, Math.round((crop.y + crop.height) * media.height))
    return [
      [
        key,
        [
          [left, top],
          [right, bottom],
        ],
      ],
    ]
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
