import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { PeriodControl } from '@/components/report/period-control'
import { pageClient } from '@/lib/agency/page-scope.server'
import { viewOf } from '@/lib/campaign/view'
import { dayIn } from '@/lib/core/zone'
import { clientFigures } from '@/lib/report/figures.server'
import { part } from '@/lib/report/part.server'
import { previousPeriod } from '@/lib/report/period'
import { periodOf } from '@/lib/report/query'
import { sourceLine } from '@/lib/report/source-line'
import { now } from '@/lib/server/clock.server'
import { Campaigns, readCampaigns } from '../../overview/staff'
import { TableWaits } from '../../overview/table-waits'

export const metadata: Metadata = { title: 'Campaigns' }

type Props = {
  params: Promise<{ agency: string; client: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ agency: slug, client: clientSlug }, query] = await Promise.all([params, searchParams])
  const page = await pageClient(slug, clientSlug, 'campaign.read')
  const { scope, client, agency } = page
  const at = await now()
  const today = dayIn(at, client.timezone)
  const period = periodOf(query, today)
  const asked = { ...page, slug, period, view: viewOf(query), now: at }
  const campaigns = readCampaigns(asked)
  const figures = await part(() => clientFigures(scope, client, period, at))
  const writing = { now: at, locale: agency.locale, timezone: client.timezone }
  return (
    <>
      <PageHeader
        title={`${client.name}: campaigns`}
        source={figures.ok ? sourceLine(figures.value.sources, writing) : 'How fresh the figures are could not be read'}
        actions={<PeriodControl period={period} before={previousPeriod(period)} today={today} locale={agency.locale} />}
      />
      <Suspense fallback={<TableWaits />}>
        <Campaigns
          saysBehind
          {...asked}
          campaigns={campaigns}
          base={`/${slug}/${client.slug}`}
          figures={figures.ok ? figures.value : null}
        />
      </Suspense>
    </>
  )
}
