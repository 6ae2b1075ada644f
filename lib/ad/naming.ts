import { fail, ok, type Result } from '@/lib/core/result'
import { withoutMarker } from './marker'
import { OBJECTIVES } from './schema'

/*
 * Campaign names from the client's pattern, such as `{client}_{sku}_{objective}_{yyyymm}_{n}`. Parts are slugs, so
 * that the separators of the pattern stay the only ones and a name can be read back.
 */

export const NAME_PARTS = [
  'client',
  'brand',
  'sku',
  'objective',
  'platform',
  'account',
  'yyyymm',
  'yyyy',
  'mm',
  'n',
] as const
export type NamePart = (typeof NAME_PARTS)[number]
export const DEFAULT_PATTERN = '{client}_{sku}_{objective}_{yyyymm}_{n}'

/** What a name is made of, before it is made into slugs; `month` is `2026-11`. */
export type NameFacts = {
  client: string
  brand: string
  sku: string
  objective: string
  platform: string
  account: string
  month: string
}

const isPart = (text: string): text is NamePart => NAME_PARTS.some((part) => part === text)
const letters: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** Lower case, without accents, words joined by `-`; letters of other scripts stay. Empty text gives `none`. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Script=Latin}\p{M}+/gu, (pair) => pair.charAt(0))
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæøœłđðþı]/g, (letter) => letters[letter] ?? letter)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return plain || 'none'
}

/** Whether a pattern can be used, else a sentence that says what to change. */
export function checkPattern(pattern: string): Result<string> {
  if (!pattern.trim()) return fail(`The naming pattern is empty. Use ${DEFAULT_PATTERN}.`)
  const unknown = [...pattern.matchAll(/\{([^{}]*)\}/g)].map((m) => m[1] ?? '').find((part) => !isPart(part))
  if (unknown !== undefined)
    return fail(
      `The naming pattern has {${unknown}}, which is not known. Use ${NAME_PARTS.map((p) => `{${p}}`).join(', ')}.`,
    )
  if (/[{}]/.test(pattern.replace(/\{[a-z]+\}/g, '')))
    return fail('The naming pattern has a brace without its partner. Write each part like {client}.')
  if (/\p{Cc}/u.test(pattern)) return fail('The naming pattern has a line break or a control character. Remove it.')
  if (!pattern.includes('{n}'))
    return fail(`The naming pattern has no {n}, so names would not be unique. Add it: ${pattern}_{n}`)
  if (pattern.length > 120) return fail(`The naming pattern has ${pattern.length} characters. Shorten it to 120.`)
  return ok(pattern)
}

const valueOf = (part: NamePart, facts: NameFacts, n: number): string => {
  if (part === 'n') return String(n).padStart(2, '0')
  if (part === 'yyyymm') return facts.month.replace('-', '')
  if (part === 'yyyy') return facts.month.slice(0, 4)
  if (part === 'mm') return facts.month.slice(5, 7)
  return slug(facts[part])
}

/** One name; a pattern without `{n}` gets the number at its end from the second on. */
export function renderName(pattern: string, facts: NameFacts, n: number): string {
  const name = pattern.replace(/\{([a-z]+)\}/g, (whole, part: string) =>
    isPart(part) ? valueOf(part, facts, n) : whole,
  )
  return pattern.includes('{n}') || n === 1 ? name : `${name}_${String(n).padStart(2, '0')}`
}

const keyOf = (name: string): string => withoutMarker(name).normalize('NFC').trim().toLowerCase()

/** The first name with a number that is not taken. Markers and case do not make a name different. */
export function nextName(pattern: string, facts: NameFacts, taken: Iterable<string>): string {
  const used = new Set(Array.from(taken, keyOf))
  for (let n = 1; ; n++) {
    const name = renderName(pattern, facts, n)
    if (!used.has(keyOf(name))) return name
  }
}

/** Unique names, one for each set of facts, in order. */
export function nameAll(pattern: string, facts: readonly NameFacts[], taken: Iterable<string>): string[] {
  const used = new Set(taken)
  return facts.map((each) => {
    const name = nextName(pattern, each, used)
    used.add(name)
    return name
  })
}

const SHAPES: Record<NamePart, string> = {
  client: '[\\p{L}\\p{N}\\p{M}-]+',
  brand: '[\\p{L}\\p{N}\\p{M}-]+',
  sku: '[\\p{L}\\p{N}\\p{M}-]+',
  objective: `(?:${OBJECTIVES.join('|')})`,
  platform: '[\\p{L}\\p{N}-]+',
  account: '[\\p{L}\\p{N}\\p{M}-]+',
  yyyymm: '\\d{4}(?:0[1-9]|1[0-2])',
  yyyy: '\\d{4}',
  mm: '(?:0[1-9]|1[0-2])',
  n: '\\d{2,}',
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

function matcher(pattern: string): RegExp {
  const source = pattern.split(/(\{[a-z]+\})/).map((piece) => {
    const part = piece.slice(1, -1)
    return piece.startsWith('{') && isPart(part) ? `(${SHAPES[part]})` : escaped(piece)
  })
  return new RegExp(`^${source.join('')}$`, 'u')
}

export type NameLint = { ok: true } | { ok: false; problems: string[]; proposed: string }

/** Whether a name follows the pattern and names these facts; else what is wrong and the name that it would get. */
export function lint(name: string, pattern: string, facts: NameFacts, taken: Iterable<string> = []): NameLint {
  const plain = withoutMarker(name)
  const match = matcher(pattern).exec(plain)
  const problems = match ? factProblems(pattern, match, facts) : shapeProblems(plain, pattern)
  if (problems.length === 0) return { ok: true }
  const others = Array.from(taken).filter((other) => keyOf(other) !== keyOf(name))
  return { ok: false, problems, proposed: nextName(pattern, facts, others) }
}

function shapeProblems(name: string, pattern: string): string[] {
  const problems: string[] = []
  if (/\s/.test(name) && !/\s/.test(pattern)) problems.push('It has spaces.')
  if (name !== name.toLowerCase()) problems.push('It has capital letters.')
  problems.push(`It does not follow ${pattern}.`)
  return problems
}

/** The dates and numbers are the campaign's own; what it belongs to must be right. */
function factProblems(pattern: string, match: RegExpExecArray, facts: NameFacts): string[] {
  const parts = [...pattern.matchAll(/\{([a-z]+)\}/g)].map((m) => m[1] ?? '').filter(isPart)
  return parts.flatMap((part, i) => {
    const found = match[i + 1] ?? ''
    if (part === 'n' || part === 'yyyymm' || part === 'yyyy' || part === 'mm') return []
    const wanted = slug(facts[part])
    return found === wanted ? [] : [`Its ${part} is ${found}, and this campaign's is ${wanted}.`]
  })
}
