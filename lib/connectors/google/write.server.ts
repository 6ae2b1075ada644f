import 'server-only'
import { invalid } from '@/lib/core/errors'
import {
  type Caller,
  ConnectorError,
  type Connector,
  type ExternalIds,
  type PlannedWrite,
  type ReadBack,
} from '../define'
import type { Http } from '../http.server'
import { at, dicts, list, text, truth, whole } from '../json'
import { accessOf, googleCall, rows } from './client.server'
import { differencesAtGoogle, idsOf, type Whole } from './compare'
import * as gaql from './gaql'
import { adStatus, campaignStatus, idOf } from './map'
import { billable } from './money'
import { customerId } from './plan'

type Writes = Pick<Connector, 'send' | 'find' | 'readBack' | 'setStatus' | 'getStatus' | 'setBudget'>

export function googleWrites(http: Http): Writes {
  return {
    send: async (caller, write) => {
      const answer = await googleCall(http, accessOf(caller), text(at(write.request, 'path')), {
        body: at(write.request, 'body') ?? null,
        isWrite: true,
      })
      return answeredIds(write, answer.json === undefined ? [] : dicts(at(answer.json, 'mutateOperationResponses')))
    },
    find: (caller, write) => find(http, caller, write),
    readBack: (caller, write, ids) => readBack(http, caller, write, ids),
    setStatus: async (caller, target, isOn) => {
      const customer = `customers/${customerId(caller.account.externalId)}`
      const { service, collection } = SERVICES[target.kind]
      if (target.kind === 'ad' && !target.unitExternalId)
        throw invalid('unitExternalId', 'A Google ad is addressed within its ad group: name that too.')
      const id = target.kind === 'ad' ? `${target.unitExternalId}~${target.externalId}` : target.externalId
      const update = { resourceName: `${customer}/${collection}/${id}`, status: isOn ? 'ENABLED' : 'PAUSED' }
      await googleCall(http, accessOf(caller), `${customer}/${service}:mutate`, {
        body: { operations: [{ updateMask: 'status', update }] },
        isWrite: true,
      })
    },
    getStatus: async (caller, target) => {
      const [row] = await rows(
        http,
        accessOf(caller),
        caller.account.externalId,
        gaql.statusOf[target.kind](target.externalId),
      )
      if (!row)
        throw new ConnectorError(
          'not_found',
          `Google Ads has no ${target.kind} ${target.externalId} any more. It was removed there.`,
        )
      if (target.kind === 'campaign')
        return { isOn: isEnabled(at(row, 'campaign', 'status')), platformStatus: campaignStatus(at(row, 'campaign')) }
      if (target.kind === 'unit')
        return { isOn: isEnabled(at(row, 'adGroup', 'status')), platformStatus: text(at(row, 'adGroup', 'status')) }
      return { isOn: isEnabled(at(row, 'adGroupAd', 'status')), platformStatus: adStatus(at(row, 'adGroupAd')) }
    },
    setBudget: (caller, target, amountMicros) => setBudget(http, caller, target, amountMicros),
  }
}

const SERVICES = {
  campaign: { service: 'campaigns', collection: 'campaigns' },
  unit: { service: 'adGroups', collection: 'adGroups' },
  ad: { service: 'adGroupAds', collection: 'adGroupAds' },
}

const isEnabled = (status: Parameters<typeof text>[0]): boolean => text(status) === 'ENABLED'

/** Answers come in the order of the operations; `names` says which of them we keep the id of. */
function answeredIds(write: PlannedWrite, responses: ReturnType<typeof dicts>): ExternalIds {
  const ids: ExternalIds = {}
  list(at(write.request, 'names')).forEach((name, index) => {
    if (typeof name !== 'string') return
    const [result] = dicts(Object.values(responses[index] ?? {}))
    const resourceName = text(at(result, 'resourceName'))
    if (!resourceName)
      throw new ConnectorError(
        'outcome_unknown',
        'Google Ads answered without an id. Paceline looks it up before anything is sent again.',
      )
    ids[name] = idOf(resourceName)
    if (name.endsWith('.campaign')) ids[`${name}_resource`] = resourceName
  })
  return ids
}

/** An activation has happened when the campaign is on; a creation when a campaign has this very name. */
async function find(http: Http, caller: Caller, write: PlannedWrite): Promise<ExternalIds | undefined> {
  const access = accessOf(caller)
  const account = caller.account.externalId
  if (write.phase === 'activate') {
    const [row] = await rows(http, access, account, gaql.statusOf.campaign(activated(write)))
    return isEnabled(at(row, 'campaign', 'status')) ? {} : undefined
  }
  const [row] = await rows(http, access, account, gaql.campaignNamed(write.name))
  if (!row) return undefined
  const id = text(at(row, 'campaign', 'id'))
  const [adGroups, ads] = [
    await rows(http, access, account, gaql.adGroupsOf(id)),
    await rows(http, access, account, gaql.adsOf(id)),
  ]
  return idsOf(write, { campaign: row, campaignCriteria: [], adGroups, adGroupCriteria: [], ads })
}

const activated = (write: PlannedWrite): string =>
  idOf(text(at(write.request, 'body', 'operations', 0, 'update', 'resourceName')))

async function readBack(http: Http, caller: Caller, write: PlannedWrite, ids: ExternalIds): Promise<ReadBack> {
  const id = write.phase === 'activate' ? activated(write) : (ids[`${write.entities[0]?.key}.campaign`] ?? '')
  const ask = (query: string) => rows(http, accessOf(caller), caller.account.externalId, query)
  const [campaign] = await ask(gaql.campaignWhole(id))
  if (!campaign)
    return { platformStatus: 'REMOVED', differences: [{ field: 'campaign', sent: write.name, found: null }] }
  const platformStatus = campaignStatus(at(campaign, 'campaign'))
  if (write.phase === 'activate') {
    const status = text(at(campaign, 'campaign', 'status'))
    return {
      platformStatus,
      differences: status === 'ENABLED' ? [] : [{ field: 'campaign.status', sent: 'ENABLED', found: status }],
    }
  }
  const all: Whole = {
    campaign,
    campaignCriteria: await ask(gaql.campaignCriteriaOf(id)),
    adGroups: await ask(gaql.adGroupsOf(id)),
    adGroupCriteria: await ask(gaql.adGroupCriteriaOf(id)),
    ads: await ask(gaql.adsOf(id)),
  }
  return { platformStatus, differences: differencesAtGoogle(write, ids, all) }
}

/** Changes a campaign's own budget. A budget that several campaigns share is refused: all of them would move. */
async function setBudget(
  http: Http,
  caller: Caller,
  target: Parameters<Writes['setBudget']>[1],
  amountMicros: bigint,
): Promise<void> {
  const { externalId: account, currency } = caller.account
  const [row] = await rows(http, accessOf(caller), account, gaql.budgetById(target.externalId))
  const budget = at(row, 'campaignBudget')
  if (budget === undefined)
    throw new ConnectorError(
      'not_found',
      `Google Ads has no budget ${target.externalId} any more. Import the campaign again.`,
    )
  const users = whole(at(budget, 'referenceCount'))
  if (target.level === 'shared' || truth(at(budget, 'explicitlyShared')) || users > 1n)
    throw new ConnectorError(
      'unsupported',
      `This Google budget is shared by ${users > 1n ? `${users} campaigns` : 'several campaigns'}, so changing it would move them all. Give the campaign a budget of its own at Google first.`,
    )
  const isTotal = text(at(budget, 'period')) === 'CUSTOM_PERIOD'
  if (isTotal !== (target.type === 'lifetime'))
    throw new ConnectorError(
      'unsupported',
      `This Google budget is ${isTotal ? 'a total for the whole run' : 'a daily one'}, and Google does not turn one kind into the other. Set a ${isTotal ? 'lifetime' : 'daily'} amount.`,
    )
  const customer = `customers/${customerId(account)}`
  const field = isTotal ? 'totalAmountMicros' : 'amountMicros'
  const update = {
    resourceName: `${customer}/campaignBudgets/${target.externalId}`,
    [field]: billable(amountMicros, currency).toString(),
  }
  await googleCall(http, accessOf(caller), `${customer}/campaignBudgets:mutate`, {
    body: { operations: [{ updateMask: field, update }] },
    isWrite: true,
  })
}
