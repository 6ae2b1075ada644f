import { isBlocking, plural, type Issue } from '@/lib/ad/issue'

/** One thing that was looked at before the launch: in order, to know, or in the way. */
export type Preflight = { key: string; state: 'pass' | 'know' | 'block'; text: string; issues: Issue[] }

type Rule = { key: string; pass: string; is: (issue: Issue) => boolean }

const at = (issue: Issue, ...names: string[]): boolean =>
  names.some((name) => issue.path.split(/[.[\]]+/).includes(name))

const RULES: readonly Rule[] = [
  { key: 'objective', pass: 'The objective is chosen', is: (issue) => issue.step === 'objective' },
  {
    key: 'accounts',
    pass: 'All connections are valid, with write access',
    is: (issue) => issue.step === 'connections',
  },
  { key: 'audience', pass: 'The audience can be targeted', is: (issue) => issue.step === 'audience' },
  {
    key: 'media',
    pass: 'Pictures fit every placement',
    is: (issue) => issue.step === 'creative' && at(issue, 'media'),
  },
  {
    key: 'url',
    pass: 'Landing page addresses are right',
    is: (issue) => issue.step === 'creative' && at(issue, 'url'),
  },
  { key: 'texts', pass: 'Texts fit every placement', is: (issue) => issue.step === 'creative' },
  { key: 'budget', pass: 'Budgets and dates hold', is: (issue) => issue.step === 'budget' },
]

/** Every issue under the first thing that it is about, and what is in order. */
export function preflight(issues: readonly Issue[]): Preflight[] {
  const left = new Set(issues)
  return RULES.map(({ key, pass, is }) => {
    const own = [...left].filter(is)
    for (const issue of own) left.delete(issue)
    if (own.length === 0) return { key, state: 'pass', text: pass, issues: [] }
    const blocks = own.filter(isBlocking).length
    return {
      key,
      state: blocks > 0 ? 'block' : 'know',
      text: blocks > 0 ? plural(blocks, 'fault') : plural(own.length, 'thing to know', 'things to know'),
      issues: own,
    }
  })
}

/** "5 passed, 2 to know, 1 blocks"; `more` is what is listed beside the issues, such as pages that do not answer. */
export function preflightLabel(list: readonly Preflight[], more = { passed: 0, toKnow: 0, blocks: 0 }): string {
  const passed = list.filter(({ state }) => state === 'pass').length + more.passed
  const issues = list.flatMap((each) => each.issues)
  const faults = issues.filter(isBlocking).length
  const blocks = faults + more.blocks
  return [
    `${passed} passed`,
    `${issues.length - faults + more.toKnow} to know`,
    `${blocks} ${blocks === 1 ? 'blocks' : 'block'}`,
  ].join(', ')
}
