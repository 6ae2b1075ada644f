import 'server-only'
import sharp from 'sharp'
import { inAgency, within, withinClients, type Scope } from '@/lib/access/scope'
import type { Media } from '@/lib/ad/schema'
import { AppError, invalid, notFound } from '@/lib/core/errors'
import { sha256 } from '@/lib/server/crypto'
import { db } from '@/lib/server/prisma'

/** 30 MB is the most that any of the placements takes. */
export const MAX_BYTES = 30 * 1024 * 1024
const MAX_PIXELS = 100_000_000
const MIME: Record<string, string> = { jpeg: 'image/jpeg', png: 'image/png' }

type Read = { bytes: Buffer; mime: string; width: number; height: number; color: string }

const hex = (n: number): string => Math.round(n).toString(16).padStart(2, '0')

/** What a file is, by its content: its name and the browser's word are not believed. Turned upright if the camera lay. */
async function read(file: Uint8Array, filename: string): Promise<Read> {
  if (file.byteLength > MAX_BYTES)
    throw invalid(
      'file',
      `${filename} is ${(file.byteLength / 1e6).toFixed(1)} MB. The most is 30 MB; save it smaller.`,
    )
  const image = sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
  const facts = await image.metadata().catch(() => undefined)
  const mime = facts && MIME[facts.format]
  if (!facts || !mime)
    throw invalid('file', `${filename} is not a JPEG or PNG picture, whatever its name says. Export it as JPEG or PNG.`)
  try {
    const bytes = (facts.orientation ?? 1) > 1 ? await image.rotate().toBuffer() : Buffer.from(file)
    const upright = await sharp(bytes).metadata()
    const { dominant } = await sharp(bytes).flatten({ background: '#ffffff' }).stats()
    return {
      bytes,
      mime,
      width: upright.width,
      height: upright.height,
      color: `#${hex(dominant.r)}${hex(dominant.g)}${hex(dominant.b)}`,
    }
  } catch (cause) {
    throw new AppError('invalid', `${filename} is damaged and cannot be read to its end. Export it again.`, {
      issues: [{ path: 'file', message: 'The file is damaged.' }],
      cause,
    })
  }
}

/** Stores a picture once per agency, by the hash of its bytes; the same picture again gives the same asset. */
export async function storeMedia(scope: Scope, clientId: string, file: Uint8Array, filename: string): Promise<Media> {
  const client = await db(scope).client.findFirst({ where: { AND: [withinClients(scope), { id: clientId }] } })
  if (!client) throw notFound('This client')
  const { bytes, ...facts } = await read(file, filename)
  const hash = sha256(bytes)
  const name =
    filename
      .replace(/[\p{Cc}/\\]/gu, ' ')
      .trim()
      .slice(0, 200) || 'picture'
  const row = await db(scope).$transaction(async (tx) => {
    await tx.$executeRaw`insert into media_blob ("agencyId", hash, bytes) values (${scope.agencyId}::uuid, ${hash}, ${bytes}) on conflict do nothing`
    return tx.mediaAsset.upsert({
      where: { agencyId_clientId_hash: { agencyId: scope.agencyId, clientId, hash } },
      create: { agencyId: scope.agencyId, clientId, hash, filename: name, size: bytes.length, ...facts },
      update: {},
    })
  })
  return {
    id: row.id,
    hash,
    filename: row.filename,
    mime: row.mime,
    width: row.width,
    height: row.height,
    size: row.size,
    color: row.color,
    crops: {},
  }
}

/** A picture's bytes, for a client that the scope sees. */
export async function loadMedia(
  scope: Scope,
  hash: string,
): Promise<{ bytes: Uint8Array; mime: string; filename: string }> {
  const asset = await db(scope).mediaAsset.findFirst({
    where: { hash, ...within(scope) },
    select: { mime: true, filename: true },
  })
  const blob =
    asset && (await db(scope).mediaBlob.findFirst({ where: { hash, ...inAgency(scope) }, select: { bytes: true } }))
  if (!asset || !blob) throw notFound('This picture')
  return { bytes: blob.bytes, ...asset }
}
