/** Every figure of a dashboard, once: how it is summed or divided, its unit, whether more is better, and its one-line meaning. */

export type Sums = {
  spendMicros: number
  impressions: number
  clicks: number
  conversions: number
  valueMicros: number
}

export const ZERO: Sums = { spendMicros: 0, impressions: 0, clicks: 0, conversions: 0, valueMicros: 0 }

export type MetricUnit = 'money' | 'count' | 'percent' | 'ratio'

type Row = {
  label: string
  /** The client's word, where it differs. */
  plain: string
  unit: MetricUnit
  /** Sums and ratios of sums; never an average of ratios. Null where the denominator is nothing. */
  of: (s: Sums) => number | null
  better: 'up' | 'down' | null
  says: string
}

/** Leads and sign-ups often carry no value: that is not known, which is not the same as worth nothing. */
export const hasNoValue = (s: Sums): boolean => s.valueMicros === 0 && s.conversions > 0

const valueOf = (s: Sums): number | null => (hasNoValue(s) ? null : s.valueMicros)

const over = (a: number | null, b: number): number | null => (a !== null && b > 0 ? a / b : null)

export const METRICS = {
  spend: {
    label: 'Spend',
    plain: 'Spent',
    unit: 'money',
    of: (s) => s.spendMicros,
    better: null,
    says: 'What the platforms charge.',
  },
  value: {
    label: 'Revenue',
    plain: 'Sales',
    unit: 'money',
    of: valueOf,
    better: 'up',
    says: 'Value of the conversions that the platforms attribute to the ads.',
  },
  roas: {
    label: 'ROAS',
    plain: 'Return on ad spend',
    unit: 'ratio',
    of: (s) => over(valueOf(s), s.spendMicros),
    better: 'up',
    says: 'Revenue for each unit of spend.',
  },
  conversions: {
    label: 'Conversions',
    plain: 'Orders',
    unit: 'count',
    of: (s) => s.conversions,
    better: 'up',
    says: 'Orders or leads that the platforms attribute to the ads.',
  },
  cpa: {
    label: 'CPA',
    plain: 'Cost per order',
    unit: 'money',
    of: (s) => over(s.spendMicros, s.conversions),
    better: 'down',
    says: 'Spend for each conversion.',
  },
  impressions: {
    label: 'Impressions',
    plain: 'Times shown',
    unit: 'count',
    of: (s) => s.impressions,
    better: 'up',
    says: 'How often the ads were shown.',
  },
  clicks: {
    label: 'Clicks',
    plain: 'Visits',
    unit: 'count',
    of: (s) => s.clicks,
    better: 'up',
    says: 'Clicks that lead to the site.',
  },
  ctr: {
    label: 'CTR',
    plain: 'Click rate',
    unit: 'percent',
    of: (s) => over(s.clicks, s.impressions),
    better: 'up',
    says: 'Clicks for each impression.',
  },
  cpc: {
    label: 'CPC',
    plain: 'Cost per visit',
    unit: 'money',
    of: (s) => over(s.spendMicros, s.clicks),
    better: 'down',
    says: 'Spend for each click.',
  },
  cpm: {
    label: 'CPM',
    plain: 'Cost per thousand',
    unit: 'money',
    of: (s) => {
      const c = over(s.spendMicros, s.impressions)
      return c === null ? null : c * 1000
    },
    better: 'down',
    says: 'Spend for a thousand impressions.',
  },
  aov: {
    label: 'Average order',
    plain: 'Average order',
    unit: 'money',
    of: (s) => over(valueOf(s), s.conversions),
    better: 'up',
    says: 'Revenue for each conversion.',
  },
} as const satisfies Record<string, Row>

export type MetricKey = keyof typeof METRICS
export const METRIC_KEYS = Object.keys(METRICS) as MetricKey[]

export const add = (a: Sums, b: Sums): Sums => ({
  spendMicros: a.spendMicros + b.spendMicros,
  impressions: a.impressions + b.impressions,
  clicks: a.clicks + b.clicks,
  conversions: a.conversions + b.conversions,
  valueMicros: a.valueMicros + b.valueMicros,
})

/** Relative change, or null where there is nothing to compare with. */
export function changeOf(key: MetricKey, now: Sums, before: Sums): number | null {
  const [a, b] = [METRICS[key].of(now), METRICS[key].of(before)]
  return a === null || b === null || b === 0 ? null : a / b - 1
}

/** Whether a change is good news: a falling cost is. Under half a percent it is neither. */
export function tone(key: MetricKey, change: number | null): 'good' | 'bad' | 'neutral' {
  const { better } = METRICS[key]
  if (change === null || better === null || Math.abs(change) < 0.005) return 'neutral'
  return change > 0 === (better === 'up') ? 'good' : 'bad'
}
