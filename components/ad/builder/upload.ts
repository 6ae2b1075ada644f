import { Media } from '@/lib/ad/schema'
import { problemToError, withQuery } from '@/lib/client/api'
import { AppError } from '@/lib/core/errors'

export const PICTURE_TYPES = 'image/jpeg,image/png'
/** 30 MB, the most that any placement takes. */
export const PICTURE_BYTES = 30 * 1024 * 1024

/** Sends a picture; `onProgress` hears the share that is sent (0 to 1). Throws with a sentence about the file. */
export function uploadPicture(
  place: { agency: string; clientId: string },
  file: File,
  onProgress: (share: number) => void,
): Promise<Media> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body is sent.
    const request = new XMLHttpRequest()
    request.open('POST', withQuery('/api/media', { agency: place.agency, client: place.clientId }))
    request.responseType = 'text'
    request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total)
    })
    request.addEventListener('error', () =>
      reject(new AppError('unavailable', `${file.name} could not be sent. Check the connection and try again.`)),
    )
    request.addEventListener('load', () => {
      const body = parsed(request.responseText)
      const media = request.status >= 200 && request.status < 300 ? Media.safeParse(body) : undefined
      if (media?.success) resolve(media.data)
      else reject(problemToError(request.status, body))
    })
    const form = new FormData()
    form.set('file', file)
    request.send(form)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** "412 KB", "3.1 MB". */
export const fileSize = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
