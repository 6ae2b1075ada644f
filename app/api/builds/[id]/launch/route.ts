import { z } from 'zod'
import { launchView } from '@/lib/launch/data.server'
import { route } from '@/lib/server/route'

const params = z.object({ id: z.uuid() })
const query = z.object({ agency: z.string().optional() })

export const GET = route({ may: 'ad.build', params, query, run: (scope, { params: { id } }) => launchView(scope, id) })
