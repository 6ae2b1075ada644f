import 'server-only'
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Json } from '@/lib/connectors/define'
import type { SandboxReply } from '../define'
import { createEntities } from '../store.server'
import type { Account, Caller } from './caller.server'
import { invalidParameter, missingParameter, refuse } from './error'
import { word } from './json'
import { filesOf, paramsOf } from './request'
import { open, text } from './schema/type'

const MAX_BYTES = 30_000_000
const FORMATS = ['jpeg', 'png', 'gif', 'webp', 'tiff', 'heif']
const UPLOAD = { bytes: text, copy_from: open, filename: text, name: text }

type Upload = { name: string; bytes: Uint8Array }

/** The pictures of a request: file parts of a form, or base64 in `bytes`. */
function uploadsOf(caller: Caller): Upload[] {
  const params = paramsOf(caller.request, UPLOAD)
  const files = filesOf(caller.request).map(([field, file]): Upload => ({
    name: file.filename || field,
    bytes: file.bytes,
  }))
  const encoded = word(params['bytes'])
  if (encoded === '') return files
  if (!/^[A-Za-z0-9+/=\s]+$/.test(encoded))
    return invalidParameter('bytes', 'Image Is Not Valid', 'bytes must be base64.')
  return [...files, { name: word(params['name']) || 'bytes', bytes: new Uint8Array(Buffer.from(encoded, 'base64')) }]
}

async function measured({ name, bytes }: Upload): Promise<{ width: number; height: number }> {
  if (bytes.length > MAX_BYTES) return invalidParameter('bytes', 'Image Is Too Large', `${name} is larger than 30 MB.`)
  const found = await sharp(bytes)
    .metadata()
    .catch(() => undefined)
  const { format = '', width = 0, height = 0 } = found ?? {}
  if (FORMATS.includes(format) && width > 0) return { width, height }
  return refuse({
    message: 'Invalid parameter',
    code: 100,
    title: 'Image Is Not Valid',
    says: `${name} is not a picture that can be read.`,
    field: ['bytes'],
  })
}

/** `POST /act_X/adimages`. The same picture twice is one picture, known by its hash. */
export async function createImages(caller: Caller, account: Account): Promise<SandboxReply> {
  const uploads = uploadsOf(caller)
  if (uploads.length === 0) return missingParameter('bytes')
  const images: Record<string, Json> = {}
  const effects: string[] = []
  for (const upload of uploads) {
    const { width, height } = await measured(upload)
    const hash = createHash('md5').update(upload.bytes).digest('hex')
    const url = `https://scontent.sandbox.example/${hash}/${encodeURIComponent(upload.name)}`
    const data = { hash, width, height, url, status: 'ACTIVE' }
    const made = await createEntities(caller.tx, 'meta', [
      { kind: 'image', id: `${account.id}:${hash}`, accountId: account.id, name: upload.name, data, at: caller.now },
    ])
    if (made === 1) effects.push(`create image ${hash}`)
    images[upload.name] = { hash, url, url_128: `${url}?p128x128`, width, height, name: upload.name }
  }
  return { status: 200, body: { images }, effects }
}
