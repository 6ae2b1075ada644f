import { NextResponse, type NextRequest } from 'next/server'

/** First path segments that people without a session may open; each checks for itself who may do what. */
const OPEN = new Set([
  'sign-in',
  'register',
  'forgotten',
  'reset',
  'invite',
  'r',
  'docs',
  'health',
  'v1',
  'admin',
  'api',
])
const SESSION_COOKIES = ['next-auth.session-token', '__Secure-next-auth.session-token']

/** Sends people without a session to the sign-in page, and remembers the agency last seen. It authorises nothing. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const [, first = ''] = pathname.split('/')
  if (OPEN.has(first)) return NextResponse.next()
  if (!SESSION_COOKIES.some((name) => request.cookies.has(name))) {
    const url = new URL('/sign-in', request.url)
    if (first) url.searchParams.set('next', pathname + search)
    return NextResponse.redirect(url)
  }
  const headers = new Headers(request.headers)
  headers.set('x-paceline-path', pathname + search)
  const response = NextResponse.next({ request: { headers } })
  const isVisit = request.method === 'GET' && !request.headers.has('next-router-prefetch')
  if (first && isVisit && request.cookies.get('agency')?.value !== first)
    response.cookies.set('agency', first, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 180 * 24 * 3600 })
  return response
}

export const config = { matcher: ['/((?!_next/|robots\\.txt|.*\\.(?:svg|png|ico|jpg|webp|woff2)$).*)'] }
