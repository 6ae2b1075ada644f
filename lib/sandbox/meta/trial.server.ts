import 'server-only'
import { env } from '@/lib/server/env'
import { dict, word } from './json'

/** Drives the sandbox's Meta over HTTP as an application would: the consent screen, tokens, calls. For tests and proofs. */

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> }
export type Body = Record<string, unknown>

const REDIRECT = 'https://paceline.example/callback'

export type MetaTrial = {
  token: string
  get(path: string, query?: Record<string, string>): Promise<Answer>
  /** Sends JSON; `form` sends the same as a form, with nested values as JSON text. */
  post(path: string, body: Body): Promise<Answer>
  form(path: string, body: Body): Promise<Answer>
  remove(path: string): Promise<Answer>
  /** The bare id of the account of that name. */
  account(name: string): Promise<string>
}

async function answered(response: Response): Promise<Answer> {
  const text = await response.text()
  const body: unknown = text.startsWith('{') ? JSON.parse(text) : { text }
  return { status: response.status, headers: response.headers, body: dict(body) }
}

/** The address of the consent screen, with a wish for everything. */
export function dialogUrl(base: string, more: Record<string, string> = {}): string {
  const scope = 'ads_management,ads_read,business_management,pages_show_list,pages_read_engagement'
  const query = new URLSearchParams({
    client_id: env().META_APP_ID,
    redirect_uri: REDIRECT,
    state: 's t/1',
    scope,
    response_type: 'code',
    ...more,
  })
  return `${base}/v25.0/dialog/oauth?${query}`
}

/** Posts the consent form; gives the address that the browser is sent to. */
export async function consent(
  base: string,
  form: Record<string, string>,
  more: Record<string, string> = {},
): Promise<{ status: number; location: URL | null; text: string }> {
  const response = await fetch(dialogUrl(base, more), {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
  const location = response.headers.get('location')
  return { status: response.status, location: location ? new URL(location) : null, text: await response.text() }
}

export async function exchange(base: string, values: Record<string, string>): Promise<Answer> {
  const query = new URLSearchParams({
    client_id: env().META_APP_ID,
    client_secret: env().META_APP_SECRET,
    redirect_uri: REDIRECT,
    ...values,
  })
  return answered(await fetch(`${base}/v25.0/oauth/access_token?${query}`))
}

const formOf = (body: Body): URLSearchParams =>
  new URLSearchParams(
    Object.entries(body).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  )

/** Calls with a token that one has. */
export function metaClient(base: string, token: string): MetaTrial {
  const authorization = `Bearer ${token}`
  const url = (path: string, query?: Record<string, string>): string =>
    `${base}/v25.0/${path}${query ? `?${new URLSearchParams(query)}` : ''}`
  const get = async (path: string, query?: Record<string, string>) =>
    answered(await fetch(url(path, query), { headers: { authorization } }))
  const post = async (path: string, body: Body) =>
    answered(
      await fetch(url(path), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  const form = async (path: string, body: Body) =>
    answered(await fetch(url(path), { method: 'POST', headers: { authorization }, body: formOf(body) }))
  const remove = async (path: string) =>
    answered(await fetch(url(path), { method: 'DELETE', headers: { authorization } }))
  const account = async (name: string): Promise<string> => {
    const { body } = await get('me/adaccounts', { fields: 'account_id,name' })
    const rows = Array.isArray(body['data']) ? body['data'].map(dict) : []
    const found = rows.find((row) => row['name'] === name)
    if (!found) throw new RangeError(`The login has no account "${name}".`)
    return word(found['account_id'])
  }
  return { token, get, post, form, remove, account }
}

/** Signs a person in through the screen; the token lives two hours. `base` is the sandbox's address of Meta. */
export async function signInBriefly(base: string, email: string): Promise<MetaTrial> {
  const { location } = await consent(base, { email, decision: 'allow' })
  const { body } = await exchange(base, { code: location?.searchParams.get('code') ?? '' })
  return metaClient(base, word(body['access_token']))
}

/** Signs a person in with a token of sixty days. */
export async function signInToMeta(base: string, email: string): Promise<MetaTrial> {
  const { token } = await signInBriefly(base, email)
  const { body } = await exchange(base, { grant_type: 'fb_exchange_token', fb_exchange_token: token })
  return metaClient(base, word(body['access_token']))
}
