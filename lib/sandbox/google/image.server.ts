import 'server-only'
import sharp from 'sharp'
import type { ImageFacts } from './check/asset'

const MIME: Record<string, string> = { jpeg: 'IMAGE_JPEG', png: 'IMAGE_PNG', gif: 'IMAGE_GIF' }

/** What the bytes of a picture say of themselves; undefined when they are no picture. */
export async function readImage(bytes: Uint8Array): Promise<ImageFacts | undefined> {
  try {
    const { format, width, height } = await sharp(bytes, { limitInputPixels: 200_000_000 }).metadata()
    return { mime: MIME[format] ?? format, width, height, bytes: bytes.length }
  } catch {
    return undefined
  }
}
