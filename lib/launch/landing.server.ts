import 'server-only'
import { lookup as resolveName, type LookupAddress } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { checkUrl, isPrivateHost } from '@/lib/ad/url'
import { env } from '@/lib/server/env'

/** What a landing page answered. `lost`: parameters that its redirects dropped. */
export type Landing =
  | { ok: true; status: number; ms: number; redirects: number; lost: string[]; message: string }
  | { ok: false; message: string }

const MOST_REDIRECTS = 5
const TIMEOUT_MS = 6_000

/** Resolves a name and refuses it when any of its addresses is private: a page must not lead into our own network. */
const publicOnly: LookupFunction = (hostname, options, done) => {
  resolveName(hostname, { ...options, all: true }, (error, found) => {
    const addresses: LookupAddress[] = found ?? []
    const isPrivate = addresses.some(({ address, family }) => isPrivateHost(family === 6 ? `[${address}]` : address))
    if (error) return done(error, [])
    if (isPrivate && !env().SANDBOX) return done(new Error('private address'), [])
    done(null, options.all ? addresses : (addresses[0]?.address ?? ''), addresses[0]?.family)
  })
}

type Answer = { status: number; location: string | undefined }

function ask(url: URL): Promise<Answer> {
  const { get } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      {
        lookup: publicOnly,
        timeout: TIMEOUT_MS,
        // However slowly the head drips in.
        signal: AbortSignal.timeout(2 * TIMEOUT_MS),
        headers: { 'user-agent': 'Paceline landing page check', accept: 'text/html' },
      },
      (response) => {
        // Only the head is of interest.
        response.destroy()
        resolve({ status: response.statusCode ?? 0, location: response.headers.location })
      },
    )
    request.on('timeout', () => request.destroy(new Error('timeout')))
    request.on('error', reject)
  })
}

const sentenceOf = (error: unknown, host: string): string => {
  const text = error instanceof Error ? error.message : ''
  if (text === 'timeout')
    return `${host} gave no answer within ${TIMEOUT_MS / 1000} seconds. Check that the page is up.`
  if (text === 'private address') return `${host} leads into a private network. Use the public address of the page.`
  return `${host} could not be reached from here. Open the page in a browser to be sure that it works.`
}

/** Asks for a landing page as a visitor would, redirects included, and looks whether its parameters survive. */
export async function checkLanding(finalUrl: string): Promise<Landing> {
  const first = checkUrl(finalUrl, { allowPrivate: env().SANDBOX })
  if (!first.ok) return { ok: false, message: first.error.message }
  const began = performance.now()
  let url = first.value
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    try {
      const { status, location } = await ask(url)
      if (status >= 300 && status < 400 && location && URL.canParse(location, url)) {
        const next = checkUrl(new URL(location, url).href, { allowPrivate: env().SANDBOX })
        if (!next.ok)
          return {
            ok: false,
            message: `${url.host} redirects to an address that cannot be used. ${next.error.message}`,
          }
        url = next.value
        continue
      }
      return answerOf(status, Math.round(performance.now() - began), redirects, lostFrom(first.value, url), url.host)
    } catch (error) {
      return { ok: false, message: sentenceOf(error, url.host) }
    }
  }
  return {
    ok: false,
    message: `${first.value.host} redirects more than ${MOST_REDIRECTS} times. Use the address that it ends at.`,
  }
}

/** Parameters of the first address that the last one does not carry with the same value. */
const lostFrom = (from: URL, to: URL): string[] =>
  [...from.searchParams].flatMap(([key, value]) => (to.searchParams.get(key) === value ? [] : [key]))

function answerOf(status: number, ms: number, redirects: number, lost: string[], host: string): Landing {
  if (status >= 400)
    return { ok: false, message: `${host} answers ${status}. People who click would see an error; check the address.` }
  const survives =
    redirects === 0
      ? 'It does not redirect.'
      : lost.length === 0
        ? 'All parameters survive its redirect.'
        : `Its redirect drops ${lost.join(', ')}: visits could not be told apart.`
  return { ok: true, status, ms, redirects, lost, message: `Answered ${status} in ${ms} ms. ${survives}` }
}
