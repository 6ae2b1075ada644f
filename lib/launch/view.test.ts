import { expect, test } from 'vitest'
import type { PlannedWrite } from '@/lib/connectors/define'
import type { WriteState } from './progress'
import { countRows, launchAccounts, type Written } from './view'

const entity = { campaign: 'c', unit: 'u', ad: 'a' } as const

function written(
  kind: keyof typeof entity,
  phase: PlannedWrite['phase'],
  state: WriteState,
  error: Written['error'] = null,
): Written {
  const key = `${entity[kind]}.${phase}`
  const needs = { campaign: [], unit: ['c.create'], ad: ['u.create'] }
  const name = `My ${kind}`
  return {
    id: key,
    adAccountId: 'account',
    platform: 'meta_ads',
    accountName: 'Account',
    write: {
      key,
      kind: `meta.${kind}`,
      label: kind,
      name,
      request: {},
      dependsOn: phase === 'create' ? needs[kind] : [],
      entities: [{ kind, key: entity[kind], name }],
      phase,
    },
    state,
    sentAt: null,
    doneAt: null,
    readBackAt: null,
    differences: [],
    error,
  }
}

const created = (['campaign', 'unit', 'ad'] as const).map((kind) => written(kind, 'create', 'done'))
const states = (all: Written[]) => launchAccounts(all)[0]?.rows.map(({ label, state }) => `${label} ${state}`)

test('nothing is called live below a campaign that is off', () => {
  const off = [
    ...created,
    written('ad', 'activate', 'done'),
    written('unit', 'activate', 'failed'),
    written('campaign', 'activate', 'pending'),
  ]
  expect(states(off)).toEqual(['Campaign created', 'Ad set failed', 'Ad created'])
  const on = [...created, ...(['campaign', 'unit', 'ad'] as const).map((kind) => written(kind, 'activate', 'done'))]
  expect(states(on)).toEqual(['Campaign live', 'Ad set live', 'Ad live'])
  expect(countRows(launchAccounts(on))).toMatchObject({ total: 3, done: 3 })
})

test('what is tried again says why, until it is over', () => {
  const limited = {
    fault: 'rate_limit' as const,
    ours: 'Meta asks to slow down. Paceline tries again in 60 seconds.',
    platform: { message: 'Too many calls', code: '17' },
  }
  const row = (state: WriteState) => launchAccounts([written('campaign', 'create', state, limited)])[0]?.rows[0]
  expect(row('pending')).toMatchObject({ state: 'waiting', trouble: limited, failed: null })
  expect(row('unknown')).toMatchObject({ state: 'asking', trouble: limited, failed: null })
  expect(row('failed')).toMatchObject({ state: 'failed', trouble: null, failed: { error: limited } })
  expect(row('done')).toMatchObject({ trouble: null })
})

test('an ad whose content is there is in progress only while what it stands on is there too', () => {
  const content = { ...written('ad', 'create', 'done'), id: 'content' }
  content.write = {
    ...content.write,
    key: 'content',
    dependsOn: [],
    entities: [{ kind: 'creative', key: 'a', name: 'My ad' }],
  }
  const ad = written('ad', 'create', 'pending')
  ad.write = { ...ad.write, dependsOn: ['content', 'u.create'] }
  const all = (unit: WriteState) => [
    written('campaign', 'create', 'done'),
    written('unit', 'create', unit),
    content,
    ad,
  ]
  expect(states(all('done'))?.at(-1)).toBe('Ad sending')
  expect(states(all('failed'))?.at(-1)).toBe('Ad waiting')
  expect(countRows(launchAccounts(all('failed')))).toMatchObject({ inProgress: 0, failed: 1 })
})
