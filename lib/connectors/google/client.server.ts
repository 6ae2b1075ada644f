import 'server-only'
import { env } from '@/lib/server/env'
import type { Caller, Json } from '../define'
import { type Answer, call, type Dialect, type Http } from '../http.server'
import { at, type Dict, text } from '../json'
import { googleFault } from './errors'
import { nextPage, rowsOf } from './map'
import { customerId } from './plan'

export const GOOGLE: Dialect = {
  name: 'Google Ads',
  requestId: (headers, json) =>
    headers.get('request-id') ?? (text(at(json, 'error', 'details', 0, 'requestId')) || undefined),
  // Google tells no usage: it refuses with RESOURCE_EXHAUSTED and a time.
  usage: () => undefined,
  fault: googleFault,
}

type Access = { accessToken: string; loginExternalId: string | null; paceKey: string }

export const accessOf = ({ credentials, account }: Caller): Access => ({
  accessToken: credentials.accessToken,
  loginExternalId: account.loginExternalId,
  paceKey: `google:${account.externalId}`,
})

/** One call below `/{version}/`. `path` is as in `customers/1/googleAds:mutate`. */
export function googleCall(
  http: Http,
  access: Access,
  path: string,
  options: { body?: Json; isWrite?: boolean } = {},
): Promise<Answer> {
  const { GOOGLE_ADS_API_BASE_URL, GOOGLE_ADS_API_VERSION, GOOGLE_ADS_DEVELOPER_TOKEN } = env()
  const headers: Record<string, string> = { authorization: `Bearer ${access.accessToken}` }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  // Through a manager account: without it Google refuses the child as not permitted.
  if (access.loginExternalId) headers['login-customer-id'] = customerId(access.loginExternalId)
  if (GOOGLE_ADS_DEVELOPER_TOKEN) headers['developer-token'] = GOOGLE_ADS_DEVELOPER_TOKEN
  return call(http, GOOGLE, {
    method: options.body === undefined ? 'GET' : 'POST',
    url: `${GOOGLE_ADS_API_BASE_URL}/${GOOGLE_ADS_API_VERSION}/${path}`,
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    isWrite: options.isWrite ?? false,
    secrets: [access.accessToken, GOOGLE_ADS_DEVELOPER_TOKEN ?? ''],
    paceKey: access.paceKey,
  })
}

/** All rows of a query at once: for answers of modest size. */
export async function rows(http: Http, access: Access, customer: string, query: string): Promise<Dict[]> {
  const answer = await googleCall(http, access, `customers/${customerId(customer)}/googleAds:searchStream`, {
    body: { query },
  })
  return rowsOf(answer.json)
}

/** The pages of a query, 10,000 rows each, so that a big account never has to fit in memory. */
export async function* pages(
  http: Http,
  access: Access,
  customer: string,
  query: string,
): AsyncGenerator<{ raw: Json; rows: Dict[] }> {
  let pageToken: string | undefined
  do {
    const body: Json = pageToken ? { query, pageToken } : { query }
    const answer = await googleCall(http, access, `customers/${customerId(customer)}/googleAds:search`, { body })
    yield { raw: answer.json ?? null, rows: rowsOf(answer.json) }
    pageToken = nextPage(answer.json)
  } while (pageToken)
}
