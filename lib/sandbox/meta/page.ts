import type { SandboxRequest } from '../define'
import { refuse } from './error'
import { common } from './request'

const MOST = 1000

/** Rows of a page, 25 unless asked, never more than 1,000. */
export function limitOf(request: SandboxRequest, otherwise = 25): number {
  const text = common(request, 'limit')
  if (text === undefined) return otherwise
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1)
    return refuse({
      message: '(#100) Param limit must be an integer greater than or equal to 1',
      code: 100,
      field: ['limit'],
    })
  return Math.min(MOST, Number(text))
}

const cursorOf = (position: string): string => Buffer.from(position).toString('base64url')

export const badCursor = (): never => refuse({ message: 'Invalid cursors values', code: 100, field: ['after'] })

/** Where a page begins; a cursor that this server did not make is Meta's error. */
export function afterOf(request: SandboxRequest): string | undefined {
  const text = common(request, 'after')
  if (text === undefined || text === '') return undefined
  const position = Buffer.from(text, 'base64url').toString()
  return /^[\w:.|-]+$/.test(position) ? position : badCursor()
}

export type Paging = { cursors: { before: string; after: string }; next?: string }

/** The `paging` of a page; `next` stands there only when more follows, and like Meta's it carries the token. */
export function pagingOf(
  request: SandboxRequest,
  first: string,
  last: string,
  hasMore: boolean,
  token: string,
): Paging {
  const cursors = { before: cursorOf(first), after: cursorOf(last) }
  if (!hasMore) return { cursors }
  const query = new URLSearchParams(request.query)
  query.set('access_token', token)
  query.set('after', cursors.after)
  return { cursors, next: `${request.origin}/api/sandbox/meta${request.path}?${query}` }
}
