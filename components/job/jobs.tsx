'use client'

import { useQuery } from '@tanstack/react-query'
import { useAct } from '@/components/integration/use-act'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { ButtonLink } from '@/components/ui/button'
import { Empty, NoResults } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { messageOf, withQuery } from '@/lib/client/api'
import { jobsQuery } from '@/lib/job/queries'
import { RUN_STATUSES } from '@/lib/job/schema'
import type { JobsQuery, JobsView } from '@/lib/job/view'
import { JOBS, STATUS_NAMES } from '@/lib/job/words'
import { type RunContext, RunTable } from './run-table'

type Props = {
  agency: string
  locale: string
  timezone: string
  query: JobsQuery
  initial: JobsView
  mayRetry: boolean
}

/** Background work of the agency. What failed and still matters stands first. */
export function Jobs({ agency, locale, timezone, query, initial, mayRetry }: Props) {
  const { act, eager } = useAct(['jobs', agency])
  const { data, error } = useQuery(jobsQuery(agency, query, initial, eager))
  const context: RunContext = { agency, locale, timezone, mayRetry, act, now: new Date(data.now) }
  const isFiltered = query.status !== undefined || query.job !== undefined
  return (
    <>
      <PageHeader title="Jobs" source={`What Paceline does in the background, newest first, times in ${timezone}`} />
      {error ? (
        <Notice tone="warn" className="mb-4">
          This page could not be read again, so it may be out of date. {messageOf(error)}
        </Notice>
      ) : null}
      {data.failed.length > 0 ? (
        <Section title="Needs somebody" note={data.failed.length}>
          <RunTable label="Failed jobs" runs={data.failed} context={context} />
        </Section>
      ) : null}
      <Section title="Runs">
        <Filters query={query} />
        <RunTable
          label="Runs"
          runs={data.runs}
          context={context}
          isFiltered={isFiltered}
          none={
            <Nothing isFiltered={isFiltered} hasFailed={data.failed.length > 0} isLater={query.cursor !== undefined} />
          }
        />
        <Pages query={query} next={data.next} />
      </Section>
    </>
  )
}

function Nothing({ isFiltered, hasFailed, isLater }: { isFiltered: boolean; hasFailed: boolean; isLater: boolean }) {
  if (isFiltered)
    return (
      <NoResults
        title="No run matches the filters"
        action={
          <ButtonLink size="small" href="?">
            Clear filters
          </ButtonLink>
        }
      />
    )
  if (hasFailed || isLater) return <Empty title="No other runs" />
  return (
    <Empty title="Runs appear here">
      Launches, imports and the hourly fetching of figures. Each has a line from its start to its end, and leaving the
      page never stops one.
    </Empty>
  )
}

function Filter({ href, on, children }: { href: string; on: boolean; children: string }) {
  return (
    <ButtonLink size="small" variant={on ? 'secondary' : 'quiet'} aria-current={on ? 'page' : undefined} href={href}>
      {children}
    </ButtonLink>
  )
}

function Filters({ query: { status, job } }: { query: JobsQuery }) {
  const to = (next: JobsQuery) => withQuery('', next) || '?'
  return (
    <div className="mb-3 grid gap-2">
      <nav aria-label="Which status" className="flex flex-wrap gap-1">
        <Filter href={to({ job })} on={status === undefined}>
          Any status
        </Filter>
        {RUN_STATUSES.map((one) => (
          <Filter key={one} href={to({ status: one, job })} on={status === one}>
            {STATUS_NAMES[one]}
          </Filter>
        ))}
      </nav>
      <nav aria-label="Which job" className="flex flex-wrap gap-1">
        <Filter href={to({ status })} on={job === undefined}>
          Any job
        </Filter>
        {Object.entries(JOBS).map(([id, { filter }]) => (
          <Filter key={id} href={to({ status, job: id })} on={job === id}>
            {filter}
          </Filter>
        ))}
      </nav>
    </div>
  )
}

function Pages({ query: { cursor, ...filters }, next }: { query: JobsQuery; next: string | null }) {
  if (cursor === undefined && next === null) return null
  return (
    <nav aria-label="Pages" className="mt-3 flex gap-2">
      {cursor === undefined ? null : (
        <ButtonLink size="small" href={withQuery('', filters) || '?'}>
          Newest
        </ButtonLink>
      )}
      {next === null ? null : (
        <ButtonLink size="small" href={withQuery('', { ...filters, cursor: next })}>
          Older
        </ButtonLink>
      )}
    </nav>
  )
}
