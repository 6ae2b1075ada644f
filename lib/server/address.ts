import 'server-only'

/** The caller's network address, for rate limits: the nearest proxy's word, as what stands before it can be made up. */
export const clientAddress = (headers: Headers): string =>
  headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'local'
