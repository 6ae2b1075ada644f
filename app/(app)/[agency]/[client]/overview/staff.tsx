import { Suspense } from 'react'
import { CampaignTable } from '@/components/campaign/campaign-table'
import { NoCampaigns } from '@/components/campaign/no-campaigns'
import { PageHeader } from '@/components/layout/page-header'
import { ChangeList } from '@/components/report/change-list'
import { DataNotices } from '@/components/report/data-notices'
import { PartFailed } from '@/components/report/part-failed'
import { Performance } from '@/components/report/performance'
import { PeriodControl } from '@/components/report/period-control'
import { PlatformSplit } from '@/components/report/platform-split'
import { Sentence } from '@/components/report/sentence'
import { ButtonLink } from '@/components/ui/button'
import { can } from '@/lib/access/permissions'
import type { ClientPage } from '@/lib/agency/page-scope.server'
import { type FirstCampaigns, firstCampaigns } from '@/lib/campaign/table.server'
import type { TableView } from '@/lib/campaign/queries'
import { ago, date, time } from '@/lib/core/format'
import { dayIn } from '@/lib/core/zone'
import { type Change, marksOf } from '@/lib/report/change'
import { listChanges } from '@/lib/report/change.server'
import { clientFigures, type ClientFigures } from '@/lib/report/figures.server'
import { sumOf } from '@/lib/report/figures'
import { sparse } from '@/lib/report/late'
import type { Part } from '@/lib/report/part'
import { part } from '@/lib/report/part.server'
import { previousPeriod, type Period } from '@/lib/report/period'
import { getSentence } from '@/lib/report/sentence.server'
import { behindOf, sourceLine } from '@/lib/report/source-line'
import { TableWaits } from './table-waits'

type Props = ClientPage & { slug: string; period: Period; view: TableView; now: Date }

/** The agency's overview of a client: each part is read by itself, so that one that fails leaves the rest standing. */
export async function StaffOverview(props: Props) {
  const { scope, client, agency, slug, period, now } = props
  const today = dayIn(now, client.timezone)
  const base = `/${slug}/${client.slug}`
  // The slowest part, and it waits for none of the others.
  const campaigns = readCampaigns(props)
  const [figures, changes, sentence] = await Promise.all([
    part(() => clientFigures(scope, client, period, now)),
    part(() => listChanges(scope, client, period.first, today)),
    part(() => getSentence(scope, client.id)),
  ])
  const writing = { now, locale: agency.locale, timezone: client.timezone }
  return (
    <>
      <PageHeader
        title={`${client.name}: overview`}
        source={figures.ok ? sourceLine(figures.value.sources, writing) : 'The figures could not be read'}
        actions={
          <>
            <PeriodControl period={period} before={previousPeriod(period)} today={today} locale={agency.locale} />
            <ButtonLink href={`${base}/overview?as=client`} prefetch={false}>
              View as client
            </ButtonLink>
            {can(scope, 'ad.build') ? (
              <ButtonLink variant="primary" href={`${base}/ads`}>
                New ads
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {figures.ok ? (
        <Figures {...props} figures={figures.value} changes={changes.ok ? changes.value.changes : []} base={base}>
          <div className="grid min-w-0 gap-6">
            {sentence.ok ? (
              <Sentence
                agency={slug}
                clientId={client.id}
                client={client.name}
                mayWrite={can(scope, 'report.write')}
                sentence={
                  sentence.value
                    ? {
                        id: sentence.value.id,
                        body: sentence.value.body,
                        when: time(sentence.value.createdAt, agency.locale, client.timezone, { day: true }),
                      }
                    : null
                }
              />
            ) : (
              <PartFailed what="The sentence" reference={sentence.reference} />
            )}
            {changes.ok ? (
              <ChangeList
                base={base}
                since={date(changes.value.since, agency.locale)}
                changes={changes.value.changes.map((change) => ({
                  ...change,
                  when: ago(change.at, now, agency.locale, client.timezone),
                }))}
              />
            ) : (
              <PartFailed what="What changed" reference={changes.reference} />
            )}
          </div>
        </Figures>
      ) : (
        <PartFailed what="The figures" reference={figures.reference} />
      )}
      <div className="mt-6">
        <Suspense fallback={<TableWaits />}>
          <Campaigns {...props} campaigns={campaigns} base={base} figures={figures.ok ? figures.value : null} />
        </Suspense>
      </div>
    </>
  )
}

type FiguresProps = Props & {
  figures: ClientFigures
  changes: readonly Change[]
  base: string
  children: React.ReactNode
}

function Figures({ scope, client, agency, slug, now, figures, changes, children }: FiguresProps) {
  const { currency } = client
  const { locale } = agency
  const behind = behindOf(figures.sources, { now, locale, timezone: client.timezone })
  const { period, before, today, coverage, rows, earlier } = figures
  const drawn = { period, before, today, coverage, rows, earlier }
  const { left } = figures
  const isEarly = sparse(coverage?.first ?? null, today, sumOf(rows, period).conversions)
  return (
    <>
      {behind.length > 0 || left.length > 0 || isEarly ? (
        <div className="mb-4 grid gap-2">
          <DataNotices
            {...{ behind, left, currency, locale, sparse: isEarly }}
            reconnectHref={can(scope, 'integration.write') ? `/${slug}/integrations` : null}
          />
        </div>
      ) : null}
      <Performance
        view={{
          figures: drawn,
          month: figures.month,
          currency,
          locale,
          marks: marksOf(changes, period),
          behind: behind.map(({ since }) => since).join(', ') || null,
        }}
        aside={children}
      >
        <PlatformSplit figures={drawn} currency={currency} locale={locale} isEarly={isEarly !== null} />
      </Performance>
    </>
  )
}

/** Begins to read the first rows of the table; it never rejects. */
export const readCampaigns = ({ scope, client, slug, period, view }: Props): Promise<Part<FirstCampaigns>> =>
  part(() => firstCampaigns(scope, client, slug, period, view))

type CampaignsProps = Props & {
  campaigns: Promise<Part<FirstCampaigns>>
  figures: ClientFigures | null
  base: string
  /** Says in the table what is behind, where the page does not. */ saysBehind?: boolean
}

export async function Campaigns({
  scope,
  client,
  agency,
  slug,
  period,
  now,
  campaigns,
  figures,
  base,
  saysBehind,
}: CampaignsProps) {
  const first = await campaigns
  if (!first.ok) return <PartFailed what="Campaigns" reference={first.reference} />
  const { locale } = agency
  const zones = new Set(figures?.zones ?? [])
  const days =
    zones.size === 0 || (zones.size === 1 && zones.has(client.timezone))
      ? client.timezone
      : `the accounts' own zones: ${[...zones].join(', ')}`
  const isEarly = figures
    ? sparse(figures.coverage?.first ?? null, figures.today, sumOf(figures.rows, period).conversions) !== null
    : false
  const behind = figures && saysBehind ? behindOf(figures.sources, { now, locale, timezone: client.timezone }) : []
  return (
    <CampaignTable
      first={first.value}
      base={base}
      locale={locale}
      mayWrite={can(scope, 'campaign.write')}
      isEarly={isEarly}
      source={`Money in each account's currency, days in ${days}`}
      notice={
        <DataNotices
          behind={behind}
          left={[]}
          sparse={null}
          currency={client.currency}
          locale={locale}
          reconnectHref={can(scope, 'integration.write') ? `/${slug}/integrations` : null}
          flush
        />
      }
      empty={
        <NoCampaigns
          accounts={figures?.sources.length ?? 1}
          agency={slug}
          base={base}
          mayConnect={can(scope, 'integration.write')}
          mayBuild={can(scope, 'ad.build')}
        />
      }
    />
  )
}
