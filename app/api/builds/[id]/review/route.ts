import { z } from 'zod'
import { reviewBuild } from '@/lib/launch/review.server'
import { route } from '@/lib/server/route'

const params = z.object({ id: z.uuid() })
const query = z.object({ agency: z.string().optional() })

export const GET = route({ may: 'ad.build', params, query, run: (scope, { params: { id } }) => reviewBuild(scope, id) })
