import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CampaignPage } from '@/components/campaign/campaign-page'
import { PartFailed } from '@/components/report/part-failed'
import { Performance } from '@/components/report/performance'
import { PeriodControl } from '@/components/report/period-control'
import { can } from '@/lib/access/permissions'
import { pageClient } from '@/lib/agency/page-scope.server'
import { campaignDetail } from '@/lib/campaign/detail.server'
import { campaignFigures } from '@/lib/campaign/period-figures.server'
import { AppError } from '@/lib/core/errors'
import { dayIn } from '@/lib/core/zone'
import { logChanges, marksOf } from '@/lib/report/change'
import { logFacts } from '@/lib/report/change.server'
import { clientSources } from '@/lib/report/overview.server'
import { part } from '@/lib/report/part.server'
import { previousPeriod } from '@/lib/report/period'
import { periodOf } from '@/lib/report/query'
import { sourceLine } from '@/lib/report/source-line'
import { isId } from '@/lib/server/id'
import { now } from '@/lib/server/clock.server'

export const metadata: Metadata = { title: 'Campaign' }

/** What a campaign is for chooses the line that it begins with. */
const START: Record<string, 'conversions' | 'spend'> = { leads: 'conversions', traffic: 'spend' }

type Props = {
  params: Promise<{ agency: string; client: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ agency: slug, client: clientSlug, id }, query] = await Promise.all([params, searchParams])
  const { scope, client, agency } = await pageClient(slug, clientSlug, 'campaign.read')
  if (!isId(id)) notFound()
  const at = await now()
  const today = dayIn(at, client.timezone)
  const period = periodOf(query, today)
  const [detail, figures, sources, logs] = await Promise.all([
    campaignDetail(scope, client.slug, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found') notFound()
      throw error
    }),
    part(() => campaignFigures(scope, id, client.timezone, period, at)),
    clientSources(scope, client.id),
    part(() => logFacts(scope, client, period.first)),
  ])
  const { locale } = agency
  const own = sources.filter(
    ({ accountName, platform }) => accountName === detail.account.name && platform === detail.platform,
  )
  const changes = logs.ok ? logChanges(logs.value.filter((fact) => fact.campaignId === id)) : []
  return (
    <CampaignPage
      first={detail}
      agency={slug}
      client={{ slug: client.slug, name: client.name, timezone: client.timezone }}
      locale={locale}
      mayWrite={can(scope, 'campaign.write')}
      source={sourceLine(own, { now: at, locale, timezone: client.timezone })}
      actions={<PeriodControl period={period} before={previousPeriod(period)} today={today} locale={locale} />}
    >
      {figures.ok ? (
        <Performance
          start={START[detail.objective ?? ''] ?? 'value'}
          view={{
            figures: figures.value,
            month: null,
            currency: detail.account.currency,
            locale,
            marks: marksOf(changes, period),
            behind: null,
          }}
        />
      ) : (
        <PartFailed what="The figures" reference={figures.reference} />
      )}
    </CampaignPage>
  )
}
