import { expect, test } from 'vitest'
import { ask } from './ask'

test('an answer comes through, and a network that is down is a refusal with a sentence', async () => {
  expect(await ask(() => Promise.resolve({ ok: true, value: 3 }))).toEqual({ ok: true, value: 3 })
  expect(await ask(() => Promise.reject(new TypeError('Failed to fetch')))).toMatchObject({
    ok: false,
    message: expect.stringMatching(/could not be reached.+try again/),
  })
})
