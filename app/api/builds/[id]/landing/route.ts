import { z } from 'zod'
import { checkLandings } from '@/lib/launch/landings.server'
import { route } from '@/lib/server/route'

const params = z.object({ id: z.uuid() })
const query = z.object({ agency: z.string().optional() })

export const GET = route({
  may: 'ad.build',
  params,
  query,
  run: (scope, { params: { id } }) => checkLandings(scope, id),
})
