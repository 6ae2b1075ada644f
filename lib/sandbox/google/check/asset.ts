import type { GoogleError } from '../failure'
import { recordOf, textOf, type JsonObject } from '../json'
import { messageOf, snake } from '../proto'
import { checkFinalUrls, checkOptionalText, checkText } from './text'

/* Assets by their content. Images are judged by their bytes, not by what the request says of them. */

const DATA = [...(messageOf('Asset')?.values() ?? [])]
  .filter(({ oneof }) => oneof === 'assetData')
  .map(({ name }) => name)

export const assetDataOf = (asset: JsonObject): string | undefined => DATA.find((name) => asset[name] !== undefined)

/** `IMAGE`, `TEXT`, `SITELINK` … from the field that is set. */
export const assetTypeOf = (asset: JsonObject): string =>
  snake((assetDataOf(asset) ?? '').replace(/Asset$/, '')).toUpperCase()

const MAX_IMAGE_BYTES = 5_120 * 1024

/** What the bytes of an image say: its MIME type in Google's words and its size in pixels. */
export type ImageFacts = { mime: string; width: number; height: number; bytes: number }

const imageError = (code: string, path: string): GoogleError => ({ family: 'imageError', code, path })

/** `facts` is undefined when the bytes are no picture that Google reads. */
export function checkImage(facts: ImageFacts | undefined, bytes: number, path: string): GoogleError[] {
  if (bytes > MAX_IMAGE_BYTES) return [imageError('IMAGE_DATA_TOO_LARGE', path)]
  if (!facts) return [imageError('INVALID_IMAGE', path)]
  if (!['IMAGE_JPEG', 'IMAGE_PNG', 'IMAGE_GIF'].includes(facts.mime)) return [imageError('FORMAT_NOT_ALLOWED', path)]
  return facts.width < 1 || facts.height < 1 ? [imageError('INVALID_IMAGE', path)] : []
}

function checkSitelink(asset: JsonObject, at: string): GoogleError[] {
  const inside = recordOf(asset['sitelinkAsset'])
  const errors = [
    ...checkText(inside['linkText'], 25, `${at}.link_text`),
    ...checkOptionalText(inside['description1'], 35, `${at}.description1`),
    ...checkOptionalText(inside['description2'], 35, `${at}.description2`),
  ]
  if ((textOf(inside['description1']) === '') !== (textOf(inside['description2']) === ''))
    errors.push({ family: 'fieldError', code: 'REQUIRED', path: `${at}.description${inside['description1'] ? 2 : 1}` })
  return errors
}

/** An asset as it would be after the write, its picture aside. */
export function checkAsset(asset: JsonObject, path: string): GoogleError[] {
  const kind = assetDataOf(asset)
  if (!kind) return [{ family: 'assetError', code: 'ASSET_DATA_IS_MISSING', path }]
  const at = `${path}.${snake(kind)}`
  const errors: GoogleError[] = []
  const type = assetTypeOf(asset)
  if (asset['type'] !== undefined && asset['type'] !== type)
    errors.push({
      family: 'assetError',
      code: 'FIELD_INCOMPATIBLE_WITH_ASSET_TYPE',
      path: at,
      trigger: textOf(asset['type']),
    })
  const inside = recordOf(asset[kind])
  if (kind === 'imageAsset') {
    if (textOf(asset['name']).trim() === '')
      errors.push({ family: 'assetError', code: 'NAME_REQUIRED_FOR_ASSET_TYPE', path: `${path}.name` })
    if (inside['data'] === undefined) errors.push({ family: 'fieldError', code: 'REQUIRED', path: `${at}.data` })
  }
  if (kind === 'textAsset') errors.push(...checkText(inside['text'], 90, `${at}.text`))
  if (kind === 'calloutAsset') errors.push(...checkText(inside['calloutText'], 25, `${at}.callout_text`))
  if (kind === 'sitelinkAsset')
    errors.push(...checkSitelink(asset, at), ...checkFinalUrls(asset['finalUrls'], `${path}.final_urls`))
  return errors
}

const LINKS: Record<string, string> = {
  AD_IMAGE: 'IMAGE',
  BUSINESS_LOGO: 'IMAGE',
  LOGO: 'IMAGE',
  MARKETING_IMAGE: 'IMAGE',
  BUSINESS_NAME: 'TEXT',
  SITELINK: 'SITELINK',
  CALLOUT: 'CALLOUT',
  STRUCTURED_SNIPPET: 'STRUCTURED_SNIPPET',
  CALL: 'CALL',
  PROMOTION: 'PROMOTION',
  PRICE: 'PRICE',
  LEAD_FORM: 'LEAD_FORM',
  MOBILE_APP: 'MOBILE_APP',
}

/** Whether an asset may be used for a field, and whether its picture has a shape that the field takes (1% play). */
export function checkAssetLink(asset: JsonObject, fieldType: string, path: string): GoogleError[] {
  const at = `${path}.field_type`
  const wanted = LINKS[fieldType]
  if (!wanted || wanted !== assetTypeOf(asset))
    return [{ family: 'assetLinkError', code: 'FIELD_TYPE_INCOMPATIBLE_WITH_ASSET_TYPE', path: at, trigger: fieldType }]
  if (fieldType === 'BUSINESS_NAME') return checkText(recordOf(asset['textAsset'])['text'], 25, `${path}.asset`)
  if (wanted !== 'IMAGE') return []
  const size = recordOf(recordOf(asset['imageAsset'])['fullSize'])
  const [width, height] = [Number(size['widthPixels']), Number(size['heightPixels'])]
  const ratio = width / height
  const near = (wish: number): boolean => Math.abs(ratio / wish - 1) <= 0.01
  const isSquare = near(1)
  if (fieldType === 'AD_IMAGE') {
    if (!isSquare && !near(1.91)) return [imageError('ASPECT_RATIO_NOT_ALLOWED', `${path}.asset`)]
    const fits = isSquare ? width >= 300 : width >= 600 && height >= 314
    return fits ? [] : [imageError('IMAGE_TOO_SMALL', `${path}.asset`)]
  }
  if (fieldType === 'MARKETING_IMAGE')
    return near(1.91) ? [] : [imageError('ASPECT_RATIO_NOT_ALLOWED', `${path}.asset`)]
  if (!isSquare) return [imageError('ASPECT_RATIO_NOT_ALLOWED', `${path}.asset`)]
  return width >= 128 ? [] : [imageError('IMAGE_TOO_SMALL', `${path}.asset`)]
}
