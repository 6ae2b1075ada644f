/** A path of our own to go to after signing in; `/` for anything that could lead elsewhere. */
export function nextPath(wanted: string | string[] | null | undefined): string {
  const text = typeof wanted === 'string' ? wanted : '/'
  // A browser reads `//host` and `/\host` as another site, and drops tabs and line breaks before it looks.
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  return /^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(text) && !text.startsWith('/api/') ? text : '/'
}
