import { JobsQuery } from '@/lib/job/view'
import { jobsView } from '@/lib/job/view.server'
import { route } from '@/lib/server/route'

export const GET = route({ may: 'job.read', query: JobsQuery, run: (scope, { query }) => jobsView(scope, query) })
