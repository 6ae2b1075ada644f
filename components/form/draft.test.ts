import { expect, test } from 'vitest'
import { packDraft, unpackDraft } from './draft'

test('a draft comes back as it was, amounts included', () => {
  const draft = { name: 'Tasty Chips', cap: 39_000_000_000n, days: [{ from: '2026-11-01', cap: -1n }], empty: null }
  expect(unpackDraft(packDraft(draft))).toEqual(draft)
})

test('a file is left out', () => {
  expect(unpackDraft(packDraft({ name: 'a', file: new Blob(['x']) }))).toEqual({ name: 'a' })
})

test.each([[null], [''], ['not json'], ['[1]'], ['"text"'], ['{"a":{"$bigint":"x"}}']])('%s is no draft', (text) => {
  expect(unpackDraft(text)).toBeUndefined()
})
