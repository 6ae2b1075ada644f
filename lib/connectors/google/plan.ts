import type { Objective, PinnedText } from '@/lib/ad/schema'
import type { AdSpec, CampaignSpec, UnitSpec } from '@/lib/ad/spec'
import { invalid } from '@/lib/core/errors'
import type { Json, PlannedWrite } from '../define'
import type { Dict } from '../json'
import { billable } from './money'
import { excludedAges, excludedGenders, geoTarget, languageConstant } from './targeting'

/** Digits only: people write customer ids as 123-456-7890. */
export const customerId = (externalId: string): string => externalId.replace(/\D/g, '')

/** One operation, and which of our entities its answer is the id of. */
type Operation = { operation: Dict; names: string | null }

/**
 * A Search campaign as one atomic write, and the one that switches it on. Temporary ids are negative and local to the
 * write; the campaign is paused, all below it is enabled.
 */
export function planGoogle(spec: CampaignSpec): PlannedWrite[] {
  const customer = `customers/${customerId(spec.account.externalId)}`
  const operations = campaignOperations(spec, customer)
  const entities: PlannedWrite['entities'] = [
    { kind: 'campaign', key: spec.key, name: spec.name },
    ...spec.units.map((unit) => ({ kind: 'unit' as const, key: unit.key, name: unit.name })),
    ...spec.units.flatMap((unit) => unit.ads.map((ad) => ({ kind: 'ad' as const, key: ad.key, name: ad.name }))),
  ]
  const create: PlannedWrite = {
    key: `${spec.key}.create`,
    kind: 'google.create',
    label: 'Campaign with its ad groups and ads',
    name: spec.name,
    request: {
      path: `${customer}/googleAds:mutate`,
      body: { mutateOperations: operations.map((o) => o.operation), partialFailure: false },
      names: operations.map((o) => o.names),
    },
    dependsOn: [],
    entities,
    phase: 'create',
  }
  const switched = {
    updateMask: 'status',
    update: { resourceName: { $ref: `${spec.key}.campaign_resource` }, status: 'ENABLED' },
  }
  const activate: PlannedWrite = {
    key: `${spec.key}.activate`,
    kind: 'google.activate',
    label: 'Switch the campaign on',
    name: spec.name,
    request: { path: `${customer}/campaigns:mutate`, body: { operations: [switched] }, names: [null] },
    dependsOn: [create.key],
    // What is below the campaign is enabled already: it goes live with it.
    entities,
    phase: 'activate',
  }
  return [create, activate]
}

function campaignOperations(spec: CampaignSpec, customer: string): Operation[] {
  let last = 0
  const temporary = (collection: string) => `${customer}/${collection}/${--last}`
  const budget = temporary('campaignBudgets')
  const campaign = temporary('campaigns')
  return [
    { operation: { campaignBudgetOperation: { create: budgetOf(spec, budget) } }, names: `${spec.key}.budget` },
    { operation: { campaignOperation: { create: campaignOf(spec, campaign, budget) } }, names: `${spec.key}.campaign` },
    ...criteria(spec, campaign),
    ...goal(spec, customer, campaign, temporary),
    ...spec.units.flatMap((unit) => unitOperations(unit, campaign, temporary('adGroups'))),
  ]
}

function budgetOf(spec: CampaignSpec, resourceName: string): Dict {
  const micros = billable(spec.budget.amountMicros, spec.budget.currency).toString()
  // A budget is shared unless said otherwise: a second campaign could then spend from it.
  const common = { resourceName, name: spec.name, deliveryMethod: 'STANDARD', explicitlyShared: false }
  if (spec.budget.type === 'daily') return { ...common, amountMicros: micros }
  if (!spec.startsOn || !spec.endsOn)
    throw invalid(
      'budget',
      'A Google lifetime budget needs a start and an end date. Enter both, or choose a daily budget.',
    )
  return { ...common, period: 'CUSTOM_PERIOD', totalAmountMicros: micros }
}

const BIDDING: Record<Objective, Dict> = {
  traffic: { targetSpend: {} },
  leads: { maximizeConversions: {} },
  sales: { maximizeConversionValue: {} },
}

function campaignOf(spec: CampaignSpec, resourceName: string, campaignBudget: string): Dict {
  const { euPolitical } = spec.declarations
  if (euPolitical === null)
    throw invalid(
      'declarations.euPolitical',
      'Say whether the ads are EU political advertising: Google takes no campaign without it.',
    )
  return {
    resourceName,
    name: spec.name,
    status: 'PAUSED',
    advertisingChannelType: 'SEARCH',
    campaignBudget,
    ...BIDDING[spec.objective],
    networkSettings: {
      targetGoogleSearch: true,
      targetSearchNetwork: false,
      targetContentNetwork: false,
      targetPartnerSearchNetwork: false,
    },
    // People in the place, not people who are merely interested in it.
    geoTargetTypeSetting: { positiveGeoTargetType: 'PRESENCE' },
    aiMaxSetting: { enableAiMax: false },
    assetAutomationSettings: [{ assetAutomationType: 'TEXT_ASSET_AUTOMATION', assetAutomationStatus: 'OPTED_OUT' }],
    containsEuPoliticalAdvertising: euPolitical
      ? 'CONTAINS_EU_POLITICAL_ADVERTISING'
      : 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
    ...(spec.startsOn ? { startDateTime: `${spec.startsOn} 00:00:00` } : {}),
    ...(spec.endsOn ? { endDateTime: `${spec.endsOn} 23:59:59` } : {}),
  }
}

/** Places and languages belong to the campaign at Google: those of all units together. */
function criteria(spec: CampaignSpec, campaign: string): Operation[] {
  const places = unique(spec.units.flatMap((unit) => unit.rules.locations.map(geoTarget)))
  const languages = unique(spec.units.flatMap((unit) => unit.rules.languages.map(languageConstant)))
  const criterion = (fields: Dict): Operation => ({
    operation: { campaignCriterionOperation: { create: { campaign, ...fields } } },
    names: null,
  })
  return [
    ...places.map((geoTargetConstant) => criterion({ location: { geoTargetConstant } })),
    ...languages.map((languageConstant) => criterion({ language: { languageConstant } })),
  ]
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)]

/** A chosen conversion action becomes the campaign's own goal; without one the account's goals hold. */
function goal(
  spec: CampaignSpec,
  customer: string,
  campaign: string,
  temporary: (collection: string) => string,
): Operation[] {
  if (!spec.conversionGoalId) return []
  const resourceName = temporary('customConversionGoals')
  const actions = [`${customer}/conversionActions/${spec.conversionGoalId}`]
  const config = `${customer}/conversionGoalCampaignConfigs/${campaign.split('/').at(-1)}`
  return [
    {
      operation: {
        customConversionGoalOperation: {
          create: { resourceName, name: spec.name, conversionActions: actions, status: 'ENABLED' },
        },
      },
      names: null,
    },
    {
      operation: {
        conversionGoalCampaignConfigOperation: {
          updateMask: 'goalConfigLevel,customConversionGoal',
          update: { resourceName: config, goalConfigLevel: 'CAMPAIGN', customConversionGoal: resourceName },
        },
      },
      names: null,
    },
  ]
}

function unitOperations(unit: UnitSpec, campaign: string, adGroup: string): Operation[] {
  const criterion = (fields: Dict): Operation => ({
    operation: { adGroupCriterionOperation: { create: { adGroup, ...fields } } },
    names: null,
  })
  const keywords = unit.rules.keywords.filter((keyword) => keyword.text.trim() !== '')
  return [
    {
      operation: {
        adGroupOperation: {
          create: { resourceName: adGroup, campaign, name: unit.name, status: 'ENABLED', type: 'SEARCH_STANDARD' },
        },
      },
      names: `${unit.key}.unit`,
    },
    ...keywords.map((k) =>
      criterion({ status: 'ENABLED', keyword: { text: nfc(k.text), matchType: k.match.toUpperCase() } }),
    ),
    ...excludedAges(unit.rules).map((type) => criterion({ negative: true, ageRange: { type } })),
    ...excludedGenders(unit.rules.genders).map((type) => criterion({ negative: true, gender: { type } })),
    ...unit.ads.map((ad) => ({
      operation: { adGroupAdOperation: { create: { adGroup, status: 'ENABLED', ad: searchAd(ad) } } },
      names: `${ad.key}.ad`,
    })),
  ]
}

/** Composed letters count once at Google; the text is otherwise sent as typed. */
const nfc = (text: string): string => text.normalize('NFC').trim()

function searchAd({ fields, finalUrl }: AdSpec): Dict {
  const path1 = nfc(fields.path1)
  const path2 = nfc(fields.path2)
  return {
    finalUrls: [finalUrl],
    responsiveSearchAd: {
      headlines: textAssets(fields.headlines, 'HEADLINE', 3),
      descriptions: textAssets(fields.descriptions, 'DESCRIPTION', 2),
      ...(path1 ? { path1 } : {}),
      ...(path1 && path2 ? { path2 } : {}),
    },
  }
}

const textAssets = (texts: readonly PinnedText[], place: string, positions: number): Json[] =>
  texts
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, pin }) => ({
      text: nfc(text),
      ...(pin !== null && pin <= positions ? { pinnedField: `${place}_${pin}` } : {}),
    }))
