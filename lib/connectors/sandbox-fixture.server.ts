import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { listenSandbox } from '@/lib/sandbox/listen.server'
import { setEnvironment } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import type { Caller, Connector, MediaLoader, PlannedWrite, RemoteAccount, Tokens } from './define'
import { resolveReferences } from '@/lib/launch/references'

/** The sandbox platforms over real HTTP, for tests of the connectors. */

export async function startSandbox(): Promise<{ origin: string; close(): Promise<void> }> {
  const { origin, close } = await listenSandbox()
  setEnvironment({
    SANDBOX: '1',
    GOOGLE_ADS_API_BASE_URL: `${origin}/api/sandbox/google`,
    GOOGLE_OAUTH_AUTHORIZE_URL: '/api/sandbox/google/o/oauth2/v2/auth',
    GOOGLE_OAUTH_TOKEN_URL: `${origin}/api/sandbox/google/token`,
    META_API_BASE_URL: `${origin}/api/sandbox/meta`,
    META_OAUTH_DIALOG_URL: '/api/sandbox/meta',
  })
  return { origin, close }
}

const REDIRECT = 'http://127.0.0.1:3000/api/integrations/callback'

/** What a person does in the browser: agrees on the consent screen. Returns the code's tokens. */
export async function consent(connector: Connector, origin: string, email: string): Promise<Tokens> {
  const verifier = connector.oauth.usesPkce ? randomBytes(32).toString('base64url') : null
  const challenge = verifier && createHash('sha256').update(verifier).digest('base64url')
  const address = connector.oauth.authorizeUrl({ redirectUri: REDIRECT, state: 'st-1', challenge })
  const url = new URL(address, origin)
  const screen = await fetch(url)
  if (!screen.ok) throw new Error(`The consent screen answered ${screen.status}: ${await screen.text()}`)
  const form = new URLSearchParams({ email, decision: 'allow' })
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '', origin)
  const code = back.searchParams.get('code')
  if (!code || back.searchParams.get('state') !== 'st-1') throw new Error(`No code came back: ${back.toString()}`)
  return connector.oauth.exchange({ code, redirectUri: REDIRECT, verifier })
}

export const callerOf = (connector: Connector, tokens: Tokens, account: RemoteAccount): Caller => ({
  credentials: { accessToken: tokens.accessToken },
  account: {
    id: '0199f2d0-0000-7000-8000-0000000000cc',
    platform: connector.platform,
    externalId: account.externalId,
    loginExternalId: account.loginExternalId,
    name: account.name,
    currency: account.currency,
    timezone: account.timezone,
  },
})

/** A picture of 600 x 600 in the colour that its hash begins with, for uploads. */
export const plainPicture: MediaLoader = async (hash) => {
  const { default: sharp } = await import('sharp')
  const background = `#${hash.slice(0, 6)}`
  const bytes = await sharp({ create: { width: 600, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { bytes, mime: 'image/jpeg', filename: `${hash.slice(0, 6)}.jpg` }
}

export const resolved = (write: PlannedWrite, ids: Record<string, string>): PlannedWrite => ({
  ...write,
  request: resolveReferences(write.request, ids),
})

/** What requests have made or changed so far, from the sandbox's own record: `create campaign 123`. */
export async function effects(platform: 'google' | 'meta', containing: string): Promise<string[]> {
  const rows = await unsafeDb().sandboxJournal.findMany({
    where: { platform },
    orderBy: { seq: 'asc' },
    select: { effects: true },
  })
  return rows
    .flatMap((row) => (Array.isArray(row.effects) ? row.effects : []))
    .filter((effect): effect is string => typeof effect === 'string' && effect.includes(containing))
}
