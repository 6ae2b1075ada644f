import { healthResponse } from '@/lib/agency/health.server'
import { openRoute } from '@/lib/server/open-route'

export const GET = openRoute({ run: healthResponse })
