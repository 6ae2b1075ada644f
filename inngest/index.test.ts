import { expect, test } from 'vitest'
import { functions } from './index'
import { readRegistration } from './local/registry'

test('every job of the application can run on the job server for one machine', () => {
  const baseUrl = new URL('http://127.0.0.1:3000/api/inngest')
  const configs = functions.flatMap((fn) => fn['getConfig']({ baseUrl, appPrefix: 'paceline' }))
  const read = readRegistration({ functions: JSON.parse(JSON.stringify(configs)) }, () => undefined)
  expect(read.map((fn) => fn.id)).toEqual(configs.map((config) => config.id))
  expect(new Set(read.map((fn) => fn.id)).size).toBe(read.length)
  expect(read.filter((fn) => fn.events.length + fn.crons.length === 0)).toEqual([])
})
