import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDatabase } from '@/vitest.setup'
import { listenSandbox } from '../listen.server'
import { accountNamed, campaignOperations, Client, codesOf, connect, type Answer } from './fixture'
import { isRecord, type JsonObject } from './json'

/*
 * How strict the sandbox is: each field of a right request is misspelt, given another type, and left out where it is
 * needed. A sandbox that lets these pass would hide faults that the real platform shows.
 */

let server: Awaited<ReturnType<typeof listenSandbox>>
let client: Client
const customer = accountNamed('Tasty Chips Co.')

beforeAll(async () => {
  await useDatabase()
  server = await listenSandbox()
  client = new Client(server.origin, (await connect(server.origin)).access)
})
afterAll(() => server.close())

type Path = (string | number)[]

const childrenOf = (value: unknown): [string | number, unknown][] =>
  Array.isArray(value) ? value.map((item: unknown, i) => [i, item]) : isRecord(value) ? Object.entries(value) : []

function pathsIn(value: unknown, path: Path = []): Path[] {
  return childrenOf(value).flatMap(([key, inner]) => {
    const here = [...path, key]
    return [...(typeof key === 'string' ? [here] : []), ...pathsIn(inner, here)]
  })
}

/** A copy in which the value at the path was replaced by what `change` makes of its holder. */
function edited(
  value: unknown,
  [head, ...rest]: Path,
  change: (holder: JsonObject, key: string) => JsonObject,
): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === head ? edited(item, rest, change) : item))
  if (!isRecord(value) || typeof head !== 'string') return value
  return rest.length === 0 ? change(value, head) : { ...value, [head]: edited(value[head], rest, change) }
}

const misspelt = (holder: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(holder).map(([name, value]) => [name === key ? `${name}x` : name, value]))

/** Another JSON type than the field takes: an object for a scalar, a text for an object, a number for a list. */
const retyped = (value: unknown): unknown => (Array.isArray(value) ? 7 : isRecord(value) ? 'text' : { value })

const without = (holder: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key))

/** Fields that Google itself does not need, because they have a default or are a choice. */
const OPTIONAL = new Set([
  'status',
  'deliveryMethod',
  'explicitlyShared',
  'networkSettings',
  'targetSearchNetwork',
  'targetContentNetwork',
  'targetPartnerSearchNetwork',
  'type',
  'pinnedField',
  'path2',
  'negative',
])

let count = 0
const request = (): JsonObject => ({
  mutateOperations: campaignOperations(customer, `Strict ${++count}`),
  partialFailure: false,
})

type Case = { what: string; body: (whole: JsonObject) => unknown }

/** Sends each case; returns those that were taken. Anything but a refusal of the request is a fault of the sandbox. */
async function taken(cases: Case[]): Promise<string[]> {
  const passed: string[] = []
  for (const { what, body } of cases) {
    const answer: Answer = await client.call(`/v25/customers/${customer}/googleAds:mutate`, body(request()))
    if (answer.status === 200) passed.push(what)
    else if (answer.status !== 400) throw new Error(`${what}: ${answer.status} ${answer.text}`)
  }
  return passed
}

const all = pathsIn({ mutateOperations: campaignOperations(customer, 'Paths'), partialFailure: false })

test('the request is right as it is', async () => {
  const answer = await client.call(`/v25/customers/${customer}/googleAds:mutate`, request())
  expect([answer.status, codesOf(answer)[0]]).toMatchObject([200, expect.not.stringContaining('Error')])
  expect(all.length).toBeGreaterThan(60)
})

const editing = (paths: Path[], change: (holder: JsonObject, key: string) => JsonObject): Case[] =>
  paths.map((path) => ({ what: path.join('.'), body: (whole) => edited(whole, path, change) }))

const isNeeded = (path: Path): boolean => {
  const name = String(path.at(-1))
  return (
    path.join('.').endsWith('ageRange.type') ||
    !(OPTIONAL.has(name) || name === 'partialFailure' || name === 'resourceName')
  )
}

test.each([
  ['misspelt', editing(all, misspelt)],
  ['retyped', editing(all, (holder, key) => ({ ...holder, [key]: retyped(holder[key]) }))],
  ['left out', editing(all.filter(isNeeded), without)],
])('fields %s are refused', async (kind, cases) => {
  const passed = await taken(cases)
  const share = 1 - passed.length / cases.length
  process.stdout.write(
    `Sandbox Google refuses ${cases.length - passed.length} of ${cases.length} requests with a field ${kind} (${(100 * share).toFixed(1)} %); taken: ${passed.join(', ') || 'none'}\n`,
  )
  expect(share).toBeGreaterThanOrEqual(0.95)
})
