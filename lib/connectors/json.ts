import type { Json } from './define'

/** Readers for foreign JSON: an absent or odd value becomes the type's empty value, so that no shape leaks further. */

export type Dict = { [key: string]: Json }

const LONG_NUMBER = /[[:,]\s*-?\d{16,}/

/** Parses JSON; whole numbers beyond 2^53, such as platform ids, stay text. Text that is not JSON gives undefined. */
export function parseJson(text: string): Json | undefined {
  try {
    const parsed: Json = LONG_NUMBER.test(text) ? JSON.parse(text, keepLong) : JSON.parse(text)
    return parsed
  } catch {
    return undefined
  }
}

const keepLong = (_key: string, value: Json, context?: { source?: string }): Json =>
  typeof value === 'number' && !Number.isSafeInteger(value) && context?.source && /^-?\d+$/.test(context.source)
    ? context.source
    : value

export const isDict = (value: unknown): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a path, or undefined where any step is missing. */
export function at(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
  let here: Json | undefined = value
  for (const step of path) {
    if (Array.isArray(here)) here = here[Number(step)]
    else if (isDict(here)) here = here[step]
    else return undefined
  }
  return here
}

export const dict = (value: Json | undefined): Dict => (isDict(value) ? value : {})
export const dicts = (value: Json | undefined): Dict[] => list(value).filter(isDict)
export const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])
export const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
export const texts = (value: Json | undefined): string[] => list(value).map(text)
export const truth = (value: Json | undefined): boolean => value === true || value === 'true'

/** An int64 as text or number; 0 when absent, as proto3 JSON leaves zeros out. */
export function whole(value: Json | undefined): bigint {
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.round(value)) : 0n
  const match = /^-?\d+/.exec(text(value).trim())
  return match ? BigInt(match[0]) : 0n
}

export function decimal(value: Json | undefined): number {
  const number = typeof value === 'number' ? value : Number.parseFloat(text(value))
  return Number.isFinite(number) ? number : 0
}

/** Major units, as decimal text or number, to micros: digit by digit, half away from zero after the sixth decimal. */
export function majorToMicros(value: Json | undefined): bigint {
  const plain = typeof value === 'number' ? (Number.isFinite(value) ? value.toFixed(7) : '') : text(value).trim()
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(plain)
  if (!match) return 0n
  const [, sign, units = '0', fraction = ''] = match
  const sixth = BigInt(units) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))
  const micros = Number(fraction[6] ?? 0) >= 5 ? sixth + 1n : sixth
  return sign ? -micros : micros
}
