import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PortfolioTable } from '@/components/advertiser/portfolio-table'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { can } from '@/lib/access/permissions'
import { getAgency } from '@/lib/agency/data.server'
import { agencyPath, pageScope } from '@/lib/agency/page-scope.server'
import { listPortfolio } from '@/lib/agency/portfolio.server'
import { time } from '@/lib/core/format'
import { now } from '@/lib/server/clock.server'

export const metadata: Metadata = { title: 'Portfolio' }

export default async function Page({ params }: { params: Promise<{ agency: string }> }) {
  const { agency: slug } = await params
  const scope = await pageScope(slug)
  if (!can(scope, 'client.read')) redirect(await agencyPath(scope, slug))
  const at = await now()
  const [agency, rows] = await Promise.all([getAgency(scope), listPortfolio(scope, at)])
  const mayCreate = can(scope, 'client.write') && scope.clientIds === 'all'
  if (rows.length === 0)
    return (
      <>
        <PageHeader title="Portfolio" />
        <Empty
          title="Your clients appear here"
          action={
            mayCreate ? (
              <ButtonLink href={`/${slug}/clients?new=1`} variant="primary">
                Create a client
              </ButtonLink>
            ) : undefined
          }
        >
          {mayCreate
            ? 'Create the first client, then connect its ad accounts: figures follow within the hour.'
            : 'Nobody has given you a client yet. Ask an owner or admin of the agency.'}
        </Empty>
      </>
    )
  return (
    <>
      <PageHeader
        title="Portfolio"
        source={`This month on each client's calendar, ${time(at, agency.locale, agency.timezone, { day: true })} ${agency.timezone}`}
      />
      <PortfolioTable agency={slug} locale={agency.locale} now={at.toISOString()} rows={rows} />
    </>
  )
}
