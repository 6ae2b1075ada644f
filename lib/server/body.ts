import 'server-only'
import { AppError } from '@/lib/core/errors'

/** A request's body, read no further than `most` bytes, however long it says that it is. Throws `tooLong()` past that. */
export async function readBytes(request: Request, most: number, tooLong: () => AppError): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLong()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.byteLength
    if (size > most) throw tooLong()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The JSON of a request's body; `{}` where there is none. `says` names the limit: `20 kB`. Throws `invalid`. */
export async function readJson(request: Request, most: number, says: string): Promise<unknown> {
  const bytes = await readBytes(
    request,
    most,
    () => new AppError('invalid', `The body is larger than ${says}. Send less at a time.`),
  )
  try {
    return bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : {}
  } catch {
    throw new AppError('invalid', 'The body is not JSON.')
  }
}
