import { random, type Random } from '@/lib/core/random'
import type { AdFields, PinnedText } from './schema'
import { countFor } from './text'

/*
 * Which combinations Google may show of a responsive search ad: up to three headlines and two descriptions. A text
 * pinned to a position is shown there or not at all; a position with pinned texts shows only those.
 */

/** Indices into the ad's own headlines and descriptions. */
export type Combination = { headlines: number[]; descriptions: number[] }
export type CombineMode =
  | { kind: 'pinned' }
  | { kind: 'shuffle'; seed: number }
  | { kind: 'shortest' }
  | { kind: 'longest' }
export type Combinations = { total: number; at: (page: number) => Combination }

type Item = { index: number; text: string; pin: number | null; length: number }
type SearchTexts = Pick<AdFields, 'headlines' | 'descriptions'>

const HEADLINES = { positions: 3, max: 15 }
const DESCRIPTIONS = { positions: 2, max: 4 }

/** Only the beginning is compared: a text far beyond any limit is refused anyway and must not slow typing down. */
const words = (text: string): string[] =>
  text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}%$€£¥]+/u)
    .filter(Boolean)

const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((x) => b.has(x)).length

/** Whether two texts say the same: the same words, one inside the other, or nearly the same letters. */
export function nearDuplicates(a: string, b: string): boolean {
  const [wordsA, wordsB] = [new Set(words(a)), new Set(words(b))]
  const [joinedA, joinedB] = [words(a).join(''), words(b).join('')]
  if (joinedA === joinedB) return joinedA !== '' || a.trim() === b.trim()
  const common = shared(wordsA, wordsB)
  const smaller = Math.min(wordsA.size, wordsB.size)
  if (smaller >= 2 && common === smaller) return true
  if (common / (wordsA.size + wordsB.size - common) >= 0.75) return true
  const [pairsA, pairsB] = [pairsOf(joinedA), pairsOf(joinedB)]
  return (2 * shared(pairsA, pairsB)) / Math.max(1, pairsA.size + pairsB.size) >= 0.85
}

/** Texts that Google would refuse as the same: equal but for case and the space around. */
export const sameText = (a: string, b: string): boolean =>
  a.normalize('NFC').trim().toLowerCase() === b.normalize('NFC').trim().toLowerCase()

const itemsOf = (texts: readonly PinnedText[], max: number): Item[] =>
  texts
    .map(({ text, pin }, index) => ({ index, text, pin, length: countFor('google_ads', text) }))
    .filter((item) => item.length > 0)
    .slice(0, max)

function sequences(items: readonly Item[], positions: number): Item[][] {
  const clash = new Set<string>()
  for (const a of items)
    for (const b of items) if (a !== b && nearDuplicates(a.text, b.text)) clash.add(`${a.index} ${b.index}`)
  const found: Item[][] = []
  const walk = (position: number, taken: Item[]): void => {
    if (position > positions) {
      if (taken.length > 0) found.push(taken)
      return
    }
    const pinned = items.filter((item) => item.pin === position)
    const pool = pinned.length > 0 ? pinned : items.filter((item) => item.pin === null)
    const legal = pool.filter((item) => !taken.some((t) => t === item || clash.has(`${t.index} ${item.index}`)))
    if (legal.length === 0) walk(position + 1, taken)
    for (const item of legal) walk(position + 1, [...taken, item])
  }
  walk(1, [])
  return found
}

function shuffled<T>(list: readonly T[], draw: Random): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = draw.int(i + 1)
    const [a, b] = [out[i], out[j]]
    if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a]
  }
  return out
}

const lengthOf = (sequence: readonly Item[]): number => sequence.reduce((sum, item) => sum + item.length, 0)

function ordered(list: Item[][], mode: CombineMode, salt: string): Item[][] {
  switch (mode.kind) {
    case 'pinned':
      return list
    case 'shuffle':
      return shuffled(list, random(`${salt} ${mode.seed}`))
    case 'shortest':
      return list.toSorted((a, b) => lengthOf(a) - lengthOf(b))
    case 'longest':
      return list.toSorted((a, b) => lengthOf(b) - lengthOf(a))
  }
}

/**
 * The legal combinations in an order: as entered, shuffled by a seed, shortest or longest first. `at(page)` counts from 0
 * and wraps around; with no text at all `total` is 0 and every page is empty. Near-duplicates never stand together.
 */
export function combine(fields: SearchTexts, mode: CombineMode = { kind: 'pinned' }): Combinations {
  const heads = ordered(sequences(itemsOf(fields.headlines, HEADLINES.max), HEADLINES.positions), mode, 'headlines')
  const bodies = ordered(
    sequences(itemsOf(fields.descriptions, DESCRIPTIONS.max), DESCRIPTIONS.positions),
    mode,
    'descriptions',
  )
  const total = heads.length === 0 && bodies.length === 0 ? 0 : Math.max(1, heads.length) * Math.max(1, bodies.length)
  const at = (page: number): Combination => {
    const n = total === 0 ? 0 : ((Math.trunc(page) % total) + total) % total
    const head = heads[n % Math.max(1, heads.length)] ?? []
    const body = bodies[Math.floor(n / Math.max(1, heads.length))] ?? []
    return { headlines: head.map((item) => item.index), descriptions: body.map((item) => item.index) }
  }
  return { total, at }
}

/** "1 of 24", counted from 1. */
export const pageLabel = (page: number, total: number): string =>
  total === 0 ? '0 of 0' : `${(((page % total) + total) % total) + 1} of ${total}`

/** "Headlines 1, 2; descriptions 1, 2". */
export function combinationLabel(combination: Combination): string {
  const list = (indices: number[]): string => indices.map((i) => i + 1).join(', ')
  const parts = [
    combination.headlines.length > 0 ? `Headlines ${list(combination.headlines)}` : '',
    combination.descriptions.length > 0 ? `descriptions ${list(combination.descriptions)}` : '',
  ]
  return parts.filter(Boolean).join('; ')
}
