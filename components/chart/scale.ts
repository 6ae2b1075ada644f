/** A value, or nothing where nothing is known. */
export type Value = number | null

/**
 * Round marks of an axis that hold every value, at most `most` of them.
 * Lines leave out zero only where the values keep far from it, because then it would hide the story.
 */
export function axisTicks(values: readonly Value[], options: { zero?: boolean; most?: number } = {}): number[] {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value))
  const most = options.most ?? 5
  if (known.length === 0) return [0, 1]
  let low = Math.min(...known)
  let high = Math.max(...known)
  const near = low >= 0 ? low < high * 0.6 : high <= 0 ? high > low * 0.6 : true
  if (options.zero !== false || near) [low, high] = [Math.min(0, low), Math.max(0, high)]
  if (low === high) high = low + (Math.abs(low) || 1)
  for (const step of steps((high - low) / (most - 1))) {
    const first = Math.floor(low / step + 1e-9)
    const last = Math.ceil(high / step - 1e-9)
    if (last - first < most) return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step)
  }
  return [low, high]
}

/** 1, 2, 2.5, 3, 4, 5 times a power of ten, from just under `least` upwards. */
function* steps(least: number): Generator<number> {
  const power = 10 ** Math.floor(Math.log10(least))
  for (const scale of [power, power * 10])
    for (const factor of [1, 2, 2.5, 3, 4, 5]) if (factor * scale >= least * (1 - 1e-9)) yield factor * scale
  yield power * 100
}

/** Every how many points a word on the x axis: first and last always, about `most` in all. */
export function pickLabels(count: number, most: number): number[] {
  if (count <= 0) return []
  if (count <= most) return Array.from({ length: count }, (_, i) => i)
  const every = Math.ceil((count - 1) / (most - 1))
  const picked: number[] = []
  for (let i = 0; i < count - 1; i += every) picked.push(i)
  const last = picked.at(-1) ?? 0
  // Two words side by side would touch; the last point matters more than the one before it.
  if (count - 1 - last < every * 0.6 && picked.length > 1) picked.pop()
  return [...picked, count - 1]
}

/** Moves labels apart so that none is nearer than `gap` to the next, within [min, max], keeping their order. */
export function spread(positions: readonly number[], gap: number, min: number, max: number): number[] {
  const order = positions.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y || a.i - b.i)
  let floor = min
  for (const entry of order) {
    entry.y = Math.max(entry.y, floor)
    floor = entry.y + gap
  }
  let ceiling = max
  for (const entry of order.toReversed()) {
    entry.y = Math.min(entry.y, ceiling)
    ceiling = entry.y - gap
  }
  const result = [...positions]
  for (const { y, i } of order) result[i] = y
  return result
}

/** The last value that is known, with its place. */
export function lastKnown(values: readonly Value[]): { index: number; value: number } | undefined {
  for (let index = values.length - 1; index >= 0; index--) {
    const value = values[index]
    if (value !== null && value !== undefined && Number.isFinite(value)) return { index, value }
  }
  return undefined
}
