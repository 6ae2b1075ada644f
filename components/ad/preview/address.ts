/*
 * How platforms write the address of an ad: the host alone, in the letters that people read.
 * Tolerates what is half typed; whether an address may be launched is decided elsewhere.
 */

export type Address = { scheme: 'http' | 'https'; host: string }

const SHAPE = /^(?:([a-z][a-z0-9+.-]*):\/\/|\/\/)?(?:[^/?#@\s]*@)?(\[[^\]\s]*\]|[^/?#:\s\\]+)/i
const HALF_TYPED_SCHEME = /^https?:?\/{0,2}$/i
/** What a readable host label may hold; anything else, a direction mark for instance, stays in its xn-- form. */
const READABLE = /^(?:[\p{L}\p{M}\p{N}\p{So}\p{Sk}-]|\u200d|\ufe0f)+$/u

/** Scheme and host of a URL as typed; https where no scheme was typed; null where there is no host yet. */
export const addressOf = (url: string): Address | null => {
  const typed = url.trim()
  if (HALF_TYPED_SCHEME.test(typed)) return null
  const [, scheme, host] = SHAPE.exec(typed) ?? []
  const shown = host === undefined ? '' : readableHost(host)
  return shown === '' ? null : { scheme: scheme?.toLowerCase() === 'http' ? 'http' : 'https', host: shown }
}

/** The host as Facebook prints it: without www. */
export const withoutWww = (host: string): string => host.replace(/^www\.(?=[^.]+\.)/, '')

/** The line above a Google headline: scheme and host of the final URL, then the display paths. */
export const breadcrumb = (address: Address, paths: readonly string[]): string =>
  [`${address.scheme}://${address.host}`, ...paths.map((path) => path.trim()).filter((path) => path !== '')].join(' › ')

/** Lower case, no final dot, international labels in their own letters. */
const readableHost = (host: string): string =>
  host
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[。.。]/g, '.')
    .replace(/\.+$/, '')
    .split('.')
    .map((label) => (label.startsWith('xn--') ? readableLabel(label) : label))
    .join('.')

const readableLabel = (label: string): string => {
  const decoded = decodePunycode(label.slice(4))
  return decoded !== null && READABLE.test(decoded) ? decoded : label
}

const BASE = 36
const LOW = 1
const HIGH = 26

/** RFC 3492, section 6.2. Null where the input is not Punycode. */
export const decodePunycode = (input: string): string | null => {
  const delimiter = input.lastIndexOf('-')
  const output = Array.from(input.slice(0, Math.max(delimiter, 0)), (letter) => letter.charCodeAt(0))
  let position = delimiter < 0 ? 0 : delimiter + 1
  let point = 128
  let bias = 72
  let index = 0
  while (position < input.length) {
    const before = index
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(input.charCodeAt(position))
      position += 1
      if (digit === null) return null
      index += digit * weight
      const threshold = Math.min(Math.max(k - bias, LOW), HIGH)
      if (digit < threshold) break
      weight *= BASE - threshold
      if (index > 0x10ffff * (output.length + 1)) return null
    }
    bias = adapt(index - before, output.length + 1, before === 0)
    point += Math.floor(index / (output.length + 1))
    index %= output.length + 1
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null
    output.splice(index, 0, point)
    index += 1
  }
  return String.fromCodePoint(...output)
}

const digitOf = (code: number): number | null => {
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 48 && code <= 57) return code - 22
  return null
}

const adapt = (delta: number, points: number, first: boolean): number => {
  let rest = Math.floor(delta / (first ? 700 : 2))
  rest += Math.floor(rest / points)
  let bias = 0
  for (; rest > ((BASE - LOW) * HIGH) / 2; bias += BASE) rest = Math.floor(rest / (BASE - LOW))
  return bias + Math.floor(((BASE - LOW + 1) * rest) / (rest + 38))
}
