import { reference } from '@/lib/connectors/reference.server'
import { env } from '@/lib/server/env'
import { listenEvents, listenPlatforms } from '@/prisma/seed/tasty-chips'
import { exerciseConnectors } from './exercise'
import { readJournal, type Recorded } from './journal'
import { countRefusals, type Refusals } from './refuse'
import { kindsAtMeta, readCheck, validate, type Validation } from './validate'

/** What a request of a real run must do, and how sure the sandbox must be. */
const LEAST_REFUSED = 0.95
const MOST_LISTED = 20

type Say = (line: string) => void
type Count = { passed: number; failed: number; skipped: number }
/** `sample`: how many faults are tried, all without it; `seed` draws them. */
export type ConformanceOptions = { sample?: number; seed: string }

const one = (isGood: boolean): Count => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 })
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

function tellValidation({ requests, shapes, faulty, unjudged }: Validation, say: Say): void {
  const { GOOGLE_ADS_API_VERSION: google, META_API_VERSION: meta } = env()
  const times = faulty.reduce((sum, fault) => sum + fault.times, 0)
  say(
    `${requests} requests of ${shapes} shapes against the specifications of Google Ads ${google} and Meta ${meta}: ${times} violations`,
  )
  if (google !== 'v25') say(`  Google ${google} is checked by the messages of v25: no newer copy is there.`)
  for (const { where, finding, times: n } of faulty.slice(0, MOST_LISTED))
    say(`  ${where}  ${finding.at}: ${finding.says} (${n} times)`)
  for (const [says, n] of unjudged) say(`  not judged: ${says} (${n} times)`)
}

/** Whether every request keeps to the specifications. Skipped, in words, where they are not there. */
async function proveRequests(journal: readonly Recorded[], say: Say): Promise<Count> {
  if (!reference) {
    say('requests against the specifications: skipped, as PACELINE_REFERENCE is not set')
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const found = validate(journal, readCheck(await kindsAtMeta()))
  tellValidation(found, say)
  return one(found.requests > 0 && found.faulty.length === 0)
}

function tellRefusals({ tallies, untried, faults, possible, share }: Refusals, seed: string, say: Say): void {
  const drawn = faults < possible ? `, drawn from ${possible} by seed ${seed}` : ''
  say(`${faults} faulty requests${drawn}: fields misspelt, of another type, or left out where they are needed`)
  say(
    `${'endpoint'.padEnd(58)} ${'faults'.padStart(7)} ${'refused'.padStart(8)} ${'naming it'.padStart(10)} ${'share'.padStart(8)}`,
  )
  for (const [where, tally] of [...tallies].sort(([a], [b]) => a.localeCompare(b)))
    say(
      `${where.padEnd(58)} ${String(tally.faults).padStart(7)} ${String(tally.refused).padStart(8)} ${String(tally.named).padStart(10)} ${percent(tally.refused / tally.faults).padStart(8)}`,
    )
  const taken = [...tallies.values()].flatMap((tally) => tally.taken)
  for (const { of, endpoint, field, kind } of taken.slice(0, MOST_LISTED))
    say(`  taken: ${of.platform} ${endpoint}  ${field} ${kind}`)
  for (const { request, says } of untried)
    say(`  proves nothing, as it is refused unspoilt: ${request.method} ${request.path}  ${says}`)
  say(`refused: ${percent(share)} (at least ${percent(LEAST_REFUSED)})`)
}

/** Whether the sandbox refuses nearly every faulty copy of what it was sent. */
async function proveRefusals(
  origin: string,
  journal: readonly Recorded[],
  options: ConformanceOptions,
  say: Say,
): Promise<Count> {
  const found = await countRefusals(origin, journal, options)
  tellRefusals(found, options.seed, say)
  return one(found.faults > 0 && found.untried.length === 0 && found.share >= LEAST_REFUSED)
}

/**
 * Reads the journal of the sandbox at `origin`, in the database that the environment names, and proves two things of
 * it: every request keeps to the platforms' published specifications, and of their faulty copies at least 95 % are
 * refused. The copies are sent by a login of their own; nothing of anybody else changes. Throws when the sandbox breaks.
 */
export async function proveConformance(
  { origin }: { origin: string },
  say: Say,
  options: ConformanceOptions,
): Promise<Count> {
  const journal = await readJournal()
  const requests = await proveRequests(journal, say)
  const refusals = await proveRefusals(origin, journal, options, say)
  return {
    passed: requests.passed + refusals.passed,
    failed: requests.failed + refusals.failed,
    skipped: requests.skipped + refusals.skipped,
  }
}

/**
 * The same over a run of its own, in which the connectors send all that they can send, to platforms that it starts.
 * Needs a database that nobody else works in; points the environment's platforms and job server to its own.
 */
export async function proveConformanceAlone(say: Say, options: ConformanceOptions): Promise<Count> {
  const inbox = await listenEvents()
  const platforms = await listenPlatforms()
  try {
    await exerciseConnectors()
    return await proveConformance({ origin: new URL(env().META_API_BASE_URL).origin }, say, options)
  } finally {
    await platforms.close()
    await inbox.close()
  }
}
