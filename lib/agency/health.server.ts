import 'server-only'
import { env } from '@/lib/server/env'
import { isDatabaseUp } from '@/lib/server/prisma'
import { isRedisUp } from '@/lib/server/rate-limit.server'

type Health = { status: 'ok' | 'unavailable'; database: 'up' | 'down'; redis: 'up' | 'down' | 'not configured' }

/** Whether requests can be served. Redis only shares limits, so without it the service is still ok. */
async function checkHealth(): Promise<Health> {
  const [database, redis] = await Promise.all([isDatabaseUp(), env().REDIS_URL ? isRedisUp() : undefined])
  const up = (is: boolean) => (is ? 'up' : 'down')
  return {
    status: database ? 'ok' : 'unavailable',
    database: up(database),
    redis: redis === undefined ? 'not configured' : up(redis),
  }
}

/** 200 or 503 with the state, for probes. */
export async function healthResponse(): Promise<Response> {
  const health = await checkHealth()
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
