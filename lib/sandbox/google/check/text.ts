import type { GoogleError } from '../failure'

/* Lengths as Google counts them, and addresses as it reads them. */

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u
const halfWidthKatakana = /[\uFF61-\uFF9F]/

/** Code points, of which full-width ones count two. `{KeyWord:default}` counts as its default. */
export function width(text: string): number {
  let total = 0
  for (const c of text.replace(/\{(?:keyword|customizer\.[^:{}]+|location\([a-z]+\)):([^{}]*)\}/gi, '$1'))
    total += wide.test(c) && !halfWidthKatakana.test(c) ? 2 : 1
  return total
}

/** A text that must be there and may be at most so wide. */
export function checkText(text: unknown, limit: number, path: string): GoogleError[] {
  if (typeof text !== 'string') return [{ family: 'fieldError', code: 'REQUIRED', path }]
  if (text.trim() === '') return [{ family: 'stringLengthError', code: 'EMPTY', path, trigger: text }]
  return width(text) > limit ? [{ family: 'stringLengthError', code: 'TOO_LONG', path, trigger: text }] : []
}

export const checkOptionalText = (text: unknown, limit: number, path: string): GoogleError[] =>
  text === undefined || text === '' ? [] : checkText(text, limit, path)

const urlError = (code: string, path: string, trigger: string): GoogleError => ({
  family: 'urlFieldError',
  code,
  path,
  trigger,
})

/** A landing page: http or https, a host with a top level domain, no character that a URL cannot hold. */
export function checkFinalUrl(url: string, path: string): GoogleError[] {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase()
  if (!scheme) return [urlError('MISSING_PROTOCOL_IN_FINAL_URL', path, url)]
  if (scheme !== 'http' && scheme !== 'https') return [urlError('INVALID_PROTOCOL_IN_FINAL_URL', path, url)]
  if (/^https?:\/\/($|[/?#])/i.test(url)) return [urlError('MISSING_HOST_IN_FINAL_URL', path, url)]
  if (/[\s<>"\\^`|]/.test(url) || !URL.canParse(url) || url.length > 2048)
    return [urlError('MALFORMED_FINAL_URL', path, url)]
  const { hostname } = new URL(url)
  return /\.[a-z][a-z0-9-]*[a-z0-9]$/i.test(hostname) ? [] : [urlError('INVALID_TLD_IN_FINAL_URL', path, url)]
}

export const checkFinalUrls = (urls: unknown, path: string): GoogleError[] => {
  const list: unknown[] = Array.isArray(urls) ? urls : []
  if (list.length === 0) return [{ family: 'fieldError', code: 'REQUIRED', path }]
  return list.flatMap((url, i) => checkFinalUrl(String(url), `${path}[${i}]`))
}
