import 'server-only'
import { createHash } from 'node:crypto'
import type { Transaction } from '@/lib/server/prisma'
import { signIn } from '../account.server'
import { consentFault, consentPage } from '../consent'
import type { SandboxReply, SandboxRequest } from '../define'
import { isEmail, loginOf } from '../login'
import { findToken, issueCode, issueToken, redeemCode, revokeLogin, type TokenDetails } from '../token.server'
import { recordOf, textOf } from './json'
import { seedAccount } from './seed.server'

/* Google's consent screen and its token endpoint: authorisation codes with PKCE, refresh tokens that stay. */

const SCOPE = 'https://www.googleapis.com/auth/adwords'
const ACCESS_SECONDS = 3_599

const screen = (status: number, body: string): SandboxReply => ({ status, body })

/** Why a consent request cannot be shown, in Google's words; undefined when it can. */
function consentProblem(query: URLSearchParams): string | undefined {
  const redirect = query.get('redirect_uri') ?? ''
  if (!query.get('client_id')) return 'Error 400: invalid_request. Missing required parameter: client_id'
  if (!URL.canParse(redirect) || !/^https?:$/.test(new URL(redirect).protocol))
    return 'Error 400: redirect_uri_mismatch. The redirect_uri is missing or is not an http address.'
  if (query.get('response_type') !== 'code') return 'Error 400: invalid_request. response_type must be code'
  if (!query.get('scope')?.split(' ').includes(SCOPE)) return `Error 400: invalid_scope. The scope ${SCOPE} is missing.`
  const method = query.get('code_challenge_method')
  if (query.get('code_challenge') && method !== 'S256' && method !== 'plain')
    return 'Error 400: invalid_request. code_challenge_method must be S256 or plain'
  return undefined
}

function back(query: URLSearchParams, answer: Record<string, string>): SandboxReply {
  const target = new URL(query.get('redirect_uri') ?? '')
  const state = query.get('state')
  for (const [name, value] of Object.entries({ ...answer, ...(state === null ? {} : { state }) }))
    target.searchParams.set(name, value)
  return { status: 302, body: '', headers: { location: target.toString() } }
}

const show = (query: URLSearchParams, status: number, email?: string, fault?: string): SandboxReply =>
  screen(
    status,
    consentPage({
      platform: 'Google',
      app: query.get('client_id') ?? '',
      wishes: ['See, edit, create and delete your Google Ads accounts and data'],
      email: email ?? query.get('login_hint') ?? undefined,
      fault,
    }),
  )

/** `GET` shows the consent screen; `POST` is a person's decision, and goes back with a code or an error. */
export async function consent(tx: Transaction, request: SandboxRequest): Promise<SandboxReply> {
  const { query, method, now } = request
  const problem = consentProblem(query)
  if (problem) return screen(400, consentFault('Google', problem))
  if (method !== 'POST') return show(query, 200)
  const form = recordOf(request.body)
  if (form['decision'] !== 'allow') return back(query, { error: 'access_denied' })
  const email = loginOf(textOf(form['email']))
  if (!isEmail(email))
    return show(query, 400, textOf(form['email']), 'Write an e-mail address, such as ads@harbour.example.')
  await signIn(tx, 'google', email, now, seedAccount)
  const details: TokenDetails = {
    client_id: query.get('client_id') ?? '',
    redirect_uri: query.get('redirect_uri') ?? '',
    code_challenge: query.get('code_challenge') ?? '',
    code_challenge_method: query.get('code_challenge_method') ?? '',
    access_type: query.get('access_type') ?? 'online',
    prompt: query.get('prompt') ?? '',
  }
  const code = await issueCode(tx, 'google', { email, details, now })
  return back(query, { code, scope: SCOPE })
}

const refusal = (error: string, description: string, status = 400): SandboxReply => ({
  status,
  body: { error, error_description: description },
})

/** RFC 7636: the verifier's digest is the challenge. A code without a challenge takes no verifier. */
function meetsChallenge(
  { code_challenge: challenge, code_challenge_method: method }: TokenDetails,
  verifier: string,
): boolean {
  if (!challenge) return true
  if (method !== 'S256') return verifier === challenge
  return createHash('sha256').update(verifier).digest('base64url') === challenge
}

type Form = Record<string, unknown>

async function grant(tx: Transaction, email: string, details: TokenDetails, now: Date) {
  const expiresAt = new Date(now.getTime() + ACCESS_SECONDS * 1000)
  const access = await issueToken(tx, 'google', { kind: 'access', email, details, now, expiresAt })
  return { access_token: access, expires_in: ACCESS_SECONDS, scope: SCOPE, token_type: 'Bearer' }
}

/** A code can be tried once: a wrong verifier or address spends it, as at Google. */
async function redeem(tx: Transaction, form: Form, now: Date): Promise<SandboxReply> {
  const known = await redeemCode(tx, 'google', textOf(form['code']), now)
  if (!known) return refusal('invalid_grant', 'Malformed auth code.')
  const { details, email } = known
  if (details['client_id'] !== form['client_id']) return refusal('unauthorized_client', 'Unauthorized', 401)
  if (details['redirect_uri'] !== form['redirect_uri']) return refusal('redirect_uri_mismatch', 'Bad Request')
  const verifier = textOf(form['code_verifier'])
  if (details['code_challenge'] && verifier === '') return refusal('invalid_grant', 'Missing code verifier.')
  if (!meetsChallenge(details, verifier)) return refusal('invalid_grant', 'Invalid code verifier.')
  const kept: TokenDetails = { client_id: details['client_id'] ?? '' }
  const tokens = await grant(tx, email, kept, now)
  // A refresh token comes with offline access only, and a second one only when consent was asked for again.
  const held = await tx.sandboxToken.count({ where: { platform: 'google', kind: 'refresh', email, revokedAt: null } })
  if (details['access_type'] !== 'offline' || (held > 0 && details['prompt'] !== 'consent'))
    return { status: 200, body: tokens }
  const refresh = await issueToken(tx, 'google', { kind: 'refresh', email, details: kept, now, expiresAt: null })
  return { status: 200, body: { ...tokens, refresh_token: refresh } }
}

async function refresh(tx: Transaction, form: Form, now: Date): Promise<SandboxReply> {
  const known = await findToken(tx, 'google', 'refresh', textOf(form['refresh_token']), now)
  if (known?.state !== 'valid') return refusal('invalid_grant', 'Token has been expired or revoked.')
  if (known.details['client_id'] !== form['client_id']) return refusal('unauthorized_client', 'Unauthorized', 401)
  return { status: 200, body: await grant(tx, known.email, known.details, now) }
}

/** `POST /token` with a form: `authorization_code` or `refresh_token`. */
export async function token(tx: Transaction, request: SandboxRequest): Promise<SandboxReply> {
  const form = recordOf(request.body)
  if (request.bodyType !== 'form') return refusal('invalid_request', 'The body must be a form.')
  if (!form['client_id']) return refusal('invalid_request', 'Could not determine client ID from request.')
  if (!form['client_secret']) return refusal('invalid_request', 'client_secret is missing.')
  switch (form['grant_type']) {
    case 'authorization_code':
      return redeem(tx, form, request.now)
    case 'refresh_token':
      return refresh(tx, form, request.now)
    default:
      return refusal('unsupported_grant_type', `Invalid grant_type: ${textOf(form['grant_type'])}`)
  }
}

/** `POST /revoke`: any token of a login ends all of them, as removing the application's access does. */
export async function revoke(tx: Transaction, request: SandboxRequest): Promise<SandboxReply> {
  const text = textOf(recordOf(request.body)['token']) || (request.query.get('token') ?? '')
  for (const kind of ['refresh', 'access'] as const) {
    const known = await findToken(tx, 'google', kind, text, request.now)
    if (known && known.state !== 'revoked') {
      await revokeLogin(tx, 'google', known.email, request.now)
      return { status: 200, body: {} }
    }
  }
  return refusal('invalid_token', 'Token expired or revoked')
}
