import { openRoute } from '@/lib/server/open-route'

export const dynamic = 'force-dynamic'

export const GET = openRoute({ run: async () => ({ status: 'ok' }) })
