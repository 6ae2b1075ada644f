import { describe, expect, test } from 'vitest'
import { day } from '@/lib/core/day'
import { auditChanges, type AuditFact, logChanges, type LogFact, marksOf, newestFirst } from './change'
import { plainChanges } from './plain-change'

let n = 0
const fact = (over: Partial<LogFact> & { minute?: number } = {}): LogFact => {
  const { minute = 0, ...rest } = over
  return {
    id: String(n++),
    at: new Date(Date.UTC(2026, 10, 20, 12, minute)),
    day: day('2026-11-20'),
    action: 'pause',
    status: 'success',
    message: 'Paused "Lamp" at Meta and read it back: PAUSED.',
    actorName: 'Ada',
    campaignId: 'c1',
    campaignName: 'Lamp',
    platform: 'meta_ads',
    buildId: null,
    buildName: null,
    ...rest,
  }
}
const said = (facts: LogFact[]) => logChanges(facts).map(({ kind, text, note }) => [kind, text, note])

describe('the log in words', () => {
  test('one pause is a sentence that leads to its campaign', () => {
    const [line] = logChanges([fact()])
    expect(line).toMatchObject({ kind: 'state', actor: 'Ada', text: 'Paused "Lamp" at Meta.', campaignId: 'c1' })
  })
  test('a press that pauses many is one line', () => {
    const facts = ['a', 'b', 'c'].map((id) => fact({ campaignId: id, campaignName: id }))
    expect(said(facts)).toEqual([['state', 'Paused 3 campaigns at Meta.', null]])
  })
  test('a request that was answered is told by its answer; one that was not says so', () => {
    expect(said([fact({ minute: 1 }), fact({ status: 'requested' })])).toEqual([
      ['state', 'Paused "Lamp" at Meta.', null],
    ])
    expect(said([fact({ status: 'requested' })])).toEqual([
      ['state', 'Paused "Lamp".', 'Meta has not confirmed it yet'],
    ])
  })
  test('a refusal keeps the words of the platform', () => {
    expect(said([fact({ status: 'error', message: '"Lamp" could not be paused at Meta. It says: no.' })])).toEqual([
      ['problem', '"Lamp" could not be paused at Meta. It says: no.', null],
    ])
  })
  test('all writes of a launch are one line; what was refused is counted', () => {
    const launch = { action: 'launch', buildId: 'b1', buildName: 'Spring' }
    const facts = [
      fact({ ...launch, minute: 3 }),
      fact({ ...launch, minute: 2, status: 'error' }),
      fact({ ...launch, minute: 1, platform: 'google_ads' }),
    ]
    expect(said(facts)).toEqual([
      ['problem', 'Launched "Spring" at Google and Meta.', '2 written and read back, 1 not accepted'],
    ])
    expect(said([fact({ ...launch, minute: 40 }), fact(launch)])).toHaveLength(2)
  })
})

const audit = (action: string, over: Partial<AuditFact> = {}): AuditFact => ({
  id: String(n++),
  at: new Date(Date.UTC(2026, 10, 20)),
  day: day('2026-11-20'),
  action,
  actorName: 'Ada',
  targetId: 'b1',
  target: 'Living',
  budgets: null,
  ...over,
})

test('an edit that moved a budget says so; other edits do not claim it', () => {
  const edit = (month: string) => audit('brand.change', { budgets: { month, day: '' } })
  expect(auditChanges([edit('24000'), edit('20000')]).map(({ kind, text }) => [kind, text])).toEqual([
    ['budget', 'Set the budget of the brand "Living" to 24000 a month.'],
    ['settings', 'Edited the brand "Living".'],
  ])
  expect(auditChanges([edit('20000'), edit('20000')]).map(({ kind }) => kind)).toEqual(['settings', 'settings'])
  expect(auditChanges([audit('team.invite'), audit('note.create')])).toEqual([])
})

test('marks are launches and budgets of the period, one a day, in order', () => {
  const at = (date: string, kind: 'launch' | 'budget' | 'state', id: string) => ({
    id,
    at: `${date}T10:00:00Z`,
    day: day(date),
    kind,
    actor: '',
    text: '',
    note: null,
    campaignId: null,
  })
  const changes = newestFirst([
    at('2026-11-09', 'budget', '1'),
    at('2026-11-13', 'launch', '2'),
    at('2026-11-13', 'launch', '3'),
    at('2026-11-13', 'budget', '4'),
    at('2026-11-14', 'state', '5'),
    at('2026-10-01', 'launch', '6'),
  ])
  expect(marksOf(changes, { first: day('2026-11-01'), last: day('2026-11-20') })).toEqual([
    { at: '2026-11-09', label: 'Budget' },
    { at: '2026-11-13', label: '2 launches, budget' },
  ])
})

test('the client reads what was done, by the agency, in plain words, and only what reached the platform', () => {
  const facts = [
    fact({ actorName: 'Ada Lovelace' }),
    fact({ status: 'error', message: 'Internal: token 123' }),
    fact({ status: 'requested' }),
    fact({ action: 'adopt' }),
    fact({ action: 'launch', day: day('2026-11-02'), campaignId: 'a', campaignName: 'A' }),
    fact({ action: 'launch', day: day('2026-11-02'), campaignId: 'b', campaignName: 'B', platform: 'google_ads' }),
  ]
  expect(plainChanges(facts, day('2026-11-20'))).toEqual([
    { day: '2026-11-20', text: 'We paused the campaign "Lamp" on Meta.', note: 'Too early to see what it changed.' },
    { day: '2026-11-02', text: 'We started 2 campaigns on Google and Meta.', note: null },
  ])
})
