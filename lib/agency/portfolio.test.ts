import { expect, test } from 'vitest'
import { portfolioRow, usedShare } from './portfolio'

const now = new Date('2026-11-21T08:30:00Z')
const facts = {
  id: 'x',
  slug: 'x',
  name: 'X',
  currency: 'EUR',
  timezone: 'UTC',
  leftOut: [],
  budgetMicros: 100,
}
const source = (hoursOld: number | null, needsReconnect = false) => ({
  platform: 'meta_ads',
  accountName: 'Meta',
  error: null,
  errorAt: null,
  needsReconnect,
  dataUntil: hoursOld === null ? null : new Date(now.getTime() - hoursOld * 3_600_000),
})

test.each([
  ['no account: no figure, rather than zero', [], [], { state: 'none', spentMicros: null, behind: [] }, null],
  [
    'an account that never delivered',
    [source(null)],
    [],
    { state: 'missing', spentMicros: null, behind: ['Meta'], elapsed: 0 },
    null,
  ],
  ['fresh and nothing spent is zero', [source(1)], [], { state: 'fresh', spentMicros: 0, behind: [] }, 0],
  ['fresh', [source(1)], [20, 46], { state: 'fresh', spentMicros: 66, elapsed: (20 + 7 / 24) / 30 }, 0.66],
  [
    'stale keeps its figure but gets no share',
    [source(1), source(9)],
    [66],
    { state: 'stale', spentMicros: 66, behind: ['Meta'] },
    null,
  ],
  ['a dead connection says so', [source(1, true)], [66], { behind: ['Meta needs to be connected again'] }, null],
])('%s', (_, sources, spend, expected, share) => {
  const row = portfolioRow({ ...facts, sources, spend }, now)
  expect(row).toMatchObject(expected)
  expect(usedShare(row)).toBe(share)
})
