import { random } from '@/lib/core/random'
import { canReplay, type Fault, faultsOf } from './faults'
import { isFile, type Recorded, shapeOf } from './journal'
import { openScratch, type Answer, type Scratch } from './scratch'

/* Sends faulty copies of recorded requests to the sandbox and counts what it refuses. */

/** `named`: refusals that name the field, so that it is clear what was refused. */
export type Tally = { faults: number; refused: number; named: number; taken: Fault[] }
export type Refusals = {
  tallies: Map<string, Tally>
  /** Requests that were not taken as they were, before or after, so that a refusal of their faults would say nothing. */
  untried: { request: Recorded; says: string }[]
  share: number
  faults: number
  /** All faulty copies there are, of which a sample may have been sent. */
  possible: number
}

const isGood = ({ status }: Answer): boolean => status === 200
/** A refusal of what was sent. Missing rights, limits and breakdowns are none. */
const isRefusal = ({ status }: Answer): boolean =>
  status >= 400 && status < 500 && status !== 401 && status !== 403 && status !== 429

/** One request of each shape that a platform has taken; others of the shape stand by. */
function distinct(journal: readonly Recorded[]): Recorded[][] {
  const good = journal.filter((r) => r.kind !== 'oauth' && r.status === 200 && r.fault === null && canReplay(r))
  return [...Map.groupBy(good, shapeOf).values()].map((group) => group.slice(-3))
}

const isForm = (request: Recorded): boolean => request.platform === 'meta' && request.method === 'POST'

/** Whether the scratch login can send the request as it is; Meta's also as JSON, where fields have types. */
async function control(scratch: Scratch, request: Recorded): Promise<string | undefined> {
  try {
    await scratch.prepare(request)
    const asSent = await scratch.send(request, { query: request.query, body: request.body, form: isForm(request) })
    if (!isGood(asSent)) return asSent.text
    if (!isForm(request) || Object.values(request.body ?? {}).some(isFile)) return undefined
    const asJson = await scratch.send(request, { query: request.query, body: request.body })
    return isGood(asJson) ? undefined : asJson.text
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The first of a group that can be sent again, or why none can. */
async function firstGood(scratch: Scratch, group: readonly Recorded[]): Promise<{ request: Recorded; says?: string }> {
  let last: { request: Recorded; says: string } | undefined
  for (const request of group.toReversed()) {
    const says = await control(scratch, request)
    if (says === undefined) return { request }
    last = { request, says: says.slice(0, 300) }
  }
  if (!last) throw new RangeError('A shape without a request.')
  return last
}

/** As many faults as asked for, from all endpoints in turn, drawn by the seed; all of them without a number. */
function sampled(faults: readonly Fault[], size: number | undefined, seed: string): Fault[] {
  if (size === undefined || faults.length <= size) return [...faults]
  const draw = random(`conformance ${seed}`)
  const groups = [...Map.groupBy(faults, ({ endpoint }) => endpoint).values()].map((group) =>
    group.map((fault) => ({ fault, at: draw.next() })).sort((a, b) => a.at - b.at),
  )
  const longest = Math.max(...groups.map((group) => group.length))
  const inTurn = Array.from({ length: longest }, (_, i) => groups.flatMap((group) => group[i]?.fault ?? [])).flat()
  return inTurn.slice(0, size)
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/** Whether an answer speaks of the field, in either spelling. */
function isNamed(text: string, field: string): boolean {
  const name = field.replace(/\[\]$/, '').split(/[.\s]/).at(-1) ?? field
  return text.includes(name) || text.includes(snake(name))
}

async function trial(
  scratch: Scratch,
  { kind, of, query, body, field, endpoint }: Fault,
): Promise<'taken' | 'refused' | 'named'> {
  // A form knows only texts, so another type of a field is sent as JSON, which Meta takes too.
  const answer = await scratch.send(of, { query, body, form: isForm(of) && kind !== 'retyped' })
  if (answer.status >= 500)
    throw new Error(`The sandbox broke at ${endpoint}, ${field} ${kind}: ${answer.text.slice(0, 200)}`)
  if (!isRefusal(answer)) return 'taken'
  return isNamed(answer.text, field) ? 'named' : 'refused'
}

function counted(tally: Tally | undefined, fault: Fault, outcome: Awaited<ReturnType<typeof trial>>): Tally {
  const { faults, refused, named, taken } = tally ?? { faults: 0, refused: 0, named: 0, taken: [] }
  const isTaken = outcome === 'taken'
  return {
    faults: faults + 1,
    refused: refused + (isTaken ? 0 : 1),
    named: named + (outcome === 'named' ? 1 : 0),
    taken: isTaken ? [...taken, fault] : taken,
  }
}

/** Tries every shape of request that the journal has, with all its faults or a drawn sample of them. */
export async function countRefusals(
  origin: string,
  journal: readonly Recorded[],
  options: { sample?: number; seed: string },
): Promise<Refusals> {
  const scratch = await openScratch(origin, journal)
  const faults: Fault[] = []
  const untried: Refusals['untried'] = []
  for (const group of distinct(journal)) {
    const { request, says } = await firstGood(scratch, group)
    if (says === undefined) faults.push(...faultsOf(request))
    else untried.push({ request, says })
  }
  const requests = [...new Set(faults.map(({ of }) => of))]
  const tallies = new Map<string, Tally>()
  const chosen = sampled(faults, options.sample, options.seed)
  for (const fault of chosen) {
    const where = `${fault.of.platform} ${fault.endpoint}`
    tallies.set(where, counted(tallies.get(where), fault, await trial(scratch, fault)))
  }
  // Refusals count only while the same request without its fault is still taken.
  for (const request of requests) {
    const says = await control(scratch, request)
    if (says !== undefined) untried.push({ request, says: `no longer taken after its faults: ${says.slice(0, 300)}` })
  }
  const refused = [...tallies.values()].reduce((sum, tally) => sum + tally.refused, 0)
  return {
    tallies,
    untried,
    faults: chosen.length,
    possible: faults.length,
    share: chosen.length === 0 ? 0 : refused / chosen.length,
  }
}
