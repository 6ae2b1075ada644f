import { expect, test } from 'vitest'
import type { PlannedWrite } from '@/lib/connectors/define'
import { leaveOutOf } from './leave-out'
import type { Progress, WriteState } from './progress'

type Kind = PlannedWrite['entities'][number]['kind']
const write = (
  key: string,
  kind: Kind,
  dependsOn: string[],
  entity: string,
  phase: PlannedWrite['phase'] = 'create',
): PlannedWrite => ({
  key,
  kind: 'x',
  label: kind,
  name: `${entity} [pl:00000000]`,
  request: {},
  dependsOn,
  phase,
  entities: [{ kind, key: entity, name: entity }],
})
const all = (states: Record<string, WriteState> = {}, ads = ['a1', 'a2']): Progress[] =>
  [
    write('picture', 'image', [], 'picture'),
    write('c', 'campaign', [], 'c'),
    write('u', 'unit', ['c'], 'u'),
    ...ads.flatMap((ad) => [
      write(`content-${ad}`, 'creative', ad === 'a1' ? ['picture'] : [], ad),
      write(ad, 'ad', [`content-${ad}`, 'u'], ad),
    ]),
    ...ads.map((ad) => write(`on-${ad}`, 'ad', [ad], ad, 'activate')),
  ].map((each) => ({ write: each, state: states[each.key] ?? 'pending', platform: 'meta_ads', accountName: '' }))

test('an ad goes with its switch, and what is there already stays', () => {
  expect(leaveOutOf(all({ 'content-a2': 'done', a2: 'failed' }), 'a2')).toEqual({ ok: true, value: ['a2', 'on-a2'] })
})
test('refused content or a refused picture takes the ads that need it', () => {
  expect(leaveOutOf(all({ 'content-a2': 'failed' }), 'content-a2')).toEqual({
    ok: true,
    value: ['content-a2', 'a2', 'on-a2'],
  })
  expect(leaveOutOf(all({ picture: 'failed' }), 'picture')).toEqual({
    ok: true,
    value: ['picture', 'content-a1', 'a1', 'on-a1'],
  })
})
test.each([
  ['the last ad of an audience', all({ a1: 'left_out', a2: 'failed' }), 'a2', 'unit "u" would be left without an ad'],
  ['a picture that all ads need', all({ picture: 'failed' }, ['a1']), 'picture', 'without an ad'],
  ['an audience', all({ u: 'failed' }), 'u', 'cannot be left out'],
  ['a campaign', all({ c: 'failed' }), 'c', 'cannot be left out'],
  ['what is there', all({ a1: 'done' }), 'a1', 'is at the platform already'],
  ['what may be there', all({ a1: 'unknown' }), 'a1', 'not known yet'],
  ['what is not there at all', all(), 'nope', 'not part'],
])('%s cannot be left out', (_, progress, key, sentence) => {
  expect(leaveOutOf(progress, key)).toEqual({ ok: false, error: expect.stringContaining(sentence) })
})
