/*
 * Noise for one campaign and hour without walking through all hours before it: an integer hash of (seed, day, hour)
 * starts a short stream. Mixing constants are those of Murmur3's finaliser and of splitmix32.
 */

const mix = (value: number): number => {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Uniform in [0, 1), decided by four integers. */
export const uniform = (seed: number, day: number, hour: number, stream: number): number =>
  mix(mix(seed ^ Math.imul(day, 0x9e3779b1)) + Math.imul(hour * 8 + stream + 1, 0x7feb352d)) / 4294967296

/** Nearly standard normal: four uniforms, cut at ±3.46, so that no day is absurd. */
export const bell = (seed: number, day: number, stream: number): number => {
  let sum = 0
  for (let i = 0; i < 4; i++) sum += uniform(seed, day, 100 + i, stream)
  return (sum - 2) * Math.sqrt(3)
}

/**
 * Poisson by inversion from one given uniform, so that a larger mean never gives a smaller count.
 * Above a mean of 30 the rounded normal takes over, through the logistic quantile (the same order holds).
 */
export function poissonAt(mean: number, u: number): number {
  if (!(mean > 0)) return 0
  if (mean > 30) {
    const clipped = Math.min(0.9995, Math.max(0.0005, u))
    return Math.max(0, Math.round(mean + (Math.sqrt(mean) * Math.log(clipped / (1 - clipped))) / 1.702))
  }
  let p = Math.exp(-mean)
  let total = p
  let k = 0
  while (u > total && k < 200) {
    k += 1
    p *= mean / k
    total += p
  }
  return k
}
