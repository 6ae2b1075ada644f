import 'server-only'
import type { Entity } from '../../define'
import { checkAd } from '../check/ad'
import { checkAdGroup } from '../check/campaign'
import type { GoogleError } from '../failure'
import { recordOf, textOf, type JsonObject } from '../json'
import { idIn, isRemoved, sandboxOf, type Handler, type Writing } from './define'

/* Ad groups and their ads. */

const required = (path: string): GoogleError => ({ family: 'fieldError', code: 'REQUIRED', path })

const notByUpdate = (data: JsonObject, path: string): GoogleError[] =>
  data['status'] === 'REMOVED'
    ? [
        {
          family: 'fieldError',
          code: 'INVALID_VALUE',
          message: 'Use the remove operation to remove it.',
          path: `${path}.status`,
        },
      ]
    : []

async function sameName(
  { work }: Writing,
  draft: JsonObject,
  campaignId: string,
  id: string,
  path: string,
): Promise<GoogleError[]> {
  const name = textOf(draft['name'])
  const others = (await work.named('ad_group', name)).filter(
    (other) => other.parentId === campaignId && other.id !== id,
  )
  return others.length > 0
    ? [{ family: 'adGroupError', code: 'DUPLICATE_ADGROUP_NAME', path: `${path}.name`, trigger: name }]
    : []
}

const CHANNEL_TYPES: Record<string, readonly string[]> = {
  SEARCH: ['SEARCH_STANDARD', 'SEARCH_DYNAMIC_ADS'],
  DISPLAY: ['DISPLAY_STANDARD'],
}

async function checkType({ work }: Writing, draft: JsonObject, path: string): Promise<GoogleError[]> {
  const campaign = await work.get('campaign', idIn(draft['campaign']))
  const allowed = CHANNEL_TYPES[textOf(campaign?.data['advertisingChannelType'])]
  const type = draft['type']
  if (type === undefined || !allowed || allowed.includes(textOf(type))) return []
  return [
    {
      family: 'adGroupError',
      code: 'AD_GROUP_TYPE_NOT_VALID_FOR_ADVERTISING_CHANNEL_TYPE',
      message: 'The ad group type is not compatible with the campaign channel type.',
      path: `${path}.type`,
      trigger: textOf(type),
    },
  ]
}

const channelDefault = (campaign: Entity | undefined): string =>
  CHANNEL_TYPES[textOf(campaign?.data['advertisingChannelType'])]?.[0] ?? 'SEARCH_STANDARD'

export const adGroupHandler: Handler = {
  references: { campaign: 'campaign' },
  async create(writing, draft, path) {
    const { work } = writing
    const id = await work.newId()
    const campaignId = idIn(draft['campaign'])
    const errors = checkAdGroup(draft, work.account.unit, path)
    if (draft['campaign'] === undefined) errors.push(required(`${path}.campaign`))
    errors.push(...notByUpdate(draft, path), ...(await checkType(writing, draft, path)))
    errors.push(...(await sameName(writing, draft, campaignId, id, path)))
    const type = channelDefault(await work.get('campaign', campaignId))
    const data = { status: 'ENABLED', adRotationMode: 'OPTIMIZE', type, ...draft }
    return { errors, id, parentId: campaignId, name: textOf(draft['name']), data }
  },
  async update(writing, entity, merged, paths, path) {
    const errors = [...checkAdGroup(merged, writing.work.account.unit, path), ...notByUpdate(merged, path)]
    if (paths.includes('name'))
      errors.push(...(await sameName(writing, merged, entity.parentId ?? '', entity.id, path)))
    return { errors, data: merged, name: textOf(merged['name']) }
  },
  remove: async () => [],
}

const MAX_ENABLED_ADS = 3

async function tooManyAds({ work }: Writing, adGroupId: string, id: string, path: string): Promise<GoogleError[]> {
  const others = (await work.children('ad_group_ad', adGroupId)).filter(
    (other) =>
      other.id !== id &&
      other.data['status'] === 'ENABLED' &&
      recordOf(other.data['ad'])['responsiveSearchAd'] !== undefined,
  )
  if (others.length < MAX_ENABLED_ADS) return []
  return [
    {
      family: 'resourceCountLimitExceededError',
      code: 'AD_GROUP_AD_LIMIT',
      message: `An ad group may have at most ${MAX_ENABLED_ADS} enabled responsive search ads.`,
      path,
    },
  ]
}

async function checkChannel(
  { work }: Writing,
  adGroupId: string,
  ad: JsonObject,
  path: string,
): Promise<GoogleError[]> {
  const adGroup = await work.get('ad_group', adGroupId)
  const campaign = await work.get('campaign', adGroup?.parentId ?? '')
  const isSearch = campaign?.data['advertisingChannelType'] === 'SEARCH'
  const isSearchAd = ad['responsiveSearchAd'] !== undefined || ad['expandedDynamicSearchAd'] !== undefined
  if (!campaign || isSearch === isSearchAd) return []
  return [{ family: 'adError', code: 'INVALID_AD_TYPE', message: 'This ad type does not fit the campaign.', path }]
}

/** When the ad came to be reviewed; asked again at each change of its content. */
const submitted = (data: JsonObject, now: Date): JsonObject => ({ ...sandboxOf(data), submittedAt: now.toISOString() })

/** From when an ad may have shown: at its first switching on. */
const servedFrom = (data: JsonObject, now: Date): JsonObject => {
  const sandbox = sandboxOf(data)
  if (data['status'] !== 'ENABLED' || sandbox['enabledAt'] !== undefined) return sandbox
  return { ...sandbox, enabledAt: now.toISOString() }
}

export const adGroupAdHandler: Handler = {
  references: { adGroup: 'ad_group' },
  async create(writing, draft, path) {
    const { work } = writing
    const adGroupId = idIn(draft['adGroup'])
    const adId = await work.newId()
    const id = `${adGroupId}~${adId}`
    const ad = recordOf(draft['ad'])
    const errors = notByUpdate(draft, path)
    if (draft['adGroup'] === undefined) errors.push(required(`${path}.ad_group`))
    if (draft['ad'] === undefined) errors.push(required(`${path}.ad`))
    else errors.push(...checkAd(ad, `${path}.ad`), ...(await checkChannel(writing, adGroupId, ad, `${path}.ad`)))
    const status = draft['status'] ?? 'ENABLED'
    if (status === 'ENABLED') errors.push(...(await tooManyAds(writing, adGroupId, id, path)))
    const named = { ...ad, resourceName: `customers/${work.account.id}/ads/${adId}`, id: adId }
    const data: JsonObject = { ...draft, status, ad: named }
    data['sandbox'] = submitted(data, work.now)
    data['sandbox'] = servedFrom(data, work.now)
    return { errors, id, parentId: adGroupId, name: textOf(ad['name']), data }
  },
  async update(writing, entity, merged, paths, path) {
    const errors = notByUpdate(merged, path)
    if (paths.includes('status') && merged['status'] === 'ENABLED')
      errors.push(...(await tooManyAds(writing, entity.parentId ?? '', entity.id, path)))
    const data = { ...merged, sandbox: sandboxOf(entity.data) }
    return { errors, data: { ...data, sandbox: servedFrom(data, writing.work.now) }, name: entity.name }
  },
  remove: async () => [],
}

/** Ads by themselves: their content may change, and is reviewed again. The entity is the ad group's ad. */
export const adHandler: Handler = {
  references: {},
  async implied({ work }, id) {
    const where = { platform: 'google', kind: 'ad_group_ad', accountId: work.account.id, id: { endsWith: `~${id}` } }
    const row = await work.tx.sandboxEntity.findFirst({ where, select: { id: true } })
    const whole = row ? await work.get('ad_group_ad', row.id) : undefined
    return whole && !isRemoved(whole) ? whole : undefined
  },
  async update({ work }, entity, merged, _paths, path) {
    const whole = await work.get('ad_group_ad', entity.id)
    const data = { ...whole?.data, ad: merged }
    return { errors: checkAd(merged, path), data: { ...data, sandbox: submitted(data, work.now) }, name: entity.name }
  },
}
