/** How reads are repeated: how often, how long between, and how to wait. Writes use it only where nothing was sent. */
export type RetryPolicy = {
  attempts: number
  firstMs: number
  factor: number
  longestMs: number
  /** Longest wait that a platform may name before the caller is told to come back instead. */
  patienceMs: number
  /** Longest time that one request may take. */
  timeoutMs: number
  /** Uniform in [0, 1). */
  random(): number
  sleep(ms: number): Promise<void>
}

/** Milliseconds before attempt n + 1 (n from 1): exponential, of which the last half is chance, so that callers spread. */
export function backoffMs(policy: RetryPolicy, attempt: number): number {
  const whole = Math.min(policy.longestMs, policy.firstMs * policy.factor ** (attempt - 1))
  return Math.round(whole / 2 + (whole / 2) * policy.random())
}
