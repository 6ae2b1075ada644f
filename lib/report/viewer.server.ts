import 'server-only'
import type { Scope } from '@/lib/access/scope'
import type { ClientSummary } from '@/lib/advertiser/client-data.server'
import { getAgency } from '@/lib/agency/data.server'
import { addDays } from '@/lib/core/day'
import { time } from '@/lib/core/format'
import { dayIn } from '@/lib/core/zone'
import { logChanges, marksOf } from './change'
import { logFacts } from './change.server'
import { clientFigures, type ClientFigures } from './figures.server'
import { lineOf } from './figures'
import { goalState, isGoalKey } from './goal'
import { kpi } from './kpi'
import { part } from './part.server'
import { previousPeriod, type Period } from './period'
import { plainChanges } from './plain-change'
import { getSentence } from './sentence.server'
import { behindOf, sourceLine } from './source-line'
import { chartTitle } from './title'
import { type ViewerDashboard, type ViewerFigures, type ViewerSpent, VIEWER_KPIS } from './viewer'
import { viewerAds } from './viewer-ads.server'

const CHANGES_BACK_DAYS = 30

const spentOf = ({ month, coverage, rows }: ClientFigures): ViewerSpent => {
  const micros = coverage === null ? null : rows.reduce((sum, row) => sum + row.spendMicros, 0)
  if (!month) return { micros, budgetMicros: null, elapsed: null, pace: null }
  const { pace, budgetMicros, elapsed } = month
  return { micros: month.spentMicros, budgetMicros, elapsed, pace: pace ? { word: pace.word, tone: pace.tone } : null }
}

function figuresOf(client: ClientSummary, figures: ClientFigures, locale: string, now: Date): ViewerFigures {
  const { goalMetric, goalValue } = client
  const writing = { now, locale, timezone: client.timezone }
  const result = isGoalKey(goalMetric) ? kpi(goalMetric, figures).value : null
  const line = lineOf('value', figures.rows, figures.earlier, figures)
  return {
    spent: spentOf(figures),
    goal: goalState(goalMetric, goalValue === null ? null : Number(goalValue), result),
    kpis: VIEWER_KPIS.map((key) => kpi(key, figures)),
    line: { ...line, title: chartTitle('value', figures, locale, true), marks: [] },
    left: figures.left,
    updated: sourceLine(figures.sources, writing),
    // Whose access ended is the agency's business; the client reads since when figures are missing.
    behind: behindOf(figures.sources, writing).map(({ since }) => `${since}.`),
    state: figures.fresh.state,
  }
}

/** The client's dashboard. `scope` is a viewer's, or `asViewer()` of staff: both take this one path. */
export async function viewerDashboard(
  scope: Scope,
  client: ClientSummary,
  period: Period,
  now: Date,
): Promise<ViewerDashboard> {
  const { name, locale } = await getAgency(scope)
  const today = dayIn(now, client.timezone)
  const since = addDays(today, -CHANGES_BACK_DAYS)
  const [figures, sentence, logs, ads] = await Promise.all([
    part(async () => figuresOf(client, await clientFigures(scope, client, period, now), locale, now)),
    part(async () => {
      const found = await getSentence(scope, client.id)
      return found ? { body: found.body, when: time(found.createdAt, locale, client.timezone, { day: true }) } : null
    }),
    part(() => logFacts(scope, client, since < period.first ? since : period.first)),
    part(() => viewerAds(scope, client.id, period)),
  ])
  return {
    client: client.name,
    agency: name,
    currency: client.currency,
    timezone: client.timezone,
    locale,
    today,
    period,
    before: previousPeriod(period),
    figures:
      figures.ok && logs.ok
        ? { ok: true, value: withMarks(figures.value, marksOf(logChanges(logs.value), period)) }
        : figures,
    sentence,
    changes: logs.ok ? { ok: true, value: plainChanges(logs.value, today) } : logs,
    ads,
  }
}

const withMarks = (figures: ViewerFigures, marks: ViewerFigures['line']['marks']): ViewerFigures => ({
  ...figures,
  line: { ...figures.line, marks },
})
