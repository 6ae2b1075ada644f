import type { Registered } from './registry'
import type { Claim } from './store'

/**
 * Which of the fetched items may start. Items of one lane share their concurrency keys; lanes take turns, so a
 * tenant with a thousand items waits behind its own limit and nobody else's.
 */
export type Lanes = {
  add(claim: Claim): void
  /** Puts an item back at the head of its lane. */
  putBack(claim: Claim): void
  /** The next item that every limit of its function allows, counted as running; undefined when none is. */
  take(functions: ReadonlyMap<string, Registered>): Claim | undefined
  /** Frees what `take` counted for it. */
  free(claim: Claim): void
  /** Lanes that hold enough: nothing more of theirs needs to be fetched. */
  full(): string[]
  waiting(): number
}

/** Items that a lane holds in memory beyond those that run. */
const DEPTH = 8

/** The counters that an item adds to: one for each limit of its function, apart for each value of the limit's key. */
const slotsOf = (fn: Registered, keys: readonly string[]): { slot: string; limit: number }[] =>
  fn.concurrency.map(({ limit }, i) => ({ slot: JSON.stringify([fn.id, i, keys[i] ?? '']), limit }))

export function makeLanes(): Lanes {
  const lanes = new Map<string, Claim[]>()
  const counts = new Map<string, number>()
  const held = new Map<string, string[]>()
  const laneFor = (claim: Claim): Claim[] => {
    const lane = lanes.get(claim.lane) ?? []
    lanes.set(claim.lane, lane)
    return lane
  }
  const start = (id: string, lane: Claim[], slots: string[]): Claim | undefined => {
    const claim = lane.shift()
    if (!claim) return undefined
    for (const slot of slots) counts.set(slot, (counts.get(slot) ?? 0) + 1)
    held.set(claim.id, slots)
    // To the end of the order: the next turn is another lane's.
    lanes.delete(id)
    if (lane.length > 0) lanes.set(id, lane)
    return claim
  }
  return {
    add: (claim) => void laneFor(claim).push(claim),
    putBack: (claim) => void laneFor(claim).unshift(claim),
    take: (functions) => {
      for (const [id, lane] of lanes) {
        const item = lane[0]?.item
        const fn = item && functions.get(item.fn)
        const slots = fn ? slotsOf(fn, item.keys) : []
        if (slots.every(({ slot, limit }) => (counts.get(slot) ?? 0) < limit))
          return start(
            id,
            lane,
            slots.map((s) => s.slot),
          )
      }
      return undefined
    },
    free: (claim) => {
      for (const slot of held.get(claim.id) ?? []) {
        const left = (counts.get(slot) ?? 1) - 1
        if (left > 0) counts.set(slot, left)
        else counts.delete(slot)
      }
      held.delete(claim.id)
    },
    full: () => [...lanes].filter(([, lane]) => lane.length >= DEPTH).map(([id]) => id),
    waiting: () => lanes.values().reduce((sum, lane) => sum + lane.length, 0),
  }
}
