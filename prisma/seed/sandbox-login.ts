import type { Scope } from '@/lib/access/scope'
import { AppError } from '@/lib/core/errors'
import { finishConnect, startConnect } from '@/lib/integration/oauth.server'
import type { Provider } from '@/lib/integration/schema'
import { env } from '@/lib/server/env'

/** The addresses of a sandbox that listens elsewhere than in the web application. */
export const sandboxEnvironment = (origin: string): Record<string, string> => ({
  GOOGLE_ADS_API_BASE_URL: `${origin}/api/sandbox/google`,
  GOOGLE_OAUTH_AUTHORIZE_URL: `${origin}/api/sandbox/google/o/oauth2/v2/auth`,
  GOOGLE_OAUTH_TOKEN_URL: `${origin}/api/sandbox/google/token`,
  META_API_BASE_URL: `${origin}/api/sandbox/meta`,
  META_OAUTH_DIALOG_URL: `${origin}/api/sandbox/meta`,
})

/** Goes through a sandbox platform's consent screen as the given login would, for the person of the scope. */
export async function connectSandbox(scope: Scope, provider: Provider, email: string): Promise<void> {
  const origin = env().APP_URL ?? `http://localhost:${env().PORT}`
  const { url } = await startConnect(scope, { provider, returnTo: '/' }, origin)
  const allowed = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, decision: 'allow' }),
  })
  const back = allowed.headers.get('location')
  if (!back)
    throw new AppError('upstream', `The sandbox of ${provider} did not let ${email} in: ${await allowed.text()}`)
  const { searchParams } = new URL(back)
  const callback = {
    provider,
    state: searchParams.get('state') ?? '',
    code: searchParams.get('code'),
    error: searchParams.get('error'),
    origin,
  }
  await finishConnect(callback, async () => scope)
}
