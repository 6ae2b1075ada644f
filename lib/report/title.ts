import { percent, period as writePeriod } from '@/lib/core/format'
import { platformName } from '@/lib/integration/schema'
import { byPlatform } from './figures'
import { kpi, type Figures } from './kpi'
import { sparse } from './late'
import { METRICS, type MetricKey } from './metric'

const LEVEL = 0.02
const MOST = 0.6

const SUMMED: ReadonlySet<MetricKey> = new Set(['spend', 'value', 'conversions', 'impressions', 'clicks'])

/** The platform that made most of the change, where one did and there is more than one. */
function mostly(
  key: MetricKey,
  { rows, earlier }: Figures,
  compared: NonNullable<ReturnType<typeof kpi>['compared']>,
): string | null {
  if (!SUMMED.has(key)) return null
  const [now, before] = [byPlatform(rows, compared.now), byPlatform(earlier, compared.before)]
  const platforms = [...new Set([...now.keys(), ...before.keys()])]
  if (platforms.length < 2) return null
  const of = (sums: typeof now, platform: string) => {
    const found = sums.get(platform)
    return found ? (METRICS[key].of(found) ?? 0) : 0
  }
  const moves = platforms.map((platform) => ({ platform, by: of(now, platform) - of(before, platform) }))
  const total = moves.reduce((sum, { by }) => sum + by, 0)
  const top = moves.find(({ by }) => total !== 0 && by / total >= MOST)
  return top ? platformName(top.platform) : null
}

type Word = (key: MetricKey) => string
const label: Word = (key) => METRICS[key].label
const plain: Word = (key) => METRICS[key].plain

/** The finding of the chart in one sentence: how the metric moved, against which days, and what moved it. */
export function chartTitle(key: MetricKey, figures: Figures, locale: string, isPlain = false): string {
  const name = (isPlain ? plain : label)(key)
  const { value, missing, change, compared } = kpi(key, figures)
  if (missing === 'no figures yet') return `${name} by day: no figures yet`
  const young = sparse(figures.coverage?.first ?? null, figures.today, 0)
  if (missing === 'too early' || (young && change === null))
    return `${name} by day: too early to tell, ${young?.daysSeen ?? 0} of 7 days seen`
  if (missing === 'no value') return `${name} by day: these conversions carry no value`
  if (value === null || change === null || compared === null) return `${name} by day`
  const against = writePeriod(compared.before.first, compared.before.last, locale)
  if (Math.abs(change) < LEVEL) return `${name} level with ${against}`
  const source = mostly(key, figures, compared)
  const size = percent(Math.abs(change), locale)
  return `${name} ${change > 0 ? 'up' : 'down'} ${size} on ${against}${source ? `, most of it from ${source}` : ''}`
}
