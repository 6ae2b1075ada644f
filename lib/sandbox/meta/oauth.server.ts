import 'server-only'
import { env } from '@/lib/server/env'
import { sameText } from '@/lib/server/crypto'
import type { Transaction } from '@/lib/server/prisma'
import { signIn } from '../account.server'
import { consentFault, consentPage } from '../consent'
import type { SandboxReply, SandboxRequest } from '../define'
import { isEmail, loginOf } from '../login'
import { findToken, issueCode, issueToken, redeemCode } from '../token.server'
import { metaUser } from './asset'
import { expired, refuse } from './error'
import { dict, word } from './json'
import { rawParams } from './request'
import { seedAccount } from './seed.server'

const SHORT_MS = 2 * 3_600_000
const LONG_MS = 60 * 86_400_000

const WISHES: Record<string, string> = {
  ads_management: 'create and change your ads',
  ads_read: "read your ads' figures",
  business_management: 'read your business accounts',
  pages_show_list: 'list your pages',
  pages_read_engagement: 'read your pages',
  pages_manage_ads: 'advertise for your pages',
  instagram_basic: 'see your Instagram profiles',
  leads_retrieval: 'read leads from your forms',
}

type Wish = { clientId: string; redirectUri: string; state: string; scopes: string[] }

const isRedirect = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

function wishOf({ query }: SandboxRequest): Wish | string {
  const clientId = query.get('client_id') ?? ''
  const redirectUri = query.get('redirect_uri') ?? ''
  if (clientId !== env().META_APP_ID) return `No application has the client_id "${clientId}".`
  if (!isRedirect(redirectUri)) return 'The redirect_uri is missing or is not a web address.'
  if ((query.get('response_type') ?? 'code') !== 'code') return 'Only response_type=code is offered.'
  const scopes = (query.get('scope') ?? '').split(/[,\s]+/).filter(Boolean)
  const unknown = scopes.find((scope) => !(scope in WISHES) && scope !== 'email' && scope !== 'public_profile')
  if (unknown !== undefined) return `Invalid Scopes: ${unknown}.`
  return { clientId, redirectUri, state: query.get('state') ?? '', scopes }
}

const backTo = (redirectUri: string, values: Record<string, string>): SandboxReply => {
  const url = new URL(redirectUri)
  for (const [key, value] of Object.entries(values)) url.searchParams.set(key, value)
  return { status: 302, body: {}, headers: { location: url.toString() } }
}

const page = (scopes: readonly string[], again: { email?: string; fault?: string } = {}): string =>
  consentPage({ platform: 'Meta', app: 'Paceline', wishes: scopes.map((scope) => WISHES[scope] ?? scope), ...again })

/** `GET` and `POST /dialog/oauth`: the consent screen and its answer. */
export async function dialog(tx: Transaction, request: SandboxRequest): Promise<SandboxReply> {
  const wish = wishOf(request)
  if (typeof wish === 'string') return { status: 400, body: consentFault('Meta', wish) }
  if (request.method !== 'POST') return { status: 200, body: page(wish.scopes) }
  const { email: typed, decision } = dict(request.body)
  if (word(decision) !== 'allow')
    return backTo(wish.redirectUri, {
      error: 'access_denied',
      error_code: '200',
      error_description: 'Permissions error',
      error_reason: 'user_denied',
      state: wish.state,
    })
  const email = loginOf(word(typed))
  if (!isEmail(email))
    return {
      status: 400,
      body: page(wish.scopes, { email, fault: 'Enter an e-mail address like ads@harbour.example.' }),
    }
  await signIn(tx, 'meta', email, request.now, seedAccount)
  const details = { client_id: wish.clientId, redirect_uri: wish.redirectUri, scope: wish.scopes.join(',') }
  const code = await issueCode(tx, 'meta', { email, details, now: request.now })
  return backTo(wish.redirectUri, { code, state: wish.state })
}

/** The application proves itself by id and secret. */
function requireApp(params: Record<string, unknown>): void {
  if (word(params['client_id']) !== env().META_APP_ID)
    refuse({ message: 'Error validating application. Cannot get application info due to a system error.', code: 101 })
  if (!sameText(word(params['client_secret']), env().META_APP_SECRET))
    refuse({ message: 'Error validating client secret.', code: 1 })
}

async function byCode(
  tx: Transaction,
  request: SandboxRequest,
  params: Record<string, unknown>,
): Promise<SandboxReply> {
  const code = await redeemCode(tx, 'meta', word(params['code']), request.now)
  if (!code)
    return refuse({ message: 'This authorization code has expired or has been used.', code: 100, subcode: 36009 })
  if (code.details['redirect_uri'] !== word(params['redirect_uri']))
    return refuse({
      message:
        'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
      code: 100,
      subcode: 36008,
    })
  return grant(tx, request, code.email, code.details, SHORT_MS)
}

async function byToken(
  tx: Transaction,
  request: SandboxRequest,
  params: Record<string, unknown>,
): Promise<SandboxReply> {
  const known = await findToken(tx, 'meta', 'access', word(params['fb_exchange_token']), request.now)
  if (!known) return refuse({ message: 'Invalid OAuth access token - Cannot parse access token', code: 190 })
  if (known.state === 'revoked')
    return refuse({
      message: `Error validating access token: The user has not authorized application ${env().META_APP_ID}.`,
      code: 190,
      subcode: 458,
    })
  if (known.state !== 'valid') return refuse(expired())
  return grant(tx, request, known.email, known.details, LONG_MS)
}

async function grant(
  tx: Transaction,
  { now }: SandboxRequest,
  email: string,
  details: Record<string, string>,
  lives: number,
): Promise<SandboxReply> {
  const token = await issueToken(tx, 'meta', {
    kind: 'access',
    email,
    details,
    now,
    expiresAt: new Date(now.getTime() + lives),
  })
  return {
    status: 200,
    body: { access_token: token, token_type: 'bearer', expires_in: Math.floor(lives / 1000) },
    effects: ['issue token'],
  }
}

/** `/oauth/access_token`: a code becomes a token of two hours, a token that works one of sixty days. */
export async function accessToken(tx: Transaction, request: SandboxRequest): Promise<SandboxReply> {
  const params = rawParams(request)
  requireApp(params)
  if (word(params['grant_type']) === 'fb_exchange_token') return byToken(tx, request, params)
  if (word(params['code']) === '') return refuse({ message: 'Missing authorization code', code: 1 })
  return byCode(tx, request, params)
}

const seconds = (at: Date | null): number => (at ? Math.floor(at.getTime() / 1000) : 0)

/** `/debug_token`: what a token is, asked with the application's own token `id|secret`. */
export async function debugToken(tx: Transaction, request: SandboxRequest): Promise<SandboxReply> {
  const params = rawParams(request)
  const header = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const app = word(params['access_token']) || (header ?? '')
  if (!sameText(app, `${env().META_APP_ID}|${env().META_APP_SECRET}`))
    return refuse({
      message:
        '(#100) You must provide an app access token, or a user access token that is an owner or developer of the app',
      code: 100,
    })
  const known = await findToken(tx, 'meta', 'access', word(params['input_token']), request.now)
  if (!known)
    return {
      status: 200,
      body: { data: { is_valid: false, scopes: [], error: { code: 190, message: 'Invalid OAuth access token.' } } },
    }
  const scopes = [...(known.details['scope'] ?? '').split(',').filter(Boolean), 'public_profile']
  const data = {
    app_id: env().META_APP_ID,
    type: 'USER',
    application: 'Paceline',
    data_access_expires_at: seconds(new Date(known.createdAt.getTime() + 90 * 86_400_000)),
    expires_at: seconds(known.expiresAt),
    issued_at: seconds(known.createdAt),
    is_valid: known.state === 'valid',
    scopes,
    granular_scopes: scopes.map((scope) => ({ scope })),
    user_id: metaUser(known.email).id,
  }
  return { status: 200, body: { data } }
}
