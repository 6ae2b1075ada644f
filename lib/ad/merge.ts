import { labelOf } from './labels'
import { AdDraft } from './schema'

/*
 * Two people, or two tabs, change one draft. Both start from `base`; what only one of them changed is taken, what both
 * changed differently is a conflict that a person decides. Items with a key (ads, audiences, accounts) are matched by
 * it, so that adding or moving one does not disturb the others.
 */

/** Steps into a draft: a field's name, the index in a list, or the key of an item as `[key]`. */
export type Steps = string[]

export type Conflict = {
  /** As `ads[ad-1].fields.primaryText`. */
  path: string
  steps: Steps
  label: string
  /** `undefined`: not there. `merged` holds mine, or what is left where the other side removed it. */
  base: unknown
  mine: unknown
  theirs: unknown
}

export type Merged = { merged: AdDraft; conflicts: Conflict[] }
type Json = Record<string, unknown>
type Found = Omit<Conflict, 'label' | 'path'>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Deep equality of JSON values; an absent field equals an undefined one. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]))
  if (!isObject(a) || !isObject(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]))
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** The key by which items of a list are matched; undefined for lists that are matched by position. */
export function keyOf(list: string, item: unknown): string | undefined {
  if (!isObject(item)) return list === 'languages' || list === 'leaveOut' ? textOf(item) : undefined
  if (list === 'ads' || list === 'units') return textOf(item['key'])
  if (list === 'connections') return textOf(item['adAccountId'])
  if (list === 'locations') return [item['kind'], item['country'], item['name']].map(textOf).join(' ')
  if (list === 'interests') return textOf(item['id'])
  if (list === 'keywords') return `${textOf(item['match'])} ${textOf(item['text'])}`
  return undefined
}

const isKeyed = (list: string, ...arrays: unknown[][]): boolean =>
  arrays.every((array) => {
    const keys = array.map((item) => keyOf(list, item))
    return keys.every((key) => key !== undefined) && new Set(keys).size === keys.length
  })

/** A picture is one value, except for the crops of the same picture; a crop is one value. */
const isWhole = (steps: Steps, ...values: unknown[]): boolean => {
  if (steps.at(-2) === 'crops') return true
  const ids = values.filter(isObject).map((value) => value['id'])
  return steps.at(-1) === 'media' && new Set(ids).size > 1
}

/** Merges two changed drafts over what both started from. In a conflict `merged` keeps mine, and both stand in the list. */
export function merge(base: AdDraft, mine: AdDraft, theirs: AdDraft): Merged {
  const found: Found[] = []
  const joined = AdDraft.safeParse(join([], base, mine, theirs, found))
  const list = joined.success ? found : coarse(base, mine, theirs)
  const conflicts = list.map((each) => ({
    ...each,
    path: pathOf(each.steps),
    label: labelOf(each.steps, mine, theirs, base),
  }))
  return { merged: joined.success ? joined.data : mine, conflicts }
}

/** Both together would be more than a draft holds (50 ads, say): whole parts are put to the person. */
const coarse = (base: Json, mine: Json, theirs: Json): Found[] =>
  Object.keys(mine)
    .filter((key) => !same(mine[key], theirs[key]))
    .map((key) => ({ steps: [key], base: base[key], mine: mine[key], theirs: theirs[key] }))

function join(steps: Steps, base: unknown, mine: unknown, theirs: unknown, found: Found[]): unknown {
  if (same(mine, theirs) || same(theirs, base)) return mine
  if (same(mine, base)) return theirs
  if (isWhole(steps, mine, theirs)) return conflict(steps, base, mine, theirs, found)
  if (isObject(mine) && isObject(theirs)) return joinObjects(steps, isObject(base) ? base : {}, mine, theirs, found)
  if (Array.isArray(mine) && Array.isArray(theirs))
    return joinLists(steps, Array.isArray(base) ? base : [], mine, theirs, found)
  return conflict(steps, base, mine, theirs, found)
}

function conflict(steps: Steps, base: unknown, mine: unknown, theirs: unknown, found: Found[]): unknown {
  found.push({ steps, base, mine, theirs })
  return mine === undefined ? theirs : mine
}

function joinObjects(steps: Steps, base: Json, mine: Json, theirs: Json, found: Found[]): Json {
  const merged: Json = {}
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const value = join([...steps, key], base[key], mine[key], theirs[key], found)
    if (value !== undefined) merged[key] = value
  }
  return merged
}

function joinLists(steps: Steps, base: unknown[], mine: unknown[], theirs: unknown[], found: Found[]): unknown {
  const list = steps.at(-1) ?? ''
  if (isKeyed(list, base, mine, theirs) && (mine.length > 0 || theirs.length > 0))
    return joinKeyed(steps, list, { base, mine, theirs }, found)
  if (base.length === mine.length && mine.length === theirs.length)
    return mine.map((item, i) => join([...steps, String(i)], base[i], item, theirs[i], found))
  return conflict(steps, base, mine, theirs, found)
}

function joinKeyed(
  steps: Steps,
  list: string,
  sides: { base: unknown[]; mine: unknown[]; theirs: unknown[] },
  found: Found[],
): unknown[] {
  const byKey = (items: unknown[]) => new Map(items.map((item) => [keyOf(list, item) ?? '', item]))
  const [base, mine, theirs] = [byKey(sides.base), byKey(sides.mine), byKey(sides.theirs)]
  const orderIsTheirs = same([...mine.keys()], [...base.keys()])
  const order = orderIsTheirs
    ? interleave([...theirs.keys()], [...mine.keys()])
    : interleave([...mine.keys()], [...theirs.keys()])
  return order.flatMap((key) => {
    const value = join([...steps, `[${key}]`], base.get(key), mine.get(key), theirs.get(key), found)
    return value === undefined ? [] : [value]
  })
}

/** The first order, with what only the second has put behind its predecessor there. */
function interleave(first: readonly string[], second: readonly string[]): string[] {
  const order = [...first]
  for (const [i, key] of second.entries()) {
    if (order.includes(key)) continue
    const before = second.slice(0, i).findLast((other) => order.includes(other))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key)
  }
  return order
}

export const pathOf = (steps: Steps): string =>
  steps.reduce((path, step) => (step.startsWith('[') ? path + step : path ? `${path}.${step}` : step), '')

/** Puts the chosen side of a conflict into a draft; a side that has nothing there removes it. */
export function settle(
  draft: AdDraft,
  conflict: Pick<Conflict, 'steps' | 'mine' | 'theirs'>,
  side: 'mine' | 'theirs',
): AdDraft {
  return AdDraft.parse(put(draft, conflict.steps, '', conflict[side]))
}

function put(node: unknown, steps: Steps, list: string, value: unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (Array.isArray(node)) {
    const index = step.startsWith('[') ? node.findIndex((item) => `[${keyOf(list, item)}]` === step) : Number(step)
    const next = put(index < 0 ? undefined : node[index], rest, '', value)
    if (index < 0) return next === undefined ? node : [...node, next]
    return node.flatMap((item, i) => (i !== index ? [item] : next === undefined ? [] : [next]))
  }
  const object = isObject(node) ? node : {}
  const next = put(object[step], rest, step, value)
  const { [step]: _old, ...others } = object
  return next === undefined ? others : { ...object, [step]: next }
}

export type Difference = { path: string; steps: Steps; label: string; before: unknown; after: unknown }

/** What changed from one draft to another, field by field, with a label for each; empty when nothing did. */
export function diffDrafts(before: AdDraft, after: AdDraft): Difference[] {
  const found: Omit<Difference, 'label' | 'path'>[] = []
  compare([], before, after, found)
  return found.map((each) => ({ ...each, path: pathOf(each.steps), label: labelOf(each.steps, after, before) }))
}

function compare(steps: Steps, before: unknown, after: unknown, found: Omit<Difference, 'label' | 'path'>[]): void {
  if (same(before, after)) return
  const list = steps.at(-1) ?? ''
  if (isWhole(steps, before, after)) found.push({ steps, before, after })
  else if (steps.at(-2) === 'overrides' && (before === undefined || after === undefined))
    compare(steps, before ?? {}, after ?? {}, found)
  else if (isObject(before) && isObject(after))
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare([...steps, key], before[key], after[key], found)
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(steps, list, before, after, found)
  else found.push({ steps, before, after })
}

function compareLists(
  steps: Steps,
  list: string,
  before: unknown[],
  after: unknown[],
  found: Omit<Difference, 'label' | 'path'>[],
): void {
  if (!isKeyed(list, before, after) || before.length + after.length === 0) {
    for (let i = 0; i < Math.max(before.length, after.length); i++)
      compare([...steps, String(i)], before[i], after[i], found)
    return
  }
  const keys = (items: unknown[]): string[] => items.map((item) => keyOf(list, item) ?? '')
  const byKey = (items: unknown[]) => new Map(items.map((item) => [keyOf(list, item) ?? '', item]))
  const [a, b] = [byKey(before), byKey(after)]
  for (const key of interleave([...b.keys()], [...a.keys()]))
    compare([...steps, `[${key}]`], a.get(key), b.get(key), found)
  const kept = keys(before).filter((key) => b.has(key))
  if (
    !same(
      kept,
      keys(after).filter((key) => a.has(key)),
    )
  )
    found.push({ steps: [...steps, 'order'], before: keys(before), after: keys(after) })
}
