import type { BuildPlatform } from './schema'

/*
 * Text as a platform counts it. Everything is counted after NFC, because a name typed on a Mac may arrive
 * decomposed ("n" and a tilde) and platforms count the composed letter.
 */

/** East Asian Wide and Fullwidth (Unicode EAW); half-width katakana (U+FF61 to U+FFDC) is not among them. */
const eastAsianWide =
  /[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]/u
const emoji = /\p{Emoji_Presentation}/u

/** Google's insertions count as their default text: `{KeyWord:Chips}` is 5. */
const insertion = /\{(?:keyword|location\([a-z]+\)|customizer\.[^:{}]+):([^{}]*)\}/gi

const graphemeSegmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What people see as single characters: an emoji family is one, a letter with its accents is one. */
export const graphemes = (text: string): string[] => Array.from(graphemeSegmenter.segment(text), (s) => s.segment)

/** The text that is sent: composed (NFC), without space around it; on one line unless `lines` is kept. */
export function platformText(text: string, keep: 'line' | 'lines' = 'line'): string {
  const composed = text.normalize('NFC').replace(/\r\n?/g, '\n')
  return (keep === 'lines' ? composed : composed.replace(/\s*\n\s*/g, ' ')).trim()
}

const isWide = (character: string): boolean => eastAsianWide.test(character) || emoji.test(character)

/**
 * Length of a text as the platform counts it. Google: code points, wide characters and emoji count two, insertions
 * count as their default. Joiners count one, so that the count is never below the platform's. Meta: code points.
 */
export function countFor(platform: BuildPlatform, text: string): number {
  const sent = text.normalize('NFC').trim()
  if (platform === 'meta_ads') return Array.from(sent).length
  let width = 0
  for (const character of sent.replace(insertion, '$1')) width += isWide(character) ? 2 : 1
  return width
}

/** How far over a limit a text is; 0 when it fits. */
export const overBy = (platform: BuildPlatform, text: string, limit: number): number =>
  Math.max(0, countFor(platform, text) - limit)

/** Cuts at a grapheme so that text and ellipsis count at most `limit`; a text that fits comes back whole. */
export function truncateFor(platform: BuildPlatform, text: string, limit: number, ellipsis = '…'): string {
  const sent = platformText(text, 'lines')
  if (countFor(platform, sent) <= limit) return sent
  const room = limit - countFor(platform, ellipsis)
  let kept = ''
  for (const piece of graphemes(sent.slice(0, limit * 16))) {
    if (countFor(platform, kept + piece) > room) break
    kept += piece
  }
  return kept.trimEnd() + ellipsis
}

export type HiddenCharacter = { index: number; code: string; name: string }

const hiddenNames: Record<string, string> = {
  '00AD': 'soft hyphen',
  '180E': 'Mongolian vowel separator',
  '200B': 'zero width space',
  '200C': 'zero width non-joiner',
  '200D': 'zero width joiner',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '2028': 'line separator',
  '2029': 'paragraph separator',
  '2060': 'word joiner',
  FEFF: 'byte order mark',
  FFFC: 'object replacement character',
  FFFD: 'replacement character',
}

// Line feed and tab are shown; the tag characters of flags and the joiners of emoji and of Indic and Arabic script have a meaning.
const hidden = /[\p{Cc}\u00AD\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFC\uFFFD]/gu
const joinsBefore =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{M}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Sinhala}]/u

const nameOf = (code: string): string => {
  const point = Number.parseInt(code, 16)
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return 'control character'
  return hiddenNames[code] ?? 'direction control'
}

const characterBefore = (text: string, index: number): string =>
  Array.from(text.slice(Math.max(0, index - 2), index)).at(-1) ?? ''

/** Characters that nobody sees and that platforms refuse or miscount, as they come with text pasted from documents. */
export function hiddenCharacters(text: string): HiddenCharacter[] {
  const found: HiddenCharacter[] = []
  for (const match of text.matchAll(hidden)) {
    const character = match[0]
    if (character === '\n' || character === '\r' || character === '\t') continue
    const isJoiner = character === '\u200C' || character === '\u200D'
    if (isJoiner && joinsBefore.test(characterBefore(text, match.index))) continue
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    found.push({ index: match.index, code, name: nameOf(code) })
  }
  return found
}

/** The text without its hidden characters. */
export function withoutHidden(text: string): string {
  const drop = new Set(hiddenCharacters(text).map((h) => h.index))
  return drop.size === 0
    ? text
    : Array.from({ length: text.length }, (_, i) => (drop.has(i) ? '' : text.charAt(i))).join('')
}
