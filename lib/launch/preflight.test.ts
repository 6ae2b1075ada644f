import { expect, test } from 'vitest'
import { check } from '@/lib/ad/check'
import { chipsContext, chipsDraft } from '@/lib/ad/fixtures/tasty-chips'
import { changed } from '@/lib/ad/fixtures/change'
import { preflight, preflightLabel } from './preflight'

test('every issue stands under one heading, and the rest has passed', () => {
  const issues = check(chipsDraft(), chipsContext())
  const list = preflight(issues)
  expect(list.flatMap((each) => each.issues).toSorted((a, b) => a.path.localeCompare(b.path))).toEqual(
    issues.toSorted((a, b) => a.path.localeCompare(b.path)),
  )
  expect(list.find(({ key }) => key === 'texts')).toMatchObject({ state: 'block' })
  expect(list.find(({ key }) => key === 'budget')).toMatchObject({ state: 'pass', text: 'Budgets and dates hold' })
  expect(preflightLabel(list)).toMatch(/^\d passed, \d+ to know, 1 blocks$/)
})

test('the label counts every line of the list', () => {
  const list = preflight(check(chipsDraft(), chipsContext()))
  const issues = list.flatMap((each) => each.issues)
  const counts = (label: string) => (label.match(/\d+/g) ?? []).map(Number)
  const [passed = 0, toKnow = 0, blocks = 0] = counts(preflightLabel(list))
  expect(toKnow + blocks).toBe(issues.length)
  expect(counts(preflightLabel(list, { passed: 1, toKnow: 2, blocks: 3 }))).toEqual([
    passed + 1,
    toKnow + 2,
    blocks + 3,
  ])
})

test('without faults nothing blocks', () => {
  const list = preflight(
    check(
      changed(() => undefined),
      chipsContext(),
    ),
  )
  expect(list.filter(({ state }) => state === 'block')).toEqual([])
})
