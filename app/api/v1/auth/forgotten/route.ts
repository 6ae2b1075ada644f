import { requestReset } from '@/lib/member/reset.server'
import { Forgotten } from '@/lib/member/schema'
import { openRoute } from '@/lib/server/open-route'

export const POST = openRoute({ body: Forgotten, run: ({ body, address }) => requestReset(body.email, address) })
