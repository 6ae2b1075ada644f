import 'server-only'
import type { Entity, SandboxReply } from '../define'
import { createEntities, findEntity, listEntities, nextId, updateEntity } from '../store.server'
import { pagesOf } from './asset'
import type { Account, Caller } from './caller.server'
import { checkName, isDryRun, stored } from './campaign.server'
import { enrolled } from './enhancement'
import { invalidParameter } from './error'
import { array, dict, toJson, word } from './json'
import { paramsOf } from './request'
import { CREATE_CREATIVE, UPDATE_CREATIVE } from './schema/creative'
import type { Params } from './schema/type'

const KINDS_OF_STORY = ['link_data', 'video_data', 'photo_data', 'template_data', 'text_data']

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** Hashes of all pictures that a creative names. */
function hashesOf(params: Params): string[] {
  const story = dict(params['object_story_spec'])
  const data = KINDS_OF_STORY.map((kind) => dict(story[kind]))
  const children = data.flatMap((one) => array(one['child_attachments']).map(dict))
  const feed = array(dict(params['asset_feed_spec'])['images']).map((image) => word(dict(image)['hash']))
  return [word(params['image_hash']), ...feed, ...[...data, ...children].map((one) => word(one['image_hash']))].filter(
    Boolean,
  )
}

function checkLink(link: Params): void {
  if (word(link['link']) === '') invalidParameter('object_story_spec', 'Link Is Missing', 'link_data needs a link.')
  if (!isWebAddress(word(link['link'])))
    invalidParameter('object_story_spec', 'Link Is Not Valid', `"${word(link['link'])}" is not a web address.`)
  if (word(link['name']).length > 255)
    invalidParameter('object_story_spec', 'Headline Is Too Long', 'A headline may have at most 255 characters.')
  const call = dict(link['call_to_action'])
  const target = word(dict(call['value'])['link'])
  if (target !== '' && !isWebAddress(target))
    invalidParameter('object_story_spec', 'Link Is Not Valid', `"${target}" is not a web address.`)
}

function checkStory(params: Params, email: string): void {
  const story = dict(params['object_story_spec'])
  const isFeed = params['asset_feed_spec'] !== undefined
  const page = pagesOf(email).find(({ id }) => id === word(story['page_id']))
  if (!page)
    return void invalidParameter(
      'object_story_spec',
      'Page Not Found',
      `The page ${word(story['page_id'])} does not exist, or you may not advertise for it.`,
    )
  const instagram = word(story['instagram_user_id'])
  if (instagram !== '' && !pagesOf(email).some((one) => one.instagram.id === instagram))
    invalidParameter(
      'object_story_spec',
      'Instagram Account Not Found',
      `The Instagram account ${instagram} is not connected to this page.`,
    )
  const kinds = KINDS_OF_STORY.filter((kind) => story[kind] !== undefined)
  if (kinds.length > 1)
    invalidParameter('object_story_spec', 'Too Many Contents', `Give only one of ${KINDS_OF_STORY.join(', ')}.`)
  if (kinds.length === 0 && !isFeed)
    invalidParameter('object_story_spec', 'Content Is Missing', `Give one of ${KINDS_OF_STORY.join(', ')}.`)
  if (story['link_data'] !== undefined) checkLink(dict(story['link_data']))
  const video = dict(story['video_data'])
  if (story['video_data'] !== undefined && word(video['video_id']) === '')
    invalidParameter('object_story_spec', 'Video Is Missing', 'video_data needs a video_id.')
}

async function checkImages(caller: Caller, account: Account, params: Params): Promise<void> {
  const hashes = [...new Set(hashesOf(params))]
  const found = await listEntities(caller.tx, 'meta', {
    kind: 'image',
    ids: hashes.map((hash) => `${account.id}:${hash}`),
  })
  const missing = hashes.find((hash) => !found.some(({ id }) => id === `${account.id}:${hash}`))
  if (missing !== undefined)
    invalidParameter(
      'object_story_spec',
      'Image Not Found',
      `No image with the hash ${missing} is in this ad account's library.`,
    )
}

/** Checks a creative and gives the data to keep, its enhancements included. */
async function checkedCreative(caller: Caller, account: Account, params: Params) {
  checkName(params)
  const isStory = params['object_story_spec'] !== undefined
  if (!isStory && params['object_story_id'] === undefined && params['source_instagram_media_id'] === undefined)
    invalidParameter(
      'object_story_spec',
      'Creative Is Empty',
      'A creative needs object_story_spec, or object_story_id of a post that exists.',
    )
  const spec = dict(dict(params['degrees_of_freedom_spec'])['creative_features_spec'])
  if (spec['standard_enhancements'] !== undefined)
    invalidParameter(
      'degrees_of_freedom_spec',
      'Feature Is No Longer Supported',
      'standard_enhancements was replaced by its single features.',
    )
  if (isStory) checkStory(params, caller.email)
  await checkImages(caller, account, params)
  return {
    status: 'ACTIVE',
    ...stored(params),
    degrees_of_freedom_spec: enrolled(params['degrees_of_freedom_spec'], hashesOf(params).length > 0),
  }
}

/** Keeps a checked creative; returns its id. */
export async function keepCreative(caller: Caller, account: Account, params: Params): Promise<string> {
  const data = await checkedCreative(caller, account, params)
  const id = await nextId(caller.tx, 'meta')
  await createEntities(caller.tx, 'meta', [
    {
      kind: 'creative',
      id,
      accountId: account.id,
      name: word(params['name']) || `Creative ${id}`,
      data: dictOf(data),
      at: caller.now,
    },
  ])
  return id
}

const dictOf = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]))

/** `POST /act_X/adcreatives` */
export async function createCreative(caller: Caller, account: Account): Promise<SandboxReply> {
  const params = paramsOf(caller.request, CREATE_CREATIVE)
  if (isDryRun(params)) {
    await checkedCreative(caller, account, params)
    return { status: 200, body: { success: true } }
  }
  const id = await keepCreative(caller, account, params)
  return { status: 200, body: { id }, effects: [`create creative ${id}`] }
}

/** `POST /{creative}`: only its name and status; its content never changes. */
export async function updateCreative(caller: Caller, account: Account, creative: Entity): Promise<SandboxReply> {
  const params = paramsOf(caller.request, UPDATE_CREATIVE)
  checkName(params)
  const data = { ...creative.data, ...stored(params) }
  await updateEntity(caller.tx, 'meta', 'creative', creative.id, {
    name: word(params['name']) || undefined,
    data,
    at: caller.now,
  })
  return { status: 200, body: { success: true }, effects: [`update creative ${creative.id}`], accountId: account.id }
}

/** All words of a creative, for review. */
export async function textsOf(caller: Caller, creativeId: string): Promise<string> {
  const creative = await findEntity(caller.tx, 'meta', ['creative'], creativeId)
  return JSON.stringify([creative?.data['object_story_spec'] ?? null, creative?.data['asset_feed_spec'] ?? null])
}
