import type { Metadata } from 'next'
import { Jobs } from '@/components/job/jobs'
import { can } from '@/lib/access/permissions'
import { getAgency } from '@/lib/agency/data.server'
import { pageScope } from '@/lib/agency/page-scope.server'
import { JobsQuery } from '@/lib/job/view'
import { jobsView } from '@/lib/job/view.server'

export const metadata: Metadata = { title: 'Jobs' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ agency: slug }, search] = await Promise.all([params, searchParams])
  const scope = await pageScope(slug, 'job.read')
  // A filter that nobody can have chosen here is no filter.
  const parsed = JobsQuery.safeParse(search)
  const query = parsed.success ? parsed.data : {}
  const [agency, view] = await Promise.all([getAgency(scope), jobsView(scope, query)])
  return (
    <Jobs
      agency={slug}
      locale={agency.locale}
      timezone={agency.timezone}
      query={query}
      initial={view}
      mayRetry={can(scope, 'job.write')}
    />
  )
}
