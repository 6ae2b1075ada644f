import { z } from 'zod'
import { requireBuild } from '@/lib/build/data.server'
import { answerSave } from '@/lib/build/save.server'
import { BuildSave } from '@/lib/build/schema'
import { route } from '@/lib/server/route'

const params = z.object({ id: z.uuid() })
const query = z.object({ agency: z.string().optional() })

export const GET = route({
  may: 'ad.build',
  params,
  query,
  run: (scope, { params: { id } }) => requireBuild(scope, id),
})
export const PUT = route({
  may: 'ad.build',
  params,
  query,
  body: BuildSave,
  audit: false,
  run: (scope, { params: { id }, body }) => answerSave(scope, id, body),
})
