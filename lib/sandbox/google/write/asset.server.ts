import 'server-only'
import { sha256 } from '@/lib/server/crypto'
import { assetDataOf, assetTypeOf, checkAsset, checkAssetLink, checkImage } from '../check/asset'
import type { GoogleError } from '../failure'
import { readImage } from '../image.server'
import { recordOf, textOf, type JsonObject } from '../json'
import { snake } from '../proto'
import { idIn, type Handler, type Writing } from './define'

/* Assets, and their links to campaigns. */

/** The asset as it is kept: a picture by its size, type and hash, not its bytes. */
async function withImageFacts(asset: JsonObject, path: string): Promise<{ data: JsonObject; errors: GoogleError[] }> {
  const image = recordOf(asset['imageAsset'])
  if (typeof image['data'] !== 'string') return { data: asset, errors: [] }
  const bytes = Buffer.from(image['data'], 'base64')
  const facts = await readImage(bytes)
  const errors = checkImage(facts, bytes.length, `${path}.image_asset.data`)
  const imageAsset = {
    fileSize: String(bytes.length),
    mimeType: facts?.mime,
    fullSize: { widthPixels: String(facts?.width ?? 0), heightPixels: String(facts?.height ?? 0) },
  }
  return { data: { ...asset, imageAsset, sandbox: { sha256: sha256(bytes) } }, errors }
}

/** Google keeps one asset for one content: the picture's bytes, or the fields of a text. */
const contentOf = (asset: JsonObject): string => {
  const kind = assetDataOf(asset) ?? ''
  const hash = recordOf(asset['sandbox'])['sha256']
  return `${kind} ${hash === undefined ? JSON.stringify(asset[kind]) : textOf(hash)}`
}

async function sameName({ work }: Writing, asset: JsonObject, path: string): Promise<GoogleError[]> {
  const name = textOf(asset['name'])
  const others = name === '' ? [] : await work.named('asset', name)
  if (!others.some((other) => contentOf(other.data) !== contentOf(asset))) return []
  return [{ family: 'assetError', code: 'DUPLICATE_ASSET_NAME', path: `${path}.name`, trigger: name }]
}

export const assetHandler: Handler = {
  references: {},
  async create(writing, draft, path) {
    const { data, errors: imageErrors } = await withImageFacts(draft, path)
    const errors = [...checkAsset(draft, path), ...imageErrors, ...(await sameName(writing, data, path))]
    const name = textOf(draft['name'])
    const existing = name === '' ? undefined : (await writing.work.named('asset', name))[0]
    const id = existing && contentOf(existing.data) === contentOf(data) ? existing.id : await writing.work.newId()
    return { errors, id, parentId: null, name, data: { ...data, type: assetTypeOf(draft), source: 'ADVERTISER' } }
  },
  async update(_writing, entity, merged, _paths, path) {
    const checked = assetDataOf(merged) === 'imageAsset' ? [] : checkAsset(merged, path)
    return { errors: checked, data: { ...merged, sandbox: entity.data['sandbox'] }, name: textOf(merged['name']) }
  },
}

export const campaignAssetHandler: Handler = {
  references: { campaign: 'campaign', asset: 'asset' },
  async create({ work }, draft, path) {
    const errors = ['campaign', 'asset', 'fieldType']
      .filter((field) => draft[field] === undefined)
      .map((field): GoogleError => ({ family: 'fieldError', code: 'REQUIRED', path: `${path}.${snake(field)}` }))
    const [campaignId, assetId, fieldType] = [idIn(draft['campaign']), idIn(draft['asset']), textOf(draft['fieldType'])]
    const asset = await work.get('asset', assetId)
    if (errors.length === 0 && asset) errors.push(...checkAssetLink(asset.data, fieldType, path))
    const id = `${campaignId}~${assetId}~${fieldType}`
    const before = await work.get('campaign_asset', id)
    if (before && before.data['status'] !== 'REMOVED')
      errors.push({ family: 'assetLinkError', code: 'DUPLICATE_ASSET_LINK', path })
    return { errors, id, parentId: campaignId, name: '', data: { status: 'ENABLED', ...draft, source: 'ADVERTISER' } }
  },
  update: async (_writing, entity, merged) => ({ errors: [], data: merged, name: entity.name }),
  remove: async () => [],
}
