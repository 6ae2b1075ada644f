import { Meter } from '@/components/chart/meter'
import { Badge } from '@/components/ui/badge'
import { MISSING, money, moneyCompact, percent } from '@/lib/core/format'
import type { GoalState } from '@/lib/report/goal'
import { MATURE_CONVERSIONS, MATURE_DAYS } from '@/lib/report/late'
import { METRICS } from '@/lib/report/metric'
import type { ViewerSpent } from '@/lib/report/viewer'
import { writeMetric, writeShortMetric } from '@/lib/report/words'

type Writing = { currency: string; locale: string }

/** Spent against the month's budget: figure, word, bar with today's tick. */
export function SpentCard({ spent, currency, locale }: { spent: ViewerSpent } & Writing) {
  const { micros, budgetMicros, elapsed, pace } = spent
  const used = micros !== null && budgetMicros ? micros / budgetMicros : null
  return (
    <section aria-label="Spent" className="p-4">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-label text-muted">Spent</h2>
        {pace && pace.word !== 'No budget' ? <Badge tone={pace.tone}>{pace.word}</Badge> : null}
      </div>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2">
        <span className="text-display" title={micros === null ? 'Not known yet' : money(micros, currency, locale)}>
          {micros === null ? MISSING : moneyCompact(micros, currency, locale)}
        </span>
        {budgetMicros ? (
          <span className="text-muted">of {moneyCompact(budgetMicros, currency, locale)} this month</span>
        ) : null}
      </p>
      {used !== null && elapsed !== null && budgetMicros ? (
        <>
          <Meter
            size="large"
            used={used}
            elapsed={elapsed}
            tone={pace?.tone === 'bad' ? 'bad' : pace?.tone === 'warn' ? 'warn' : 'normal'}
            label={`${percent(used, locale)} of ${money(budgetMicros, currency, locale)} spent, ${percent(elapsed, locale)} of the month over`}
            className="mt-3"
          />
          <p className="mt-2 text-small text-muted">
            {percent(used, locale)} of the budget; the mark is today, {percent(elapsed, locale)} of the month.
          </p>
        </>
      ) : null}
    </section>
  )
}

/** The result against the goal, and what it means in one plain sentence. */
export function GoalCard({ goal, currency, locale }: { goal: GoalState } & Writing) {
  const { metric, value, goal: wanted, word, tone } = goal
  const writing = { currency, locale }
  return (
    <section aria-label={METRICS[metric].plain} className="border-t border-line p-4">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-label text-muted">{METRICS[metric].plain}</h2>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2">
        <span className="text-display">{value === null ? MISSING : writeShortMetric(metric, value, writing)}</span>
        <span className="text-muted">goal {writeMetric(metric, wanted, writing)}</span>
      </p>
      <p className="mt-1 text-small text-muted">{meaning(goal, writing)}</p>
    </section>
  )
}

function meaning({ metric, value }: GoalState, { currency, locale }: Writing): string {
  if (value === null) return `It can be read after ${MATURE_DAYS} days, or after ${MATURE_CONVERSIONS} orders.`
  const one = money(1_000_000, currency, locale)
  return metric === 'roas'
    ? `Each ${one} of advertising brought ${money(value * 1_000_000, currency, locale)} in sales.`
    : `Each order took ${money(value, currency, locale)} of advertising.`
}
