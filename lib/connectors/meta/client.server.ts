import 'server-only'
import { createHmac } from 'node:crypto'
import { env } from '@/lib/server/env'
import { type Caller, ConnectorError, type Json } from '../define'
import { type Answer, call, type Dialect, type Http } from '../http.server'
import { at, type Dict, text } from '../json'
import { metaFault, metaUsage } from './errors'
import { dataOf, nextCursor } from './map'

export const META: Dialect = {
  name: 'Meta',
  requestId: (headers, json) =>
    headers.get('x-fb-request-id') ??
    headers.get('x-fb-trace-id') ??
    (text(at(json, 'error', 'fbtrace_id')) || undefined),
  usage: (headers) => metaUsage(headers)?.percent,
  fault: metaFault,
}

type Access = { accessToken: string; paceKey: string }

export const accessOf = ({ credentials, account }: Caller): Access => ({
  accessToken: credentials.accessToken,
  paceKey: `meta:${account.externalId}`,
})

type Request =
  | { method: 'GET' | 'DELETE'; query?: Record<string, Json> }
  | { method: 'POST'; body: Dict | FormData; isWrite?: boolean }

/** Nested values travel as JSON text in form fields and queries. */
const encoded = (values: Record<string, Json>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : text(value),
    ]),
  )

/** One call below `/{version}/`. The token goes in a header, never in the address. */
export function metaCall(http: Http, access: Access, path: string, request: Request): Promise<Answer> {
  const { META_API_BASE_URL, META_API_VERSION, META_APP_SECRET } = env()
  const proof = createHmac('sha256', META_APP_SECRET).update(access.accessToken).digest('hex')
  const query = encoded({ ...(request.method === 'POST' ? {} : request.query), appsecret_proof: proof })
  const body =
    request.method === 'POST' ? (request.body instanceof FormData ? request.body : encoded(request.body)) : undefined
  return call(http, META, {
    method: request.method,
    url: `${META_API_BASE_URL}/${META_API_VERSION}/${path}?${query.toString()}`,
    headers: { authorization: `Bearer ${access.accessToken}` },
    body,
    isWrite: request.method === 'POST' && request.isWrite !== false,
    secrets: [access.accessToken, META_APP_SECRET, proof],
    paceKey: access.paceKey,
  })
}

const PAGE_SIZE = 500
/** Below this a page that is still too large is given up. */
const SMALLEST_PAGE = 25

/** The pages of an edge. A page that Meta finds too large is asked for again with fewer rows, from the same cursor. */
export async function* pages(
  http: Http,
  access: Access,
  path: string,
  query: Record<string, Json>,
): AsyncGenerator<{ raw: Json; rows: Dict[] }> {
  let limit = PAGE_SIZE
  let after: string | undefined
  for (;;) {
    try {
      const answer = await metaCall(http, access, path, {
        method: 'GET',
        query: { ...query, limit, ...(after ? { after } : {}) },
      })
      // `paging` holds an address with the token in it, which must not be kept.
      yield { raw: { data: at(answer.json, 'data') ?? [] }, rows: dataOf(answer.json) }
      after = nextCursor(answer.json)
      if (!after) return
    } catch (error) {
      const isTooLarge = error instanceof ConnectorError && error.fault === 'ask_for_less'
      // The first page decides whether to ask for less time instead, which the caller does.
      if (!isTooLarge || after === undefined || limit <= SMALLEST_PAGE) throw error
      limit = Math.max(SMALLEST_PAGE, Math.floor(limit / 4))
    }
  }
}

/** All rows of an edge at once: for lists of modest size. */
export async function rows(http: Http, access: Access, path: string, query: Record<string, Json>): Promise<Dict[]> {
  const all: Dict[] = []
  for await (const page of pages(http, access, path, query)) all.push(...page.rows)
  return all
}

/** One object by its id. */
export async function node(http: Http, access: Access, id: string, fields: string): Promise<Json | undefined> {
  return (await metaCall(http, access, id, { method: 'GET', query: { fields } })).json
}
