import { expect, test } from 'vitest'
import { functions } from '@/inngest/index'
import { duration, JOBS, jobName } from './words'

test('each job that belongs to an agency has words', () => {
  const ids = functions.map((fn) => fn.opts.id).filter((id) => !/^(sweep|purge)-/.test(id))
  expect(ids.filter((id) => !Object.hasOwn(JOBS, id))).toEqual([])
})

test.each([
  ['sync-metrics', 'Fetch figures'],
  ['fit-model', 'Fit model'],
  ['toString', 'ToString'],
])('%s is called %s', (id, name) => expect(jobName(id)).toBe(name))

test.each([
  [-5, '0 s'],
  [400, '0 s'],
  [59_400, '59 s'],
  [59_600, '1 min'],
  [150_000, '3 min'],
  [3_600_000, '1 h'],
  [3_900_000, '1 h 5 min'],
])('%i ms are %s', (ms, text) => expect(duration(ms)).toBe(text))
