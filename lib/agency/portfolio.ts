import { dayIn } from '@/lib/core/zone'
import { freshness, type Freshness, type SourceState } from '@/lib/report/freshness'
import { monthCovered } from '@/lib/report/pace'

export type PortfolioRow = {
  id: string
  slug: string
  name: string
  currency: string
  timezone: string
  /** This month so far on the client's calendar; null without a figure. */
  spentMicros: number | null
  /** Currencies that stay out of the sum, because no dated rate is known. */
  leftOut: string[]
  budgetMicros: number | null
  /** Share of the client's month that the figures cover: 0.67. */
  elapsed: number
  state: Freshness['state']
  until: Date | null
  /** Accounts that are behind or need a new connection, in words. */
  behind: string[]
}

type Facts = Pick<PortfolioRow, 'id' | 'slug' | 'name' | 'currency' | 'timezone' | 'leftOut' | 'budgetMicros'> & {
  spend: readonly number[]
  sources: readonly SourceState[]
}

/** One line of the portfolio. Without a source there is no figure: nothing known is not nothing spent. */
export function portfolioRow({ spend, sources, ...facts }: Facts, now: Date): PortfolioRow {
  const { state, until, behind } = freshness(sources, now)
  const hasFigure = state !== 'none' && state !== 'missing'
  return {
    ...facts,
    state,
    until,
    elapsed: monthCovered(until, dayIn(now, facts.timezone), facts.timezone),
    spentMicros: hasFigure ? spend.reduce((a, b) => a + b, 0) : null,
    behind: behind.map(
      (source) => `${source.accountName}${source.needsReconnect ? ' needs to be connected again' : ''}`,
    ),
  }
}

/** Spent against budget, as a share; null where one of the two is unknown or the data is too old to judge. */
export const usedShare = (row: Pick<PortfolioRow, 'spentMicros' | 'budgetMicros' | 'state'>): number | null =>
  row.spentMicros === null || row.budgetMicros === null || row.budgetMicros <= 0 || row.state !== 'fresh'
    ? null
    : row.spentMicros / row.budgetMicros
