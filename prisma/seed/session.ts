import 'next/dist/server/node-environment-baseline.js'
import { encode } from 'next-auth/jwt'
import { HeadersAdapter } from 'next/dist/server/web/spec-extension/adapters/headers.js'
import { RequestCookiesAdapter } from 'next/dist/server/web/spec-extension/adapters/request-cookies.js'
import { RequestCookies } from 'next/dist/server/web/spec-extension/cookies.js'
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external.js'
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external.js'
import { sessionSecret } from '@/lib/server/crypto'
import { unsafeDb } from '@/lib/server/unsafe.server'

/** The signed cookie that a person's browser holds after signing in. */
export async function sessionCookie(email: string): Promise<string> {
  const { id, name, sessionEpoch } = await unsafeDb().user.findUniqueOrThrow({ where: { email } })
  const token = await encode({ token: { sub: id, name, email, epoch: sessionEpoch }, secret: sessionSecret() })
  return `next-auth.session-token=${token}`
}

/**
 * Runs a door as Next.js does for a browser's request: with its headers and cookies, and nothing else stood in for.
 * `cookie` null: a browser without a session.
 */
export function inBrowser<T>(cookie: string | null, run: () => Promise<T>): Promise<T> {
  const headers = new Headers({ host: 'localhost:3000', ...(cookie === null ? {} : { cookie }) })
  const unit = {
    type: 'request',
    phase: 'render',
    headers: HeadersAdapter.seal(headers),
    cookies: RequestCookiesAdapter.seal(new RequestCookies(headers)),
    implicitTags: { tags: [], expirationsByCacheKind: new Map() },
    url: { pathname: '/', search: '' },
    rootParams: {},
  }
  const work = { route: '/', forceStatic: false, dynamicShouldError: false, isStaticGeneration: false }
  // Next's own types ask for a whole server's state; these are the fields that headers() and cookies() read.
  const within = workAsyncStorage.run.bind(workAsyncStorage) as (store: unknown, next: () => Promise<T>) => Promise<T>
  const request = workUnitAsyncStorage.run.bind(workUnitAsyncStorage) as typeof within
  return within(work, () => request(unit, run))
}
