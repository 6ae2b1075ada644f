import { problemToError, withQuery } from '@/lib/client/api'
import { AppError } from '@/lib/core/errors'
import { SaveAnswer, StoredBuild, type BuildSave } from './schema'

/** Browsers refuse larger bodies for requests that outlive the page. */
const KEEPALIVE_BYTES = 60_000

const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

async function request(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (cause) {
    throw new AppError('unavailable', 'Paceline could not be reached. What you typed is kept in this browser.', {
      cause,
    })
  }
}

const address = (agency: string, buildId: string): string => withQuery(`/api/builds/${buildId}`, { agency })

/**
 * Sends a draft. A draft that somebody else changed comes back as `ok: false` with what is stored.
 * `leaving`: the page goes away; the request goes on without it where it is small enough.
 */
export async function putBuild(
  agency: string,
  buildId: string,
  save: BuildSave,
  options: { leaving?: boolean } = {},
): Promise<SaveAnswer> {
  const body = JSON.stringify(save)
  const response = await request(address(agency, buildId), {
    method: 'PUT',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body,
    keepalive: options.leaving === true && new TextEncoder().encode(body).length < KEEPALIVE_BYTES,
  })
  const value = await bodyOf(response)
  const answer = response.ok || response.status === 409 ? SaveAnswer.safeParse(value) : undefined
  if (answer?.success) return answer.data
  throw problemToError(response.status, value, response.headers.get('retry-after'))
}

/** The draft as the server has it now. */
export async function fetchBuild(agency: string, buildId: string): Promise<StoredBuild> {
  const response = await request(address(agency, buildId), { headers: { accept: 'application/json' } })
  const value = await bodyOf(response)
  if (!response.ok) throw problemToError(response.status, value)
  return StoredBuild.parse(value)
}
