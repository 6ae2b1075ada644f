import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AccountFacts, accountState, isMoving, platformState, type Work } from './account-state'

const at = new Date('2026-11-20T12:00:00Z')
const good: AccountFacts = {
  clientId: 'c',
  login: 'active',
  importedAt: at,
  lastSyncedAt: at,
  syncError: null,
  justAssigned: false,
  pulling: false,
  work: undefined,
}
const fresh = { ...good, importedAt: null, lastSyncedAt: null }
const run = (job: Work['job'], status: Work['status'], error: string | null = null): { work: Work } => ({
  work: { job, status, error },
})

describe('what an account does', () => {
  test.each<[string, AccountFacts, object]>([
    [
      'without a client nothing is fetched',
      { ...fresh, clientId: null, login: 'needs_reconnect' },
      { kind: 'unassigned' },
    ],
    ['a dead login stops it', { ...good, login: 'needs_reconnect', syncError: 'x' }, { kind: 'stopped' }],
    [
      'a disconnected one too',
      { ...good, login: 'disconnected', ...run('sync-metrics', 'running') },
      { kind: 'stopped' },
    ],
    ['just assigned', { ...fresh, justAssigned: true }, { kind: 'importing', step: 'campaigns', error: null }],
    ['assigned long ago, and its import was lost', fresh, { kind: 'unbegun' }],
    [
      'campaigns first',
      { ...fresh, ...run('import-account', 'running') },
      { kind: 'importing', step: 'campaigns', error: null },
    ],
    [
      'then figures',
      { ...fresh, pulling: true, ...run('import-account', 'running') },
      { kind: 'importing', step: 'figures', error: null },
    ],
    [
      'an import that is tried again says why',
      { ...fresh, ...run('import-account', 'waiting', 'Google asks to wait.') },
      { kind: 'importing', step: 'campaigns', error: 'Google asks to wait.' },
    ],
    [
      'an import that has ended badly',
      { ...fresh, ...run('import-account', 'failed', 'No.') },
      { kind: 'import_failed', error: 'No.' },
    ],
    ['a sync', { ...good, ...run('sync-metrics', 'running') }, { kind: 'syncing', error: null }],
    [
      'a pull without a run, as a member of chosen clients sees it',
      { ...good, pulling: true },
      { kind: 'syncing', error: null },
    ],
    [
      'a sync that failed',
      { ...good, syncError: 'Meta is down.', ...run('sync-metrics', 'failed') },
      { kind: 'failed', error: 'Meta is down.' },
    ],
    ['all is well', { ...good, ...run('sync-metrics', 'done') }, { kind: 'good' }],
    ['figures without the mark of an import', { ...good, importedAt: null }, { kind: 'good' }],
  ])('%s', (_, facts, state) => expect(accountState(facts)).toEqual(state))

  test('whatever the facts: a dead login never moves, and an error is never hidden behind "good"', () => {
    const facts = fc.record<AccountFacts>({
      clientId: fc.constantFrom(null, 'c'),
      login: fc.constantFrom('active', 'needs_reconnect', 'disconnected'),
      importedAt: fc.constantFrom(null, at),
      lastSyncedAt: fc.constantFrom(null, at),
      syncError: fc.constantFrom(null, 'It failed.'),
      justAssigned: fc.boolean(),
      pulling: fc.boolean(),
      work: fc.option(
        fc.record<Work>({
          job: fc.constantFrom('import-account', 'sync-metrics'),
          status: fc.constantFrom('running', 'waiting', 'done', 'failed'),
          error: fc.constantFrom(null, 'Why.'),
        }),
        { nil: undefined },
      ),
    })
    fc.assert(
      fc.property(facts, (f) => {
        const state = accountState(f)
        if (f.login !== 'active') expect(isMoving(state)).toBe(false)
        if (state.kind === 'good') expect(f.syncError).toBeNull()
      }),
    )
  })
})

test.each([
  ['ENABLED', 'Enabled', true],
  ['ACTIVE', 'Active', true],
  ['CANCELED', 'Canceled', false],
  ['IN_GRACE_PERIOD', 'In grace period', false],
])('%s is written %s', (word, says, isLive) => expect(platformState(word)).toEqual({ says, isLive }))
