import 'server-only'
import type { Scope } from '@/lib/access/scope'
import type { Media } from '@/lib/ad/schema'
import { invalid } from '@/lib/core/errors'
import { readBytes } from '@/lib/server/body'
import { loadMedia, MAX_BYTES, storeMedia } from './data.server'

/** One picture out of a multipart request. */
export async function uploadMedia(scope: Scope, clientId: string, request: Request): Promise<Media> {
  const bytes = await readBytes(request, MAX_BYTES + 100_000, () =>
    invalid('file', 'The picture is larger than 30 MB. Save it smaller.'),
  )
  const form = await new Response(bytes, { headers: { 'content-type': request.headers.get('content-type') ?? '' } })
    .formData()
    .catch(() => undefined)
  const file = form?.get('file')
  if (!(file instanceof File)) throw invalid('file', 'No picture came with the request. Choose a JPEG or PNG file.')
  return storeMedia(scope, clientId, new Uint8Array(await file.arrayBuffer()), file.name)
}

/** A stored picture as an answer. Its address is its content, so browsers may keep it; caches of others may not. */
export async function serveMedia(scope: Scope, hash: string): Promise<Response> {
  const { bytes, mime } = await loadMedia(scope, hash)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mime,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'",
    },
  })
}
