import { COUNTRIES, LANGUAGES } from '@/lib/ad/geo'
import type { GoogleError } from '../failure'
import { findPlace } from '../geo'
import { recordOf, textOf, type JsonObject } from '../json'
import { messageOf, snake } from '../proto'

/* Criteria: keywords, places, languages, ages … by their content. */

const names = (message: string): string[] =>
  [...(messageOf(message)?.values() ?? [])].filter(({ oneof }) => oneof === 'criterion').map(({ name }) => name)

const FIELDS = [...new Set([...names('CampaignCriterion'), ...names('AdGroupCriterion')])]

/** The field that says what a criterion is: `keyword`, `location` … */
export const criterionOf = (criterion: JsonObject): string | undefined =>
  FIELDS.find((name) => criterion[name] !== undefined)

const criterionError = (code: string, path: string, trigger?: string): GoogleError => ({
  family: 'criterionError',
  code,
  path,
  trigger,
})
const required = (path: string): GoogleError => ({ family: 'fieldError', code: 'REQUIRED', path })

function checkKeyword(keyword: JsonObject, path: string): GoogleError[] {
  const errors: GoogleError[] = []
  if (keyword['matchType'] === undefined) errors.push(required(`${path}.match_type`))
  if (keyword['text'] === undefined) return [...errors, required(`${path}.text`)]
  const text = textOf(keyword['text'])
  const at = `${path}.text`
  const words = text.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) errors.push(criterionError('INVALID_KEYWORD_TEXT', at, text))
  if (Array.from(text).length > 80) errors.push(criterionError('KEYWORD_TEXT_TOO_LONG', at, text))
  if (words.length > 10) errors.push(criterionError('KEYWORD_HAS_TOO_MANY_WORDS', at, text))
  if (/[!@%^()={};~`<>?\\|*,]/.test(text)) errors.push(criterionError('KEYWORD_HAS_INVALID_CHARS', at, text))
  if (/(^|\s)\+\S/.test(text)) errors.push(criterionError('BROAD_MATCH_MODIFIER_KEYWORD_NOT_ALLOWED', at, text))
  return errors
}

const languageIds = new Set(LANGUAGES.map(({ googleId }) => googleId))
const countryIds = new Set(COUNTRIES.map(({ googleId }) => googleId))

/** The criterion id of a known place or language; undefined for one that does not exist. */
function constantId(collection: 'geoTargetConstants' | 'languageConstants', name: unknown): string | undefined {
  const id = new RegExp(`^${collection}/(\\d+)$`).exec(textOf(name))?.[1]
  if (!id) return undefined
  if (collection === 'languageConstants') return languageIds.has(id) ? id : undefined
  return countryIds.has(id) || findPlace(id) ? id : undefined
}

function checkConstant(criterion: JsonObject, kind: 'location' | 'language', path: string): GoogleError[] {
  const field = kind === 'location' ? 'geoTargetConstant' : 'languageConstant'
  const name = recordOf(criterion[kind])[field]
  const at = `${path}.${kind}.${snake(field)}`
  if (name === undefined) return [required(at)]
  if (!new RegExp(`^${field}s/\\d+$`).test(textOf(name)))
    return [{ family: 'requestError', code: 'RESOURCE_NAME_MALFORMED', path: at, trigger: textOf(name) }]
  return constantId(`${field}s`, name) ? [] : [criterionError('INVALID_CRITERION_ID', at, textOf(name))]
}

const TYPED = new Set(['ageRange', 'gender', 'incomeRange', 'parentalStatus', 'device'])
const BIDS = ['bidModifier', 'cpcBidMicros', 'cpmBidMicros']

function checkBids(criterion: JsonObject, path: string): GoogleError[] {
  const isNegative = criterion['negative'] === true
  const errors: GoogleError[] = []
  for (const field of BIDS)
    if (isNegative && criterion[field] !== undefined)
      errors.push(criterionError('FIELD_INCOMPATIBLE_WITH_NEGATIVE_TARGETING', `${path}.${snake(field)}`))
  const modifier = criterion['bidModifier']
  if (typeof modifier === 'number' && modifier !== 0 && (modifier < 0.1 || modifier > 10))
    errors.push({ family: 'rangeError', code: modifier < 0.1 ? 'TOO_LOW' : 'TOO_HIGH', path: `${path}.bid_modifier` })
  return errors
}

function checkSearch(kind: string, isNegative: boolean, at: string): GoogleError[] {
  if (kind === 'userInterest' && !isNegative)
    return [criterionError('CANNOT_ADD_USER_INTERESTS_TO_SEARCH_CAMPAIGNS', at)]
  if (kind === 'placement' && !isNegative) return [criterionError('CANNOT_TARGET_PLACEMENTS_FOR_SEARCH_CAMPAIGNS', at)]
  return []
}

/** A criterion of a campaign or of an ad group (`level`) of a campaign of this channel. */
export function checkCriterion(
  criterion: JsonObject,
  level: 'campaign' | 'ad_group',
  channel: string,
  path: string,
): GoogleError[] {
  const kind = criterionOf(criterion)
  if (!kind) return [criterionError('CONCRETE_TYPE_REQUIRED', path)]
  const at = `${path}.${snake(kind)}`
  const isNegative = criterion['negative'] === true
  const errors = checkBids(criterion, path)
  if (kind === 'keyword') {
    if (level === 'campaign' && !isNegative) errors.push(criterionError('CANNOT_ADD_CRITERIA_TYPE', at))
    errors.push(...checkKeyword(recordOf(criterion['keyword']), at))
  }
  if (kind === 'location' || kind === 'language') {
    if (level === 'ad_group' && channel === 'SEARCH') errors.push(criterionError('CANNOT_ADD_CRITERIA_TYPE', at))
    if (kind === 'language' && isNegative) errors.push(criterionError('CANNOT_EXCLUDE_CRITERIA_TYPE', at))
    errors.push(...checkConstant(criterion, kind, path))
  }
  if (TYPED.has(kind) && recordOf(criterion[kind])['type'] === undefined) errors.push(required(`${at}.type`))
  if (channel === 'SEARCH') errors.push(...checkSearch(kind, isNegative, at))
  return errors
}

/** Ids that Google gives to criteria of a closed list. */
const CLOSED: Record<string, string> = {
  AGE_RANGE_18_24: '503001',
  AGE_RANGE_25_34: '503002',
  AGE_RANGE_35_44: '503003',
  AGE_RANGE_45_54: '503004',
  AGE_RANGE_55_64: '503005',
  AGE_RANGE_65_UP: '503006',
  AGE_RANGE_UNDETERMINED: '503999',
  MALE: '10',
  FEMALE: '11',
  UNDETERMINED: '20',
  MOBILE: '30001',
  DESKTOP: '30000',
  TABLET: '30002',
  CONNECTED_TV: '30004',
}
export const AGE_RANGES: readonly string[] = Object.keys(CLOSED).filter((name) => name.startsWith('AGE_RANGE_'))

/** The id that a criterion has by what it says; undefined where a fresh one is drawn, as for keywords. */
export function fixedCriterionId(criterion: JsonObject): string | undefined {
  const kind = criterionOf(criterion)
  if (kind === 'location') return constantId('geoTargetConstants', recordOf(criterion['location'])['geoTargetConstant'])
  if (kind === 'language') return constantId('languageConstants', recordOf(criterion['language'])['languageConstant'])
  return kind && TYPED.has(kind) ? CLOSED[textOf(recordOf(criterion[kind])['type'])] : undefined
}

const TYPES: Record<string, string> = { youtubeVideo: 'YOUTUBE_VIDEO', youtubeChannel: 'YOUTUBE_CHANNEL' }

export const criterionType = (criterion: JsonObject): string => {
  const kind = criterionOf(criterion) ?? ''
  return TYPES[kind] ?? snake(kind).toUpperCase()
}
