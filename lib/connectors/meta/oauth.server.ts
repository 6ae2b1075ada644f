import 'server-only'
import { now } from '@/lib/server/clock.server'
import { env } from '@/lib/server/env'
import { ConnectorError, type Connector, type Tokens } from '../define'
import { call, type Http } from '../http.server'
import { at, decimal, text } from '../json'
import { META, metaCall, node } from './client.server'

const SCOPES = [
  'ads_management',
  'ads_read',
  'business_management',
  'pages_show_list',
  'pages_read_engagement',
  'pages_manage_ads',
  'instagram_basic',
]
const DAYS = 86_400_000

export function metaOauth(http: Http): Connector['oauth'] {
  const access = (accessToken: string) => ({ accessToken, paceKey: 'meta:login' })
  return {
    needs: ['META_APP_ID', 'META_APP_SECRET'],
    usesPkce: false,
    // A long-lived token lives about 60 days and can only be exchanged while it still works.
    refreshAheadMs: 7 * DAYS,
    authorizeUrl,
    exchange: async ({ code, redirectUri }) => {
      const short = await token(http, { redirect_uri: redirectUri, code }, true)
      return token(http, { grant_type: 'fb_exchange_token', fb_exchange_token: short.accessToken }, false)
    },
    refresh: ({ accessToken }) =>
      token(http, { grant_type: 'fb_exchange_token', fb_exchange_token: accessToken }, false),
    whoAmI: async ({ accessToken }) => {
      const me = await node(http, access(accessToken), 'me', 'id,name')
      const externalUserId = text(at(me, 'id'))
      return { externalUserId, label: text(at(me, 'name')) || externalUserId }
    },
    revoke: async ({ accessToken }) => {
      await metaCall(http, access(accessToken), 'me/permissions', { method: 'DELETE' })
    },
  }
}

function authorizeUrl({ redirectUri, state }: { redirectUri: string; state: string }): string {
  const { META_OAUTH_DIALOG_URL, META_API_VERSION, META_APP_ID } = env()
  const query = new URLSearchParams({
    client_id: META_APP_ID,
    redirect_uri: redirectUri,
    state,
    scope: SCOPES.join(','),
    response_type: 'code',
  })
  return `${META_OAUTH_DIALOG_URL}/${META_API_VERSION}/dialog/oauth?${query.toString()}`
}

/** Exchanges a code or a token. Sent as a form, so that no secret stands in an address. A code is spent by its first use. */
async function token(http: Http, grant: Record<string, string>, isWrite: boolean): Promise<Tokens> {
  const { META_API_BASE_URL, META_API_VERSION, META_APP_ID, META_APP_SECRET } = env()
  const body = new URLSearchParams({ ...grant, client_id: META_APP_ID, client_secret: META_APP_SECRET })
  const secrets = [META_APP_SECRET, ...['code', 'fb_exchange_token'].flatMap((name) => grant[name] ?? [])]
  const url = `${META_API_BASE_URL}/${META_API_VERSION}/oauth/access_token`
  const { json } = await call(http, META, { method: 'POST', url, body, isWrite, secrets, paceKey: 'meta:oauth' })
  const accessToken = text(at(json, 'access_token'))
  if (!accessToken)
    throw new ConnectorError(
      'auth_reconnect',
      'Meta answered without an access token. Connect again on the integrations page.',
    )
  const seconds = decimal(at(json, 'expires_in'))
  return {
    accessToken,
    refreshToken: null,
    // Tokens of system users come without an end.
    expiresAt: seconds > 0 ? new Date((await now()).getTime() + seconds * 1000) : null,
    scopes: SCOPES,
  }
}
