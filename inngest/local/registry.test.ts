import { expect, test } from 'vitest'
import { readRegistration } from './registry'

const accept = (): void => undefined
const step = {
  step: {
    id: 'step',
    name: 'step',
    runtime: { type: 'http', url: 'http://elsewhere.example:9/api/inngest?fnId=app-f&stepId=step' },
  },
}
const fn = (more: object = {}) => ({ id: 'app-f', name: 'f', triggers: [{ event: 'a/b' }], steps: step, ...more })
const read = (more: object = {}) => readRegistration({ functions: [fn(more)] }, accept)[0]

test('a function is read with its defaults; its host is left out', () => {
  expect(read()).toEqual({
    id: 'app-f',
    path: '/api/inngest?fnId=app-f&stepId=step',
    events: [{ name: 'a/b' }],
    crons: [],
    maxAttempts: 4,
    concurrency: [],
  })
})

test('what is supported is understood', () => {
  expect(read({ steps: { step: { ...step.step, retries: { attempts: 0 } } } })?.maxAttempts).toBe(1)
  expect(read({ concurrency: 3 })?.concurrency).toEqual([{ limit: 3 }])
  expect(read({ concurrency: { limit: 2, key: 'event.data.agencyId', scope: 'fn' } })?.concurrency).toEqual([
    { limit: 2, key: 'event.data.agencyId' },
  ])
  expect(read({ concurrency: [{ limit: 2, key: 'event.data.a.b' }, { limit: 9 }] })?.concurrency).toEqual([
    { limit: 2, key: 'event.data.a.b' },
    { limit: 9 },
  ])
  expect(read({ idempotency: 'event.data.launchId' })?.idempotency).toBe('event.data.launchId')
  expect(read({ triggers: [{ cron: 'TZ=Europe/Oslo 0 9 * * 1' }] })?.crons).toEqual([
    { text: 'TZ=Europe/Oslo 0 9 * * 1', expression: '0 9 * * 1', zone: 'Europe/Oslo' },
  ])
  expect(read({ triggers: [{ event: 'x', expression: "event.data.function_id == 'app-f'" }] })?.events).toEqual([
    { name: 'x', condition: "event.data.function_id == 'app-f'" },
  ])
})

test.each([
  ['debounce', { debounce: { period: '5s' } }],
  ['throttle', { throttle: { limit: 1, period: '5s' } }],
  ['rateLimit', { rateLimit: { limit: 1, period: '5s' } }],
  ['batchEvents', { batchEvents: { maxSize: 5, timeout: '5s' } }],
  ['priority', { priority: { run: '1' } }],
  ['cancel', { cancel: [{ event: 'x' }] }],
  ['singleton', { singleton: { mode: 'skip' } }],
  ['timeouts', { timeouts: { finish: '5s' } }],
  ['somethingNew', { somethingNew: true }],
  ['concurrency.0.scope', { concurrency: { limit: 1, scope: 'account' } }],
  ['concurrency.0.limit', { concurrency: [{ limit: 0 }] }],
  ['concurrency.key', { concurrency: { limit: 1, key: 'event.data.a + event.data.b' } }],
  ['idempotency', { idempotency: 'event.data.a + "-x"' }],
  ['idempotency', { idempotency: 'event.name' }],
  ['triggers.if', { triggers: [{ event: 'x', expression: 'event.data.n > 3' }] }],
  ['triggers.event', { triggers: [{ event: 'x/*' }] }],
  ['triggers.0.jitter', { triggers: [{ cron: '* * * * *', jitter: '10s' }] }],
  ['steps.step.runtime.type', { steps: { step: { ...step.step, runtime: { type: 'ws', url: 'http://x/' } } } }],
])('%s is refused, and the refusal names the function and the option', (option, more) => {
  expect(() => read(more)).toThrow(`The function "app-f" cannot run here: its option ${option} `)
})

test('a cron that cannot be computed is refused', () => {
  const refuse = (): void => {
    throw new Error('hour 25 does not exist')
  }
  expect(() => readRegistration({ functions: [fn({ triggers: [{ cron: '0 25 * * *' }] })] }, refuse)).toThrow(
    'triggers.cron "0 25 * * *" is not usable (hour 25 does not exist)',
  )
})
