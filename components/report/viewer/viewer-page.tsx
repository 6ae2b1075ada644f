import { Section } from '@/components/layout/section'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { date, period as writePeriod } from '@/lib/core/format'
import { FILLING_DAYS, isFilling } from '@/lib/report/late'
import type { ViewerDashboard, ViewerFigures } from '@/lib/report/viewer'
import { PeriodControl } from '../period-control'
import { GoalCard, SpentCard } from './answers'
import { Calm } from './calm'
import { ViewerAds } from './viewer-ads'
import { ViewerChart } from './viewer-chart'
import { ViewerKpis } from './viewer-kpis'

type Props = { dashboard: ViewerDashboard; agency: string }

/** The client's dashboard: three answers first, then what they rest on. Each part stands by itself. */
export function ViewerPage({ dashboard, agency }: Props) {
  const { client, figures, period, before, today, locale, currency, timezone } = dashboard
  return (
    <article className="mx-auto max-w-240">
      <header className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-title">{client}</h1>
        <PeriodControl period={period} before={before} today={today} locale={locale} small plain />
      </header>
      {figures.ok ? <Freshness figures={figures.value} /> : null}
      <div className="grid items-start gap-3 min-[720px]:grid-cols-2">
        <Answers {...dashboard} />
        <SentenceCard {...dashboard} />
      </div>
      {figures.ok && figures.value.state !== 'none' && figures.value.state !== 'missing' ? (
        <>
          <Section
            title={writePeriod(period.first, period.last, locale, true)}
            note={`Money in ${currency}${isFilling(period.last, today) ? `; the last ${FILLING_DAYS} days are still filling in` : ''}`}
            className="mt-8"
          >
            <ViewerKpis kpis={figures.value.kpis} currency={currency} locale={locale} />
            <ViewerChart
              line={figures.value.line}
              period={period}
              before={before}
              today={today}
              currency={currency}
              locale={locale}
            />
          </Section>
        </>
      ) : null}
      <Changes changes={dashboard.changes} locale={locale} />
      <ViewerAds ads={dashboard.ads} agency={agency} locale={locale} />
      <footer className="mt-8 text-small text-muted">
        Sales and orders are what the platforms attribute to the ads. Money in {currency}, days in {timezone}.
      </footer>
    </article>
  )
}

function Freshness({ figures }: { figures: ViewerFigures }) {
  const { updated, behind, left, state } = figures
  return (
    <>
      {state === 'none' || state === 'missing' ? null : (
        <p className="mb-3 text-small text-muted">Figures from {updated}.</p>
      )}
      {behind.length > 0 ? (
        <Notice tone="warn" className="mb-3">
          {behind.join(' ')} Below are the last good figures; the missing ones follow by themselves.
        </Notice>
      ) : null}
      {left.length > 0 ? (
        <Notice tone="warn" className="mb-3">
          Spend in {left.join(' and ')} is not in these sums yet: its exchange rate is missing.
        </Notice>
      ) : null}
    </>
  )
}

function Answers({ figures, currency, locale }: ViewerDashboard) {
  if (!figures.ok) return <Calm what="The figures" />
  const { state, spent, goal } = figures.value
  if (state === 'none' || state === 'missing')
    return (
      <Card className="p-4">
        <h2 className="text-heading">Your figures appear here</h2>
        <p className="mt-1 text-muted">
          {state === 'none'
            ? 'Your agency connects your ad accounts first. An hour later you read here what is spent and what it brings; after a week also how it compares.'
            : 'Your ad accounts are connected. The first figures come within the hour; after a week you also read how they compare.'}
        </p>
      </Card>
    )
  return (
    <Card className="grid content-start">
      <SpentCard spent={spent} currency={currency} locale={locale} />
      {goal ? <GoalCard goal={goal} currency={currency} locale={locale} /> : null}
    </Card>
  )
}

function SentenceCard({ sentence, agency }: ViewerDashboard) {
  if (!sentence.ok) return <Calm what="The message of your agency" />
  if (!sentence.value) return null
  return (
    <Card className="flex flex-col justify-between bg-surface p-4" aria-label={`From ${agency}`}>
      <p className="break-words whitespace-pre-wrap">{sentence.value.body}</p>
      <p className="mt-3 text-small text-muted">
        {agency}, {sentence.value.when}
      </p>
    </Card>
  )
}

function Changes({ changes, locale }: { changes: ViewerDashboard['changes']; locale: string }) {
  if (!changes.ok)
    return (
      <Section title="What changed">
        <Calm what="What changed" />
      </Section>
    )
  if (changes.value.length === 0) return null
  return (
    <Section title="What changed">
      <Card>
        <ol>
          {changes.value.map(({ day, text, note }) => (
            <li
              key={day + text}
              className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-2 border-line px-4 py-3 not-first:border-t"
            >
              <time dateTime={day} className="text-small leading-5 text-muted">
                {date(day, locale)}
              </time>
              <p className="break-words">
                {text} {note ? <span className="text-muted">{note}</span> : null}
              </p>
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  )
}
