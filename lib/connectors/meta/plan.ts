import { isEu } from '@/lib/ad/geo'
import type { Declarations } from '@/lib/ad/schema'
import type { AdSpec, CampaignSpec, UnitSpec } from '@/lib/ad/spec'
import { addDays, type Day } from '@/lib/core/day'
import { invalid } from '@/lib/core/errors'
import { startOfDay } from '@/lib/core/zone'
import type { Json, PlannedWrite } from '../define'
import type { Dict } from '../json'
import { creativeOf, imageKey, imageName } from './creative'
import { toMinor } from './money'
import { targetingOf } from './targeting'

/** `act_123`, from the bare number or the prefixed one. */
export const accountPath = (externalId: string): string => `act_${externalId.replace(/\D/g, '')}`

type Entity = PlannedWrite['entities'][number]
const write = (
  spec: CampaignSpec,
  kind: string,
  label: string,
  entity: Entity,
  path: Json,
  body: Dict,
  dependsOn: string[],
): PlannedWrite => ({
  key: writeKey(kind, entity.key, spec),
  kind: `meta.${kind}`,
  label,
  name: entity.name,
  request: { path, body },
  dependsOn,
  entities: [entity],
  phase: kind.startsWith('activate') ? 'activate' : 'create',
})

const writeKey = (kind: string, key: string, spec: CampaignSpec): string =>
  `${spec.key}.${key === spec.key ? '' : `${key}.`}${kind}`

/**
 * The writes of one campaign in order: pictures, campaign, ad sets, creatives and ads, all paused; then the switches,
 * from the ads upwards, the campaign last, so that nothing runs before all of it is there.
 */
export function planMeta(spec: CampaignSpec): PlannedWrite[] {
  const act = accountPath(spec.account.externalId)
  const campaign: Entity = { kind: 'campaign', key: spec.key, name: spec.name }
  const campaignKey = writeKey('campaign', spec.key, spec)
  const creates = [
    ...pictures(spec, act),
    write(spec, 'campaign', 'Campaign', campaign, `${act}/campaigns`, campaignBody(spec), []),
    ...spec.units.map((unit) =>
      write(spec, 'adset', 'Ad set', unitEntity(unit), `${act}/adsets`, adSetBody(spec, unit), [campaignKey]),
    ),
    ...spec.units.flatMap((unit) => unit.ads.flatMap((ad) => adWrites(spec, unit, ad, act))),
  ]
  return [...creates, ...switches(spec, campaign)]
}

const unitEntity = (unit: UnitSpec): Entity => ({ kind: 'unit', key: unit.key, name: unit.name })
const adEntity = (ad: AdSpec): Entity => ({ kind: 'ad', key: ad.key, name: ad.name })

function switches(spec: CampaignSpec, campaign: Entity): PlannedWrite[] {
  const on = (kind: string, label: string, entity: Entity, dependsOn: string[]) =>
    write(spec, kind, label, entity, { $ref: `${entity.key}.${entity.kind}` }, { status: 'ACTIVE' }, dependsOn)
  const adKey = (ad: AdSpec) => writeKey('activate_ad', ad.key, spec)
  const unitKey = (unit: UnitSpec) => writeKey('activate_adset', unit.key, spec)
  const ads = spec.units.flatMap((unit) =>
    unit.ads.map((ad) => on('activate_ad', 'Switch the ad on', adEntity(ad), [writeKey('ad', ad.key, spec)])),
  )
  const units = spec.units.map((unit) =>
    on('activate_adset', 'Switch the ad set on', unitEntity(unit), [
      writeKey('adset', unit.key, spec),
      ...unit.ads.map(adKey),
    ]),
  )
  const last = on('activate_campaign', 'Switch the campaign on', campaign, [
    writeKey('campaign', spec.key, spec),
    ...spec.units.map(unitKey),
  ])
  return [...ads, ...units, last]
}

/** One upload for each different picture, however many ads show it. */
function pictures(spec: CampaignSpec, act: string): PlannedWrite[] {
  const media = new Map(
    spec.units.flatMap((unit) =>
      unit.ads.flatMap(({ fields }) => (fields.media ? [[fields.media.hash, fields.media] as const] : [])),
    ),
  )
  return [...media.values()].map((picture) => {
    const entity: Entity = { kind: 'image', key: imageKey(spec, picture), name: imageName(picture) }
    const made = write(spec, 'image', 'Picture', entity, `${act}/adimages`, {}, [])
    return {
      ...made,
      request: { path: `${act}/adimages`, image: { hash: picture.hash, name: entity.name, mime: picture.mime } },
    }
  })
}

const OBJECTIVE = { traffic: 'OUTCOME_TRAFFIC', leads: 'OUTCOME_LEADS', sales: 'OUTCOME_SALES' } as const

const CATEGORY: Record<Exclude<Declarations['specialCategory'], 'none'>, string> = {
  housing: 'HOUSING',
  employment: 'EMPLOYMENT',
  financial: 'FINANCIAL_PRODUCTS_SERVICES',
  politics: 'ISSUES_ELECTIONS_POLITICS',
  gambling: 'ONLINE_GAMBLING_AND_GAMING',
}

/** Whether each ad set owns its budget; a mixture is refused, as Meta would. */
function unitsOwnBudgets(spec: CampaignSpec): boolean {
  const owners = spec.units.filter((unit) => unit.budgetMicros !== null).length
  if (owners > 0 && owners < spec.units.length)
    throw invalid(
      'units',
      'At Meta either the campaign owns the budget or every audience its own. Give each audience a share, or none.',
    )
  return owners > 0
}

const budgetFields = (spec: CampaignSpec, micros: bigint): Dict => ({
  [spec.budget.type === 'daily' ? 'daily_budget' : 'lifetime_budget']: toMinor(micros, spec.budget.currency).toString(),
  bid_strategy: 'LOWEST_COST_WITHOUT_CAP',
})

function campaignBody(spec: CampaignSpec): Dict {
  const { specialCategory } = spec.declarations
  const countries = [
    ...new Set(spec.units.flatMap((unit) => unit.rules.locations.map(({ country }) => country.toUpperCase()))),
  ].sort()
  return {
    name: spec.name,
    objective: OBJECTIVE[spec.objective],
    status: 'PAUSED',
    buying_type: 'AUCTION',
    special_ad_categories: specialCategory === 'none' ? [] : [CATEGORY[specialCategory]],
    ...(specialCategory === 'none' ? {} : { special_ad_category_country: countries }),
    // Sharing would let Meta move a fifth of an ad set's budget to another; it has to be refused in words.
    ...(unitsOwnBudgets(spec)
      ? { is_adset_budget_sharing_enabled: false }
      : budgetFields(spec, spec.budget.amountMicros)),
  }
}

function adSetBody(spec: CampaignSpec, unit: UnitSpec): Dict {
  const { dsaBeneficiary, dsaPayor } = spec.declarations
  const needsDsa = unit.rules.locations.some(({ country }) => isEu(country))
  if (needsDsa && (!dsaBeneficiary.trim() || !dsaPayor.trim()))
    throw invalid(
      'declarations.dsaBeneficiary',
      'Ads shown in the EU must name who benefits and who pays. Fill in both.',
    )
  if (spec.budget.type === 'lifetime' && !spec.endsOn)
    throw invalid('endsOn', 'A Meta lifetime budget needs an end date. Enter one, or choose a daily budget.')
  return {
    name: unit.name,
    campaign_id: { $ref: `${spec.key}.campaign` },
    status: 'PAUSED',
    billing_event: 'IMPRESSIONS',
    ...optimisation(spec),
    destination_type: 'WEBSITE',
    targeting: targetingOf(unit.rules, spec.instagramId !== null),
    ...(unit.budgetMicros === null ? {} : budgetFields(spec, unit.budgetMicros)),
    ...(spec.startsOn ? { start_time: wallTime(spec.startsOn, spec.account.timezone, 0) } : {}),
    ...(spec.endsOn ? { end_time: wallTime(addDays(spec.endsOn, 1), spec.account.timezone, -1) } : {}),
    ...(needsDsa ? { dsa_beneficiary: dsaBeneficiary.trim(), dsa_payor: dsaPayor.trim() } : {}),
  }
}

/** What Meta looks for: the pixel's event where there is one, else visits of the page or clicks. */
function optimisation(spec: CampaignSpec): Dict {
  const { objective, pixelId, pixelEvent } = spec
  if (objective === 'traffic') return { optimization_goal: pixelId ? 'LANDING_PAGE_VIEWS' : 'LINK_CLICKS' }
  if (pixelId)
    return {
      optimization_goal: 'OFFSITE_CONVERSIONS',
      promoted_object: {
        pixel_id: pixelId,
        custom_event_type: pixelEvent ?? (objective === 'sales' ? 'PURCHASE' : 'LEAD'),
      },
    }
  if (objective === 'sales')
    throw invalid(
      'pixelId',
      'A Meta campaign for sales needs a pixel that sees them. Choose one, or the objective Traffic.',
    )
  return { optimization_goal: 'LINK_CLICKS' }
}

/** The start of a local day, moved by seconds, with the zone's offset: `2026-12-01T00:00:00+0100`. */
function wallTime(day: Day, zone: string, seconds: number): string {
  const instant = startOfDay(day, zone).getTime() + seconds * 1000
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  return `${local.toPlainDateTime().toString({ smallestUnit: 'second' })}${local.offset.replace(':', '')}`
}

function adWrites(spec: CampaignSpec, unit: UnitSpec, ad: AdSpec, act: string): PlannedWrite[] {
  const { media } = ad.fields
  if (!media) throw invalid(`ads.${ad.key}.media`, `"${ad.name}" has no picture. Meta takes no ad without one: add it.`)
  const image = writeKey('image', imageKey(spec, media), spec)
  const entity: Entity = { kind: 'creative', key: ad.key, name: ad.name }
  const creative = write(spec, 'creative', 'Ad content', entity, `${act}/adcreatives`, creativeOf(spec, ad, media), [
    image,
  ])
  const body = {
    name: ad.name,
    adset_id: { $ref: `${unit.key}.unit` },
    creative: { creative_id: { $ref: `${ad.key}.creative` } },
    status: 'PAUSED',
  }
  return [
    creative,
    write(spec, 'ad', 'Ad', adEntity(ad), `${act}/ads`, body, [creative.key, writeKey('adset', unit.key, spec)]),
  ]
}
