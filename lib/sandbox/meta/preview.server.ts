import 'server-only'
import type { SandboxReply } from '../define'
import type { Account, Caller } from './caller.server'
import { missingParameter } from './error'
import { dict, word } from './json'
import { paramsOf } from './request'
import { CREATIVE_REFERENCE } from './schema/creative'
import { AD_FORMAT } from './schema/enums'
import { count, integer, list, one, open, text, time } from './schema/type'

const PREVIEW = {
  ad_format: one(AD_FORMAT),
  creative: CREATIVE_REFERENCE,
  creative_feature: text,
  dynamic_asset_label: text,
  dynamic_creative_spec: open,
  dynamic_customization: open,
  end_date: time,
  height: count,
  message: open,
  place_page_id: integer,
  post: open,
  product_item_ids: list(text),
  render_type: text,
  start_date: time,
  width: count,
}

/** `GET /act_X/generatepreviews`: an iframe, as Meta gives, of a size that fits the format. */
export function generatePreviews(caller: Caller, account: Account): SandboxReply {
  const params = paramsOf(caller.request, PREVIEW, ['ad_format', 'creative'])
  const creative = dict(params['creative'])
  if (
    word(creative['creative_id']) === '' &&
    creative['object_story_spec'] === undefined &&
    creative['asset_feed_spec'] === undefined
  )
    return missingParameter('creative[object_story_spec]')
  const format = word(params['ad_format'])
  const isTall = /STORY|REELS/.test(format)
  const [width, height] = isTall ? [320, 570] : format === 'RIGHT_COLUMN_STANDARD' ? [255, 215] : [335, 450]
  const body = `<iframe src="https://business.sandbox.example/ads/api/preview_iframe.php?f=${format}" width="${width}" height="${height}" scrolling="yes" style="border: none;"></iframe>`
  return { status: 200, body: { data: [{ body }] }, accountId: account.id }
}
