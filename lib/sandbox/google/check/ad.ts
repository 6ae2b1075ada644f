import type { GoogleError } from '../failure'
import { isRecord, listOf, recordOf, textOf, type JsonObject } from '../json'
import { messageOf, snake } from '../proto'
import { checkFinalUrls, checkOptionalText, checkText } from './text'

/* Ads by their content. */

const AD_DATA = [...(messageOf('Ad')?.values() ?? [])].filter(({ oneof }) => oneof === 'adData').map(({ name }) => name)

/** The field that makes an ad what it is, `responsiveSearchAd` for one. */
const adDataOf = (ad: JsonObject): string | undefined => AD_DATA.find((name) => ad[name] !== undefined)

/** `RESPONSIVE_SEARCH_AD` and the like, from the field. */
export const adTypeOf = (ad: JsonObject): string | undefined => adDataOf(ad) && snake(adDataOf(ad) ?? '').toUpperCase()

type TextRule = { list: string; min: number; max: number; width: number; pins: RegExp }

const RSA: readonly TextRule[] = [
  { list: 'headlines', min: 3, max: 15, width: 30, pins: /^HEADLINE_[123]$/ },
  { list: 'descriptions', min: 2, max: 4, width: 90, pins: /^DESCRIPTION_[12]$/ },
]

const bangs = /!/

function policyFinding(topic: string, path: string, trigger: string): GoogleError {
  return {
    family: 'policyFindingError',
    code: 'POLICY_FINDING',
    message: 'The resource has been disapproved since the policy summary includes policy topics of type PROHIBITED.',
    path,
    trigger,
    details: { policyFindingDetails: { policyTopicEntries: [{ topic, type: 'PROHIBITED' }] } },
  }
}

function checkTexts(ad: JsonObject, rule: TextRule, path: string): GoogleError[] {
  const at = `${path}.${rule.list}`
  const texts = listOf(ad[rule.list]).map(recordOf)
  if (texts.length === 0) return [{ family: 'fieldError', code: 'REQUIRED', path: at }]
  const errors: GoogleError[] = []
  if (texts.length < rule.min) errors.push({ family: 'collectionSizeError', code: 'TOO_FEW', path: at })
  if (texts.length > rule.max) errors.push({ family: 'collectionSizeError', code: 'TOO_MANY', path: at })
  const seen = new Set<string>()
  for (const [i, asset] of texts.entries()) {
    const text = textOf(asset['text'])
    errors.push(...checkText(asset['text'], rule.width, `${at}[${i}].text`))
    const pin = asset['pinnedField']
    if (pin !== undefined && !rule.pins.test(textOf(pin)))
      errors.push({ family: 'adError', code: 'INVALID_INPUT', path: `${at}[${i}].pinned_field`, trigger: textOf(pin) })
    const same = text.trim().toLowerCase()
    if (same !== '' && seen.has(same))
      errors.push({ family: 'assetError', code: 'DUPLICATE_ASSET', path: `${at}[${i}].text`, trigger: text })
    seen.add(same)
    if (rule.list === 'headlines' && bangs.test(text))
      errors.push(policyFinding('PUNCTUATION_AND_SYMBOLS', `${at}[${i}].text`, text))
  }
  return errors
}

function checkResponsiveSearchAd(ad: JsonObject, path: string): GoogleError[] {
  const errors = RSA.flatMap((rule) => checkTexts(ad, rule, path))
  errors.push(
    ...checkOptionalText(ad['path1'], 15, `${path}.path1`),
    ...checkOptionalText(ad['path2'], 15, `${path}.path2`),
  )
  if (textOf(ad['path2']) !== '' && textOf(ad['path1']) === '')
    errors.push({ family: 'adError', code: 'CANNOT_SET_PATH2_WITHOUT_PATH1', path: `${path}.path2` })
  for (const field of ['path1', 'path2'])
    if (/[\s/]/.test(textOf(ad[field])))
      errors.push({ family: 'adError', code: 'INVALID_INPUT', path: `${path}.${field}`, trigger: textOf(ad[field]) })
  return errors
}

/** An ad as it would be after the write. Legacy kinds cannot be created any more. */
export function checkAd(ad: JsonObject, path: string): GoogleError[] {
  const kind = adDataOf(ad)
  if (!kind) return [{ family: 'fieldError', code: 'REQUIRED', path: `${path}.ad_data` }]
  const at = `${path}.${snake(kind)}`
  if (kind === 'textAd' || kind === 'expandedTextAd' || kind.startsWith('legacy'))
    return [{ family: 'adGroupAdError', code: 'CANNOT_CREATE_DEPRECATED_ADS', path: at }]
  const inside = isRecord(ad[kind]) ? ad[kind] : {}
  const errors = checkFinalUrls(ad['finalUrls'], `${path}.final_urls`)
  if (kind === 'responsiveSearchAd') errors.push(...checkResponsiveSearchAd(inside, at))
  return errors
}

/** Texts of an ad that a reviewer reads. */
export const headlinesOf = (ad: JsonObject): string[] =>
  listOf(recordOf(ad[adDataOf(ad) ?? ''])['headlines']).map((asset) => textOf(recordOf(asset)['text']))
