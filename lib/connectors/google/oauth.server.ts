import 'server-only'
import { now } from '@/lib/server/clock.server'
import { env } from '@/lib/server/env'
import { ConnectorError, type Connector, type Credentials, type RemoteUser, type Tokens } from '../define'
import { call, type Http } from '../http.server'
import { at, decimal, text, texts } from '../json'
import { GOOGLE, googleCall, rows } from './client.server'
import { CUSTOMER } from './gaql'
import { idOf } from './map'

const SCOPE = 'https://www.googleapis.com/auth/adwords'
const MINUTES = 60_000

export function googleOauth(http: Http): Connector['oauth'] {
  return {
    needs: ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    usesPkce: true,
    // More than the time between two sweeps, so that the token of an hour is renewed by one of them.
    refreshAheadMs: 15 * MINUTES,
    authorizeUrl,
    exchange: ({ code, redirectUri, verifier }) =>
      token(
        http,
        {
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          ...(verifier ? { code_verifier: verifier } : {}),
        },
        null,
      ),
    refresh: ({ refreshToken }) => {
      if (!refreshToken)
        throw new ConnectorError(
          'auth_reconnect',
          'Google gave no refresh token for this connection. Reconnect it on the integrations page.',
        )
      return token(http, { grant_type: 'refresh_token', refresh_token: refreshToken }, refreshToken)
    },
    whoAmI: (credentials) => whoAmI(http, credentials),
    revoke: async ({ accessToken, refreshToken }) => {
      const url = env().GOOGLE_OAUTH_TOKEN_URL.replace(/\/token$/, '/revoke')
      const secret = refreshToken ?? accessToken
      // Revoking twice is harmless, so it may be repeated like a read.
      await call(http, GOOGLE, {
        method: 'POST',
        url,
        body: new URLSearchParams({ token: secret }),
        isWrite: false,
        secrets: [secret],
        paceKey: 'google:oauth',
      })
    },
  }
}

function authorizeUrl({
  redirectUri,
  state,
  challenge,
}: {
  redirectUri: string
  state: string
  challenge: string | null
}): string {
  const { GOOGLE_OAUTH_AUTHORIZE_URL, GOOGLE_CLIENT_ID } = env()
  const query = new URLSearchParams({
    client_id: GOOGLE_CLIENT_ID,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: SCOPE,
    access_type: 'offline',
    // Without a new consent Google gives no refresh token to a login that it has seen before.
    prompt: 'consent',
    include_granted_scopes: 'true',
    state,
    ...(challenge ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
  })
  return `${GOOGLE_OAUTH_AUTHORIZE_URL}?${query.toString()}`
}

/** Exchanges a grant for tokens. `kept`: Google does not rotate refresh tokens and leaves them out when refreshing. */
async function token(http: Http, grant: Record<string, string>, kept: string | null): Promise<Tokens> {
  const { GOOGLE_OAUTH_TOKEN_URL, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env()
  const body = new URLSearchParams({ ...grant, client_id: GOOGLE_CLIENT_ID, client_secret: GOOGLE_CLIENT_SECRET })
  const secrets = [
    GOOGLE_CLIENT_SECRET,
    ...['code', 'code_verifier', 'refresh_token'].flatMap((name) => grant[name] ?? []),
  ]
  // A refresh may be repeated; an authorization code is spent by its first use.
  const isWrite = grant['grant_type'] === 'authorization_code'
  const { json } = await call(http, GOOGLE, {
    method: 'POST',
    url: GOOGLE_OAUTH_TOKEN_URL,
    body,
    isWrite,
    secrets,
    paceKey: 'google:oauth',
  })
  const accessToken = text(at(json, 'access_token'))
  if (!accessToken)
    throw new ConnectorError(
      'auth_reconnect',
      'Google answered without an access token. Connect again on the integrations page.',
    )
  const seconds = decimal(at(json, 'expires_in'))
  return {
    accessToken,
    refreshToken: text(at(json, 'refresh_token')) || kept,
    expiresAt: seconds > 0 ? new Date((await now()).getTime() + seconds * 1000) : null,
    scopes: text(at(json, 'scope')).split(' ').filter(Boolean),
  }
}

/** The customers that a login reaches, sorted, so that the same login has the same first one each time. */
export async function accessibleCustomers(http: Http, { accessToken }: Credentials): Promise<string[]> {
  const { json } = await googleCall(
    http,
    { accessToken, loginExternalId: null, paceKey: 'google:login' },
    'customers:listAccessibleCustomers',
  )
  return texts(at(json, 'resourceNames')).map(idOf).sort()
}

/** The ads scope tells no e-mail address: a login is known by the first customer that it reaches. */
async function whoAmI(http: Http, credentials: Credentials): Promise<RemoteUser> {
  const [first] = await accessibleCustomers(http, credentials)
  if (!first)
    throw new ConnectorError(
      'permission',
      'This Google login reaches no Google Ads account. Ask for access to one, then connect again.',
    )
  return { externalUserId: first, label: (await nameOf(http, credentials, first)) || first }
}

async function nameOf(http: Http, { accessToken }: Credentials, customer: string): Promise<string> {
  try {
    const [row] = await rows(
      http,
      { accessToken, loginExternalId: customer, paceKey: 'google:login' },
      customer,
      CUSTOMER,
    )
    return text(at(row, 'customer', 'descriptiveName'))
  } catch (error) {
    // A closed customer cannot be asked for its name; the login is good all the same.
    if (error instanceof ConnectorError && (error.fault === 'permission' || error.fault === 'config')) return ''
    throw error
  }
}
