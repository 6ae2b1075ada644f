/** Seeded randomness: the same seed gives the same draws. xoshiro128** seeded from a text through a 32-bit hash. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  /** Standard normal, by Box and Muller. */
  normal(): number
  /** Integer in [0, n). */
  int(n: number): number
  /** Poisson with the given mean: inversion below 30, a rounded normal above. */
  poisson(mean: number): number
  pick<T>(items: readonly T[]): T
}

/** 32-bit hash of a text (cyrb53's mixing, low word), for seeds and stable choices; not for security. */
export function hash32(text: string, seed = 0): number {
  let a = 0xdeadbeef ^ seed
  let b = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 2654435761)
    b = Math.imul(b ^ c, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  return a >>> 0
}

/** A uniform number in [0, 1) that depends on the text alone. */
export const unit = (text: string): number => hash32(text) / 4294967296

export function random(seed: string): Random {
  let s0 = hash32(seed, 1)
  let s1 = hash32(seed, 2)
  let s2 = hash32(seed, 3)
  let s3 = hash32(seed, 4) | 1
  const next = (): number => {
    const r = Math.imul(s1, 5)
    const result = Math.imul((r << 7) | (r >>> 25), 9) >>> 0
    const t = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = (s3 << 11) | (s3 >>> 21)
    return result / 4294967296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const int = (n: number): number => Math.floor(next() * n)
  const poisson = (mean: number): number => {
    if (!(mean > 0)) return 0
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    const limit = Math.exp(-mean)
    let k = 0
    for (let p = next(); p > limit; p *= next()) k++
    return k
  }
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(items.length)]
    if (item === undefined) throw new RangeError('pick needs at least one item')
    return item
  }
  return { next, normal, int, poisson, pick }
}
