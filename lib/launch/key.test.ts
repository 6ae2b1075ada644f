import { expect, test } from 'vitest'
import { chipsLaunch, GOOGLE_ID, META_ID } from '@/lib/ad/fixtures/tasty-chips'
import { changed } from '@/lib/ad/fixtures/change'
import { duplicateAd, moveAd, toggleLeaveOut } from '@/lib/ad/edit'
import { withoutMarker } from '@/lib/ad/marker'
import { resolve } from '@/lib/ad/resolve'
import type { AdDraft } from '@/lib/ad/schema'
import { adId, keyed, type AdVersions } from './key'

function keys(draft: AdDraft, versions: AdVersions = new Map()): Map<string, string> {
  const resolved = resolve(draft, chipsLaunch())
  if (!resolved.ok) throw new Error(resolved.error.map((issue) => issue.message).join(' '))
  return new Map(
    keyed(resolved.value, draft, 'b1', versions).flatMap(({ origins }) =>
      [...origins].map(([key, o]) => [[o.adAccountId, o.unitKey, o.adKey].join('/'), key] as const),
    ),
  )
}
const good = () => changed(() => undefined)

test('every entity has a key of its own, which is the marker in its name', () => {
  const resolved = resolve(good(), chipsLaunch())
  const specs = resolved.ok ? keyed(resolved.value, good(), 'b1', new Map()).map(({ spec }) => spec) : []
  const entities = specs.flatMap((spec) => [spec, ...spec.units, ...spec.units.flatMap((unit) => unit.ads)])
  expect(entities).toHaveLength(6)
  expect(new Set(entities.map(({ key }) => key)).size).toBe(6)
  for (const { key, name } of entities) expect(name.endsWith(` [pl:${key}]`)).toBe(true)
  expect(withoutMarker(specs[0]?.name ?? '')).toBe('tastychips_spicy-jalapeno_sales_202611_01')
})

test('keys follow the thing, not its place', () => {
  const two = duplicateAd(good(), 'ad-1')
  const before = keys(two)
  expect(keys(moveAd(two, 0, 1))).toEqual(before)
  const oneAccount: AdDraft = { ...two, connections: two.connections.filter((c) => c.adAccountId === META_ID) }
  for (const [path, key] of keys(oneAccount)) expect(before.get(path)).toBe(key)
})

test('an ad that leaves a platform out keeps its key at the other, and moves nobody', () => {
  const two = duplicateAd(good(), 'ad-1')
  const without = toggleLeaveOut(two, 'ad-1', 'google_ads')
  const [before, after] = [keys(two), keys(without)]
  expect([...before.keys()].filter((path) => !after.has(path))).toEqual([adId(GOOGLE_ID, 'unit-1', 'ad-1')])
  for (const [path, key] of after) expect(before.get(path)).toBe(key)
})

test('new content of an ad gets another key, and nothing else changes', () => {
  const id = adId(META_ID, 'unit-1', 'ad-1')
  const [before, after] = [keys(good()), keys(good(), new Map([[id, 2]]))]
  const changes = [...before].filter(([path, key]) => after.get(path) !== key).map(([path]) => path)
  expect(changes).toEqual([id])
})
