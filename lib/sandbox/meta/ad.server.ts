import 'server-only'
import { SandboxRefusal, type Entity, type SandboxReply } from '../define'
import { createEntities, findEntity, nextId, updateEntity } from '../store.server'
import type { Account, Caller } from './caller.server'
import { checkName, checkStatusChange, isDryRun, stored } from './campaign.server'
import { keepCreative, textsOf } from './creative.server'
import { invalidParameter, missingParameter } from './error'
import { dict, word } from './json'
import { paramsOf } from './request'
import { CREATE_AD, UPDATE_AD } from './schema/ad'
import type { Params } from './schema/type'
import { refreshSpend } from './spend.server'
import { isForbiddenText, statusOf } from './status'

/** The creative that an ad names, made first where the ad holds all of it. */
async function creativeIdOf(caller: Caller, account: Account, params: Params): Promise<string> {
  const reference = dict(params['creative'])
  const id = word(reference['creative_id']) || word(reference['id'])
  if (id === '' && reference['object_story_spec'] === undefined && reference['object_story_id'] === undefined)
    return missingParameter('creative[creative_id]')
  if (id === '') return keepCreative(caller, account, reference)
  const creative = await findEntity(caller.tx, 'meta', ['creative'], id)
  if (creative?.accountId !== account.id)
    invalidParameter('creative', 'Creative Not Found', `The creative ${id} does not exist in this ad account.`)
  return id
}

async function requireAdSet(caller: Caller, account: Account, id: string): Promise<Entity> {
  const adSet = await findEntity(caller.tx, 'meta', ['adset'], id)
  if (adSet && adSet.accountId === account.id && statusOf(adSet) !== 'DELETED') return adSet
  return invalidParameter('adset_id', 'Ad Set Not Found', `The ad set ${id} does not exist in this ad account.`)
}

/** Ends a dry run: a creative that came with the ad was made on the way and goes again. */
function undone(): never {
  throw new SandboxRefusal({ status: 200, body: { success: true } })
}

/** `POST /act_X/ads` */
export async function createAd(caller: Caller, account: Account): Promise<SandboxReply> {
  const params = paramsOf(caller.request, CREATE_AD, ['name', 'adset_id', 'creative'])
  checkName(params)
  const adSet = await requireAdSet(caller, account, word(params['adset_id']))
  const creativeId = await creativeIdOf(caller, account, params)
  if (isDryRun(params)) undone()
  const id = await nextId(caller.tx, 'meta')
  const campaignId = adSet.parentId ?? ''
  const data = {
    status: 'ACTIVE',
    ...stored(params),
    creative: { id: creativeId },
    campaign_id: campaignId,
    is_disapproved: isForbiddenText(await textsOf(caller, creativeId)),
  }
  await createEntities(caller.tx, 'meta', [
    { kind: 'ad', id, accountId: account.id, parentId: adSet.id, name: word(params['name']), data, at: caller.now },
  ])
  await refreshSpend(caller.tx, account, campaignId, caller.now)
  return { status: 200, body: { id, success: true }, effects: [`create ad ${id}`] }
}

/** `POST /{ad}` */
export async function updateAd(caller: Caller, account: Account, ad: Entity): Promise<SandboxReply> {
  const params = paramsOf(caller.request, UPDATE_AD)
  checkName(params)
  checkStatusChange(ad, params)
  const creativeId =
    params['creative'] === undefined
      ? word(dict(ad.data['creative'])['id'])
      : await creativeIdOf(caller, account, params)
  if (isDryRun(params)) undone()
  const data = {
    ...ad.data,
    ...stored(params),
    creative: { id: creativeId },
    is_disapproved: isForbiddenText(await textsOf(caller, creativeId)),
  }
  await updateEntity(caller.tx, 'meta', 'ad', ad.id, { name: word(params['name']) || undefined, data, at: caller.now })
  await refreshSpend(caller.tx, account, word(ad.data['campaign_id']), caller.now)
  return { status: 200, body: { success: true }, effects: [`update ad ${ad.id}`], accountId: account.id }
}
