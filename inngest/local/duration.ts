const UNIT_MS: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 }

/**
 * When a sleep ends: its name is a duration (`1d2h30m10s`, empty for none) from `now`, or an ISO instant.
 * Undefined for anything else.
 */
export function wakeAt(name: string, now: Date): Date | undefined {
  if (/^(\d+[wdhms])*$/.test(name)) {
    const ms = [...name.matchAll(/(\d+)([wdhms])/g)].reduce(
      (sum, [, n, unit]) => sum + Number(n) * (UNIT_MS[unit ?? ''] ?? 0),
      0,
    )
    return new Date(now.getTime() + ms)
  }
  const at = new Date(name)
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** Waits between attempts in multiples of the first one: 10 s, 30 s, 1 min … 2 h where the first is 10 s. */
const GROWTH = [1, 3, 6, 12, 30, 60, 120, 240, 360, 720]

/** Milliseconds to wait after the failed attempt (0 for the first), up to 30 % longer by `jitter` in [0, 1). */
export const backoffMs = (attempt: number, firstMs: number, jitter: number): number =>
  Math.round(firstMs * (GROWTH[Math.min(attempt, GROWTH.length - 1)] ?? 1) * (1 + 0.3 * jitter))

/** A `retry-after` header: seconds, or an instant. Undefined when it is neither. */
export function retryAfter(header: string | undefined, now: Date): Date | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  const at = Number.isFinite(seconds) ? new Date(now.getTime() + seconds * 1000) : new Date(header)
  return Number.isNaN(at.getTime()) ? undefined : at
}
