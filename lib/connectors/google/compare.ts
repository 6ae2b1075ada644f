import type { ExternalIds, Json, PlannedWrite, ReadBack } from '../define'
import { differencesOf } from '../compare'
import { at, type Dict, dict, dicts, list, text } from '../json'
import { idOf } from './map'

/** What a create write asked for, grouped as the platform will show it. */
type Sent = {
  budget: Dict
  campaign: Dict
  campaignCriteria: Dict[]
  units: { key: string; group: Dict; criteria: Dict[]; ads: { key: string; ad: Dict }[] }[]
}

/** The rows that Google gives about one campaign. */
export type Whole = {
  campaign: Dict | undefined
  campaignCriteria: Dict[]
  adGroups: Dict[]
  adGroupCriteria: Dict[]
  ads: Dict[]
}

const entityKey = (name: Json | undefined): string => text(name).replace(/\.\w+$/, '')

export function sentOf(write: PlannedWrite): Sent {
  const operations = dicts(at(write.request, 'body', 'mutateOperations'))
  const names = list(at(write.request, 'names'))
  const sent: Sent = { budget: {}, campaign: {}, campaignCriteria: [], units: [] }
  operations.forEach((operation, index) => {
    const create = (kind: string): Dict | undefined => {
      const value = at(operation, kind, 'create')
      return value === undefined ? undefined : dict(value)
    }
    const unit = (adGroup: Json | undefined) => sent.units.find(({ group }) => group['resourceName'] === adGroup)
    const campaign = create('campaignOperation')
    const budget = create('campaignBudgetOperation')
    const campaignCriterion = create('campaignCriterionOperation')
    const group = create('adGroupOperation')
    const criterion = create('adGroupCriterionOperation')
    const ad = create('adGroupAdOperation')
    if (campaign) sent.campaign = campaign
    if (budget) sent.budget = budget
    if (campaignCriterion) sent.campaignCriteria.push(campaignCriterion)
    if (group) sent.units.push({ key: entityKey(names[index]), group, criteria: [], ads: [] })
    if (criterion) unit(criterion['adGroup'])?.criteria.push(criterion)
    if (ad) unit(ad['adGroup'])?.ads.push({ key: entityKey(names[index]), ad })
  })
  return sent
}

const textsOf = (ad: Json | undefined): string =>
  [...dicts(at(ad, 'responsiveSearchAd', 'headlines')), ...dicts(at(ad, 'responsiveSearchAd', 'descriptions'))]
    .map((asset) => `${text(asset['text'])}|${text(asset['pinnedField'])}`)
    .sort()
    .join('\n') + text(at(ad, 'finalUrls', 0))

/**
 * Ids of all that a create write made, from what is found: ad groups by name, ads by their texts and address. Each row
 * is used once, so that two ads alike get two ids.
 */
export function idsOf(write: PlannedWrite, whole: Whole): ExternalIds {
  const campaignId = text(at(whole.campaign, 'campaign', 'id'))
  const [campaignEntity] = write.entities
  if (!campaignEntity) return {}
  const ids: ExternalIds = {
    [`${campaignEntity.key}.campaign`]: campaignId,
    [`${campaignEntity.key}.campaign_resource`]: text(at(whole.campaign, 'campaign', 'resourceName')),
    [`${campaignEntity.key}.budget`]:
      text(at(whole.campaign, 'campaignBudget', 'id')) ||
      idOf(text(at(whole.campaign, 'campaignBudget', 'resourceName'))),
  }
  const left = [...whole.ads]
  for (const unit of sentOf(write).units) {
    const row = whole.adGroups.find((candidate) => text(at(candidate, 'adGroup', 'name')) === text(unit.group['name']))
    const unitId = text(at(row, 'adGroup', 'id'))
    if (unitId) ids[`${unit.key}.unit`] = unitId
    for (const { key, ad } of unit.ads) {
      const index = left.findIndex(
        (candidate) =>
          text(at(candidate, 'adGroup', 'id')) === unitId &&
          textsOf(at(candidate, 'adGroupAd', 'ad')) === textsOf(ad['ad']),
      )
      const [found] = index < 0 ? [] : left.splice(index, 1)
      if (found) ids[`${key}.ad`] = text(at(found, 'adGroupAd', 'ad', 'id'))
    }
  }
  return ids
}

/** Field by field, what Google has beside what was sent; enhancements that it switched on are differences too. */
export function differencesAtGoogle(write: PlannedWrite, ids: ExternalIds, whole: Whole): ReadBack['differences'] {
  const sent = sentOf(write)
  const found = dict(at(whole.campaign, 'campaign'))
  const foundBudget = dict(at(whole.campaign, 'campaignBudget'))
  return [
    ...prefixed('campaign', differencesOf(campaignFields(sent.campaign), { ...found, bidding: biddingWord(found) })),
    ...extraAutomation(sent.campaign, found),
    ...prefixed('budget', differencesOf(without(sent.budget, ['resourceName', 'name']), foundBudget)),
    ...lists(
      'campaign.targeting',
      sent.campaignCriteria.map(criterionWord),
      whole.campaignCriteria.map((row) => criterionWord(dict(at(row, 'campaignCriterion')))),
    ),
    ...sent.units.flatMap((unit) => unitDifferences(unit, ids, whole)),
  ]
}

function unitDifferences(unit: Sent['units'][number], ids: ExternalIds, whole: Whole): ReadBack['differences'] {
  const id = ids[`${unit.key}.unit`] ?? ''
  const name = `ad group "${text(unit.group['name'])}"`
  const inUnit = (row: Dict) => text(at(row, 'adGroup', 'id')) === id
  const group = whole.adGroups.find(inUnit)
  if (!group) return [{ field: name, sent: 'created', found: null }]
  const criteria = whole.adGroupCriteria.filter(inUnit).map((row) => criterionWord(dict(at(row, 'adGroupCriterion'))))
  return [
    ...prefixed(name, differencesOf(without(unit.group, ['resourceName', 'campaign']), dict(at(group, 'adGroup')))),
    // Bands and genders that Google adds as included are how it shows "everyone".
    ...lists(
      `${name} targeting`,
      unit.criteria.map(criterionWord),
      criteria.filter((word) => !/^(age|gender) /.test(word)),
    ),
    ...unit.ads.flatMap(({ key, ad }, index) => {
      const row = whole.ads.find(
        (candidate) => inUnit(candidate) && text(at(candidate, 'adGroupAd', 'ad', 'id')) === ids[`${key}.ad`],
      )
      const label = `${name} ad ${index + 1}`
      if (!row) return [{ field: label, sent: 'created', found: null }]
      const place = dict(at(row, 'adGroupAd'))
      return [
        ...prefixed(
          label,
          differencesOf(
            { status: ad['status'] ?? null, finalUrls: at(ad, 'ad', 'finalUrls') ?? [] },
            { ...place, finalUrls: at(place, 'ad', 'finalUrls') ?? [] },
          ),
        ),
        ...prefixed(
          label,
          differencesOf(dict(at(ad, 'ad', 'responsiveSearchAd')), dict(at(place, 'ad', 'responsiveSearchAd'))),
        ),
      ]
    }),
  ]
}

const prefixed = (prefix: string, differences: ReadBack['differences']): ReadBack['differences'] =>
  differences.map((difference) => ({ ...difference, field: `${prefix}.${difference.field}` }))

const without = (value: Dict, keys: readonly string[]): Dict =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))

const lists = (field: string, sent: string[], found: string[]): ReadBack['differences'] => {
  const missing = sent.filter((word) => !found.includes(word))
  const added = found.filter((word) => !sent.includes(word))
  return missing.length + added.length === 0 ? [] : [{ field, sent: missing, found: added }]
}

const BIDDING_WORD: Record<string, string> = {
  targetSpend: 'TARGET_SPEND',
  maximizeConversions: 'MAXIMIZE_CONVERSIONS',
  maximizeConversionValue: 'MAXIMIZE_CONVERSION_VALUE',
}

const biddingWord = (campaign: Dict): Json => campaign['biddingStrategyType'] ?? null

/** The campaign as it can be compared: no temporary names, the bidding strategy as the one word that is read back. */
function campaignFields(sent: Dict): Dict {
  const [strategy] = Object.keys(BIDDING_WORD).filter((key) => sent[key] !== undefined)
  const fields = without(sent, [
    'resourceName',
    'campaignBudget',
    'assetAutomationSettings',
    ...Object.keys(BIDDING_WORD),
  ])
  return strategy ? { ...fields, bidding: BIDDING_WORD[strategy] ?? null } : fields
}

/** Automatic assets that are on although they were not asked for, or were refused. */
const extraAutomation = (sent: Dict, found: Dict): ReadBack['differences'] =>
  dicts(found['assetAutomationSettings'])
    .filter((setting) => text(setting['assetAutomationStatus']) === 'OPTED_IN')
    .map((setting) => {
      const type = text(setting['assetAutomationType'])
      const asked = dicts(sent['assetAutomationSettings']).find((one) => text(one['assetAutomationType']) === type)
      return {
        field: `enhancement ${type}`,
        sent: asked ? text(asked['assetAutomationStatus']) : 'OPTED_OUT',
        found: 'OPTED_IN',
      }
    })

/** One criterion as a word: `keyword shoes|EXACT`, `not age AGE_RANGE_18_24`, `geo geoTargetConstants/2840`. */
function criterionWord(criterion: Dict): string {
  const not = criterion['negative'] === true ? 'not ' : ''
  const keyword = at(criterion, 'keyword', 'text')
  if (keyword !== undefined) return `${not}keyword ${text(keyword)}|${text(at(criterion, 'keyword', 'matchType'))}`
  const parts: [string, Json | undefined][] = [
    ['age', at(criterion, 'ageRange', 'type')],
    ['gender', at(criterion, 'gender', 'type')],
    ['geo', at(criterion, 'location', 'geoTargetConstant')],
    ['language', at(criterion, 'language', 'languageConstant')],
  ]
  const [kind, value] = parts.find(([, candidate]) => candidate !== undefined) ?? ['other', undefined]
  return `${not}${kind} ${text(value)}`
}
