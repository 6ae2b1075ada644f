import 'server-only'
import type { Transaction } from '@/lib/server/prisma'
import { minorUnitMicros } from '@/lib/core/money'
import type { Entity } from '../define'
import { listEntities } from '../store.server'
import type { Condition, Query } from './gaql'
import type { Row } from './gaql-run'
import { allPlaces, placeRow } from './geo'
import { textOf, type JsonObject } from './json'
import { camel } from './proto'
import { adGroupPrimary, campaignPrimary, resourceRow } from './status'
import { runOf } from './timeline.server'
import type { Account } from './workspace.server'

/* The rows of each resource, before figures, conditions and projection. */

/** What a query is answered for. `clients` are the accounts under a manager, itself first. */
export type Reader = {
  tx: Transaction
  query: Query
  account: Account
  isManager: boolean
  clients: { account: Account; level: number; isManager: boolean }[]
  now: Date
}

/** A row, and whose figures it has: a campaign's, or a part of one. */
export type Source = { row: Row; campaign?: Entity; adGroup?: Entity; ad?: Entity }

const mentions = ({ query }: Reader, text: string): boolean =>
  [...query.select, ...query.where.map(({ field }) => field), ...query.orderBy.map(({ field }) => field)].some(
    (field) => field.includes(text),
  )

/** The ids that the conditions leave, where they name some. */
function wantedIds(conditions: Condition[], field: string): string[] | undefined {
  const named = conditions.find((c) => c.field === field && (c.operator === '=' || c.operator === 'IN'))
  return named?.values.map(({ text }) => text)
}

const customerRow = (account: Account, isManager: boolean): JsonObject => ({
  resourceName: `customers/${account.id}`,
  id: account.id,
  descriptiveName: account.name,
  currencyCode: account.currency,
  timeZone: account.timezone,
  manager: isManager,
  testAccount: false,
  autoTaggingEnabled: true,
  status: 'ENABLED',
})

/** Ids of the campaigns that bear a name which the conditions ask for, so that one is found without reading all. */
async function namedIds({ tx, account, query }: Reader): Promise<string[] | undefined> {
  const names = wantedIds(query.where, 'campaign.name')
  if (!names) return undefined
  const where = { platform: 'google', kind: 'campaign', accountId: account.id, name: { in: names } }
  return (await tx.sandboxEntity.findMany({ where, select: { id: true } })).map(({ id }) => id)
}

/** The campaigns that may meet the conditions; `isSome` when they are not all of the account. */
async function campaignsOf(reader: Reader): Promise<{ campaigns: Entity[]; isSome: boolean }> {
  const { tx, account, query } = reader
  const ids = wantedIds(query.where, 'campaign.id') ?? (await namedIds(reader))
  const campaigns = await listEntities(tx, 'google', { kind: 'campaign', accountId: account.id, ids })
  return { campaigns, isSome: ids !== undefined }
}

async function adGroupsOf(reader: Reader, campaigns: Entity[], isSome: boolean): Promise<Entity[]> {
  const { tx, account, query } = reader
  const parentIds = isSome ? idsOf(campaigns) : undefined
  const ids = wantedIds(query.where, 'ad_group.id')
  return listEntities(tx, 'google', { kind: 'ad_group', accountId: account.id, parentIds, ids })
}

const idsOf = (entities: readonly Entity[]): string[] => entities.map(({ id }) => id)

const childrenOf = ({ tx, account }: Reader, kind: string, parentIds: string[] | undefined): Promise<Entity[]> =>
  listEntities(tx, 'google', { kind, accountId: account.id, parentIds })

const byId = (entities: Entity[]): Map<string, Entity> => new Map(entities.map((entity) => [entity.id, entity]))
const grouped = (entities: Entity[]): Map<string, Entity[]> => Map.groupBy(entities, ({ parentId }) => parentId ?? '')

/** Campaigns with what their row says: statuses from what is below them where these are asked for. */
async function campaignRows(reader: Reader, campaigns: Entity[], isSome: boolean): Promise<Map<string, JsonObject>> {
  const needsState = mentions(reader, 'campaign.primary_status') || mentions(reader, 'serving_status')
  const below = needsState ? await childrenOf(reader, 'ad_group', isSome ? idsOf(campaigns) : undefined) : []
  const ads = needsState
    ? grouped(await childrenOf(reader, 'ad_group_ad', isSome ? idsOf(below) : undefined))
    : new Map()
  const adGroups = grouped(below)
  return new Map(
    campaigns.map((campaign) => {
      const row = resourceRow(campaign, reader.now)
      return [campaign.id, needsState ? { ...row, ...stateOf(reader, campaign, adGroups, ads) } : row]
    }),
  )
}

function stateOf(
  { account, now }: Reader,
  campaign: Entity,
  adGroups: Map<string, Entity[]>,
  ads: Map<string, Entity[]>,
): JsonObject {
  const { start, end } = runOf(campaign, account.timezone)
  const own = adGroups.get(campaign.id) ?? []
  const below = own.flatMap(({ id }) => ads.get(id) ?? [])
  const hasStarted = !start || start <= now
  const hasEnded = end !== null && end <= now
  const servingStatus = hasEnded ? 'ENDED' : hasStarted ? 'SERVING' : 'PENDING'
  return { servingStatus, ...campaignPrimary({ campaign, adGroups: own, ads: below, hasStarted, hasEnded }, now) }
}

async function budgetRows(reader: Reader, ids: string[] | undefined): Promise<Map<string, JsonObject>> {
  const { tx, account, now } = reader
  const budgets = await listEntities(tx, 'google', { kind: 'campaign_budget', accountId: account.id, ids })
  const users = mentions(reader, 'reference_count') ? await childrenOf(reader, 'campaign', ids) : []
  const uses = grouped(users.filter(({ data }) => data['status'] !== 'REMOVED'))
  return new Map(
    budgets.map((budget) => {
      const referenceCount = String(uses.get(budget.id)?.length ?? 0)
      return [budget.id, { ...resourceRow(budget, now), referenceCount }]
    }),
  )
}

async function fromCampaign(reader: Reader): Promise<Source[]> {
  const { campaigns, isSome } = await campaignsOf(reader)
  const rows = await campaignRows(reader, campaigns, isSome)
  const budgetIds = isSome ? campaigns.map(({ parentId }) => parentId ?? '') : undefined
  const budgets = mentions(reader, 'campaign_budget.')
    ? await budgetRows(reader, budgetIds)
    : new Map<string, JsonObject>()
  return campaigns.map((campaign) => ({
    campaign,
    row: { campaign: rows.get(campaign.id), campaignBudget: budgets.get(campaign.parentId ?? '') },
  }))
}

async function fromAdGroup(reader: Reader): Promise<Source[]> {
  const { campaigns, isSome } = await campaignsOf(reader)
  const rows = await campaignRows(reader, campaigns, isSome)
  const adGroups = await adGroupsOf(reader, campaigns, isSome)
  const ads = mentions(reader, 'ad_group.primary_status')
    ? grouped(await childrenOf(reader, 'ad_group_ad', undefined))
    : undefined
  const known = byId(campaigns)
  return adGroups.map((adGroup) => {
    const campaign = known.get(adGroup.parentId ?? '')
    const state = ads ? adGroupPrimary(adGroup, campaign, ads.get(adGroup.id) ?? [], reader.now) : {}
    return {
      campaign,
      adGroup,
      row: { campaign: rows.get(adGroup.parentId ?? ''), adGroup: { ...resourceRow(adGroup, reader.now), ...state } },
    }
  })
}

/** Ads by the ids of the ads themselves, which are the ends of the ids kept. */
async function adsById({ tx, account }: Reader, ids: string[]): Promise<Entity[]> {
  const rows = await tx.sandboxEntity.findMany({
    where: {
      platform: 'google',
      kind: 'ad_group_ad',
      accountId: account.id,
      OR: ids.map((id) => ({ id: { endsWith: `~${id}` } })),
    },
    select: { id: true },
  })
  return rows.length > 0 ? listEntities(tx, 'google', { kind: 'ad_group_ad', ids: rows.map(({ id }) => id) }) : []
}

async function fromPart(reader: Reader, kind: 'ad_group_ad' | 'ad_group_criterion'): Promise<Source[]> {
  const above = await fromAdGroup(reader)
  const groups = new Map(above.map((source) => [source.adGroup?.id ?? '', source]))
  const { where } = reader.query
  const isSome = ['campaign.id', 'campaign.name', 'ad_group.id'].some((field) => wantedIds(where, field))
  const adIds = kind === 'ad_group_ad' ? wantedIds(where, 'ad_group_ad.ad.id') : undefined
  const parts = adIds
    ? await adsById(reader, adIds)
    : await childrenOf(reader, kind, isSome ? [...groups.keys()] : undefined)
  return parts.flatMap((part) => {
    const source = groups.get(part.parentId ?? '')
    if (!source) return []
    return [{ ...source, ad: part, row: { ...source.row, [camel(kind)]: resourceRow(part, reader.now) } }]
  })
}

async function fromCampaignPart(reader: Reader, kind: 'campaign_criterion' | 'campaign_asset'): Promise<Source[]> {
  const above = await fromCampaign(reader)
  const known = new Map(above.map((source) => [source.campaign?.id ?? '', source]))
  const isSome = ['campaign.id', 'campaign.name'].some((field) => wantedIds(reader.query.where, field))
  const parts = await childrenOf(reader, kind, isSome ? [...known.keys()] : undefined)
  const assets = kind === 'campaign_asset' ? byId(await childrenOf(reader, 'asset', undefined)) : undefined
  return parts.flatMap((part) => {
    const source = known.get(part.parentId ?? '')
    if (!source) return []
    const asset = assets?.get(textOf(part.data['asset']).split('/').at(-1) ?? '')
    const row = {
      ...source.row,
      [camel(kind)]: resourceRow(part, reader.now),
      ...(asset ? { asset: resourceRow(asset, reader.now) } : {}),
    }
    return [{ row }]
  })
}

type GoalKind = 'campaign_conversion_goal' | 'conversion_goal_campaign_config'

/** Goals that every campaign has: as they were changed, or as they are from the start. */
async function fromGoals(reader: Reader, kind: GoalKind): Promise<Source[]> {
  const above = await fromCampaign(reader)
  const kept = byId(await childrenOf(reader, kind, undefined))
  const actions = kind === 'campaign_conversion_goal' ? await childrenOf(reader, 'conversion_action', undefined) : []
  const pairs = [...new Set(actions.map(({ data }) => `${textOf(data['category'])}~${textOf(data['origin'])}`))]
  const customer = `customers/${reader.account.id}`
  return above.flatMap(({ campaign, row }): Source[] => {
    if (!campaign) return []
    const name = { campaign: campaign.data['resourceName'] }
    if (kind === 'conversion_goal_campaign_config') {
      const base = {
        resourceName: `${customer}/conversionGoalCampaignConfigs/${campaign.id}`,
        goalConfigLevel: 'CUSTOMER',
        ...name,
      }
      return [{ row: { ...row, conversionGoalCampaignConfig: { ...base, ...kept.get(campaign.id)?.data } } }]
    }
    return pairs.map((pair) => {
      const id = `${campaign.id}~${pair}`
      const [category, origin] = pair.split('~')
      const base = {
        resourceName: `${customer}/campaignConversionGoals/${id}`,
        category,
        origin,
        biddable: true,
        ...name,
      }
      return { row: { ...row, campaignConversionGoal: { ...base, ...kept.get(id)?.data } } }
    })
  })
}

async function plain(reader: Reader, kind: string): Promise<Source[]> {
  const ids = wantedIds(reader.query.where, `${kind}.id`)
  const entities = await listEntities(reader.tx, 'google', { kind, accountId: reader.account.id, ids })
  return entities.map((entity) => ({ row: { [camel(kind)]: resourceRow(entity, reader.now) } }))
}

const CURRENCIES =
  'EUR USD JPY GBP NOK SEK DKK CHF CAD AUD NZD PLN CZK HUF BRL MXN INR KRW CNY TWD SGD HKD KWD BHD CLP COP ISK'

const currencyRows = (): Source[] =>
  CURRENCIES.split(' ').map((code) => {
    const name = new Intl.DisplayNames('en', { type: 'currency' }).of(code)
    const billableUnitMicros = minorUnitMicros(code).toString()
    return {
      row: {
        currencyConstant: { resourceName: `currencyConstants/${code}`, code, name, symbol: code, billableUnitMicros },
      },
    }
  })

const clientRows = ({ account: root, clients }: Reader): Source[] =>
  clients.map(({ account, level, isManager }) => ({
    row: {
      customerClient: {
        resourceName: `customers/${root.id}/customerClients/${account.id}`,
        clientCustomer: `customers/${account.id}`,
        id: account.id,
        descriptiveName: account.name,
        currencyCode: account.currency,
        timeZone: account.timezone,
        level: String(level),
        manager: isManager,
        testAccount: false,
        hidden: false,
        status: 'ENABLED',
      },
    },
  }))

async function rowsFrom(reader: Reader): Promise<Source[]> {
  const { from } = reader.query
  switch (from) {
    case 'customer':
      return [{ row: {} }]
    case 'customer_client':
      return clientRows(reader)
    case 'campaign':
      return fromCampaign(reader)
    case 'campaign_budget':
      return [...(await budgetRows(reader, wantedIds(reader.query.where, 'campaign_budget.id'))).values()].map(
        (row) => ({
          row: { campaignBudget: row },
        }),
      )
    case 'ad_group':
      return fromAdGroup(reader)
    case 'ad_group_ad':
    case 'ad_group_criterion':
      return fromPart(reader, from)
    case 'campaign_criterion':
    case 'campaign_asset':
      return fromCampaignPart(reader, from)
    case 'campaign_conversion_goal':
    case 'conversion_goal_campaign_config':
      return fromGoals(reader, from)
    case 'currency_constant':
      return currencyRows()
    case 'geo_target_constant':
      return allPlaces().map((place) => ({ row: { geoTargetConstant: placeRow(place) } }))
    default:
      return plain(reader, from)
  }
}

/** All rows of the resource in FROM, each with its customer. */
export async function loadRows(reader: Reader): Promise<Source[]> {
  const customer = customerRow(reader.account, reader.isManager)
  return (await rowsFrom(reader)).map((source) => ({ ...source, row: { ...source.row, customer } }))
}
