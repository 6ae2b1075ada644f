import 'server-only'
import { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'
import { AppError } from '@/lib/core/errors'
import { env } from './env'

type Limit = { points: number; seconds: number }

const limiters = new Map<string, RateLimiterAbstract>()
let redis: Redis | undefined

function limiter(name: string, { points, seconds }: Limit): RateLimiterAbstract {
  let found = limiters.get(name)
  if (!found) {
    const options = { keyPrefix: name, points, duration: seconds }
    const url = env().REDIS_URL
    // Without Redis each process counts for itself; with it, a Redis that is down falls back to that.
    const memory = new RateLimiterMemory(options)
    found = url
      ? new RateLimiterRedis({
          ...options,
          storeClient: (redis ??= new Redis(url, { enableOfflineQueue: false })),
          insuranceLimiter: memory,
        })
      : memory
    limiters.set(name, found)
  }
  return found
}

/** Counts one use; past the limit it throws, with the time after which another is let through. */
export async function throttle(name: string, key: string, limit: Limit): Promise<void> {
  try {
    await limiter(name, limit).consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const minutes = Math.max(1, Math.ceil(error.msBeforeNext / 60_000))
    throw new AppError('limit', `Too many tries. Wait ${minutes} min and try again.`, {
      retry: { afterMs: error.msBeforeNext },
    })
  }
}

/** Forgets what a key has used, as after a sign-in that succeeded; with `points`, only so many uses. */
export async function forgive(name: string, key: string, points?: number): Promise<void> {
  const found = limiters.get(name)
  await (points === undefined ? found?.delete(key) : found?.reward(key, points))
}

/** Whether the shared store of limits answers; false without one. */
export async function isRedisUp(): Promise<boolean> {
  const url = env().REDIS_URL
  if (!url) return false
  try {
    redis ??= new Redis(url, { enableOfflineQueue: false })
    return (await redis.ping()) === 'PONG'
  } catch {
    return false
  }
}
