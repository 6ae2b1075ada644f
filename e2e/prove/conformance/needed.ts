import type { Json } from '@/lib/connectors/define'
import { at, type Dict, isDict, text, texts } from '@/lib/connectors/json'
import { isEu } from '@/lib/ad/geo'
import { fieldPaths, isFile, type Recorded } from './journal'

/*
 * Fields that a platform does not do without. Only these are taken out when it is tried whether the sandbox refuses a
 * request with a field missing: the absence of any other is no fault. `at` is a path without list positions.
 */

export type Needed = { at: string; because: string }

const SPEC = 'required in the published protocol'
const REFERRED = 'another operation refers to this temporary id'
const PARENT = 'a part names what it belongs to'

/** What a created resource needs, by its operation. */
const GOOGLE: Record<string, Record<string, string>> = {
  campaignBudgetOperation: { resourceName: REFERRED, 'amountMicros|totalAmountMicros': 'a budget has an amount' },
  campaignOperation: {
    resourceName: REFERRED,
    name: 'a campaign has a name',
    advertisingChannelType: 'a campaign has a channel',
    campaignBudget: 'a campaign has a budget',
    'targetSpend|maximizeConversions|maximizeConversionValue|manualCpc|targetImpressionShare':
      'a campaign has a bidding strategy',
    containsEuPoliticalAdvertising: 'refused with fieldError REQUIRED since 2025',
  },
  campaignCriterionOperation: { campaign: PARENT, 'location|language': 'a criterion is one thing' },
  adGroupOperation: { resourceName: REFERRED, campaign: PARENT, name: 'an ad group has a name' },
  adGroupCriterionOperation: { adGroup: PARENT, 'keyword|ageRange|gender': 'a criterion is one thing' },
  adGroupAdOperation: {
    adGroup: PARENT,
    ad: 'an ad in a group is an ad',
    'ad.finalUrls': 'a search ad has an address',
    'ad.responsiveSearchAd': 'an ad has content',
  },
  customConversionGoalOperation: {
    resourceName: REFERRED,
    name: 'a goal has a name',
    conversionActions: 'a goal has actions',
  },
}

/** What a part needs once it is there, by the end of its path. */
const GOOGLE_PARTS: [RegExp, string][] = [
  [/\.location\.geoTargetConstant$/, 'a place is named'],
  [/\.language\.languageConstant$/, 'a language is named'],
  [/\.keyword\.(text|matchType)$/, 'a keyword has a text and a match type'],
  [/\.(ageRange|gender)\.type$/, 'a criterion has a value'],
  [/\.responsiveSearchAd\.(headlines|descriptions)$/, 'three headlines and two descriptions at least'],
  [/\.(headlines|descriptions)\[\]\.text$/, 'an asset of text has a text'],
  [/^mutateOperations\[\]\.\w+Operation$/, 'an operation is of a kind'],
  [/Operation\.(create|update)$/, 'an operation creates, updates or removes'],
  [/^operations\[\]\.(create|update)$/, 'an operation creates, updates or removes'],
  [/\.updateMask$/, 'an update names what it changes'],
  [/\.update\.resourceName$/, 'an update names what it is of'],
]

/** The same by message, for creations as they are sent. */
export const INSIDE_GOOGLE: Record<string, readonly string[]> = {
  'common.LocationInfo': ['geoTargetConstant'],
  'common.LanguageInfo': ['languageConstant'],
  'common.KeywordInfo': ['text', 'matchType'],
  'common.AgeRangeInfo': ['type'],
  'common.GenderInfo': ['type'],
  'common.ResponsiveSearchAdInfo': ['headlines', 'descriptions'],
  'common.AdTextAsset': ['text'],
}

const kindOf = (operation: string): string | undefined => /\.(\w+Operation)\.create\./.exec(operation)?.[1]

/** Whether Google needs the field at this path of the body, and why. */
export function neededAtGoogle(path: string): string | undefined {
  if (/^(mutateOperations|operations|query)$/.test(path)) return SPEC
  const kind = kindOf(path)
  const own = kind ? path.slice(path.indexOf('.create.') + '.create.'.length) : ''
  const because = Object.entries(GOOGLE[kind ?? ''] ?? {}).find(([names]) => names.split('|').includes(own))?.[1]
  if (because) return because
  return GOOGLE_PARTS.find(([pattern]) => pattern.test(path))?.[1]
}

/** Needed fields that the creations of a request lack. */
export function missingAtGoogle(body: Dict): Needed[] {
  const operations = Array.isArray(body['mutateOperations']) ? body['mutateOperations'].filter(isDict) : []
  return operations.flatMap((operation, index) =>
    Object.entries(operation).flatMap(([kind, value]) => {
      const created = at(value, 'create')
      if (created === undefined) return []
      return Object.entries(GOOGLE[kind] ?? {})
        .filter(([names]) => names.split('|').every((name) => at(created, ...name.split('.')) === undefined))
        .map(([names, because]) => ({ at: `mutateOperations[${index}].${kind}.create.${names}`, because }))
    }),
  )
}

const has = (body: Dict, ...names: string[]): boolean => names.some((name) => body[name] !== undefined)
const countries = (body: Dict): string[] => texts(at(body, 'targeting', 'geo_locations', 'countries'))

type Rule = Needed & { when?: (body: Dict) => boolean }

const MARKED = 'marked required in the published specification'
/** By edge of the ad account. `file` stands for the picture itself. */
const META: Record<string, Rule[]> = {
  campaigns: [
    { at: 'special_ad_categories', because: MARKED },
    {
      at: 'is_adset_budget_sharing_enabled',
      because: 'needed where the campaign owns no budget',
      when: (body) => !has(body, 'daily_budget', 'lifetime_budget'),
    },
  ],
  adsets: [
    { at: 'name', because: MARKED },
    { at: 'targeting', because: 'holds what v23 and later need' },
    { at: 'targeting.targeting_automation', because: 'needed at creation since v23' },
    { at: 'targeting.targeting_automation.advantage_audience', because: 'needed at creation since v23' },
    { at: 'dsa_beneficiary', because: 'needed for audiences in the EU', when: (body) => countries(body).some(isEu) },
    { at: 'dsa_payor', because: 'needed for audiences in the EU', when: (body) => countries(body).some(isEu) },
    { at: 'end_time', because: 'a lifetime budget has an end', when: (body) => has(body, 'lifetime_budget') },
    ...['promoted_object', 'promoted_object.pixel_id', 'promoted_object.custom_event_type'].map((path) => ({
      at: path,
      because: 'conversions are of a pixel and an event',
      when: (body: Dict) => text(body['optimization_goal']) === 'OFFSITE_CONVERSIONS',
    })),
  ],
  ads: [
    { at: 'name', because: MARKED },
    { at: 'creative', because: MARKED },
    { at: 'creative.creative_id', because: 'an ad names its creative' },
  ],
  adimages: [{ at: 'file', because: 'an upload has a file or bytes' }],
  search: [{ at: 'type', because: 'a search is of a type' }],
}

const edgeOf = ({ method, path }: Pick<Recorded, 'method' | 'path'>): string =>
  method === 'POST' || path.endsWith('/search') ? (/\/(?:act_\d+\/)?([a-z]+)$/.exec(path)?.[1] ?? '') : ''

const rulesFor = (request: Pick<Recorded, 'method' | 'path'>, fields: Dict): Rule[] =>
  (META[edgeOf(request)] ?? []).filter(({ when }) => when?.(fields) ?? true)

/** Why Meta needs the field at this path of the request; undefined when it does without. */
export const neededAtMeta = (
  request: Pick<Recorded, 'method' | 'path'>,
  fields: Dict,
  path: string,
): string | undefined => rulesFor(request, fields).find((rule) => rule.at === path)?.because

/** Needed fields that a request to Meta lacks. */
export function missingAtMeta(request: Recorded): Needed[] {
  const fields = { ...request.query, ...request.body }
  const there = new Set<string>(fieldPaths(fields as Json))
  const hasFile = there.has('bytes') || Object.values(fields).some(isFile)
  return rulesFor(request, fields).filter(({ at: path }) => (path === 'file' ? !hasFile : !there.has(path)))
}
