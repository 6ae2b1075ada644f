export type GoalKey = 'roas' | 'cpa'

export type GoalState = {
  metric: GoalKey
  /** A ratio for ROAS, micros for CPA. */
  goal: number
  value: number | null
  word: string
  tone: 'good' | 'warn' | 'neutral'
}

/** Within two percent a goal is met as well as it can be told. */
const NEAR = 0.02

const WORDS: Record<GoalKey, { good: string; short: string }> = {
  roas: { good: 'Above goal', short: 'Below goal' },
  // A cost above its goal is the bad news, so the good word must not be "below".
  cpa: { good: 'Better than goal', short: 'Above goal' },
}

export const isGoalKey = (metric: string | null): metric is GoalKey => metric === 'roas' || metric === 'cpa'

/** The result against the client's goal; a falling cost is the better one. Null without a goal. */
export function goalState(metric: string | null, goal: number | null, value: number | null): GoalState | null {
  if (!isGoalKey(metric) || goal === null || !(goal > 0)) return null
  if (value === null) return { metric, goal, value, word: 'Too early', tone: 'neutral' }
  const off = value / goal - 1
  if (Math.abs(off) <= NEAR) return { metric, goal, value, word: 'On goal', tone: 'good' }
  const isGood = off > 0 === (metric === 'roas')
  return {
    metric,
    goal,
    value,
    word: isGood ? WORDS[metric].good : WORDS[metric].short,
    tone: isGood ? 'good' : 'warn',
  }
}
