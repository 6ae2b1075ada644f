import { setTimeout as sleep } from 'node:timers/promises'
import { readAnswer } from './answer'
import type { Caller, Outcome } from './call'
import { decide, type Decision, interrupted, type Item, type Policy, type RunState, wake } from './decide'
import { makeLanes } from './lanes'
import { reasonOf, say } from './log'
import type { Registered } from './registry'
import { loadRun, type LoadedRun, Lost, settle } from './runs'
import { QUEUE } from './schema'
import type { Settings } from './settings'
import type { Claim, Store } from './store'

/** What the dispatcher asks of the rest: the functions, and whether the application answers. */
export type Application = {
  functions(): ReadonlyMap<string, Registered>
  isUp(): boolean
  /** The application did not answer: it is asked for its functions before anything else is sent. */
  lost(): void
}

export type Dispatcher = {
  /** New work is there, or a limit has room again. */
  wake(): void
  /** Stops taking work and waits for what runs, at most `graceMs` milliseconds. */
  stop(graceMs: number): Promise<void>
}

/** How long an idle server waits before it looks for work that has become due, milliseconds. */
const LOOK_EVERY = 200
const FETCH = 50

function requestBody(run: LoadedRun, item: Item, maxAttempts: number): Record<string, unknown> {
  return {
    version: 2,
    event: run.event,
    events: [run.event],
    steps: run.steps,
    ctx: {
      run_id: run.id,
      attempt: item.attempt,
      max_attempts: maxAttempts,
      // In a race the function is called while steps still run, so it may only plan.
      disable_immediate_execution: run.race,
      use_api: false,
      stack: { stack: run.stack, current: Math.max(0, run.stack.length - 1) },
    },
  }
}

const stepPath = (fn: Registered, item: Item): string => {
  const url = new URL(fn.path, 'http://127.0.0.1')
  if (item.stepId !== undefined) url.searchParams.set('stepId', item.stepId)
  return `${url.pathname}${url.search}`
}

function meaning(item: Item, outcome: Outcome, policy: Policy): (run: RunState) => Decision {
  if (outcome.kind === 'reply') return (run) => decide(item, run, readAnswer(outcome.reply, policy.now), policy)
  if (outcome.kind === 'broken') return (run) => interrupted(item, run, policy)
  const status = outcome.kind === 'unsigned' ? outcome.status : 0
  const message = `The application answered ${status} without a signature of the key that both should hold. Check INNGEST_SIGNING_KEY.`
  return (run) => decide(item, run, { kind: 'error', final: false, error: { name: 'Unsigned', message } }, policy)
}

/** For an end that no further attempt can change. */
const LAST: Policy = { maxAttempts: 1, backoffMs: 1, jitter: 0, now: new Date(0) }

const gone = (item: Item): ((run: RunState) => Decision) => {
  const message = `The function "${item.fn}" is no longer registered by the application.`
  return (run) => decide(item, run, { kind: 'error', final: true, error: { name: 'Gone', message } }, LAST)
}

type Work = { store: Store; caller: Caller; app: Application; settings: Settings }

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** PostgreSQL refuses the values themselves (classes 22, 23 and 54): writing them again cannot help. */
const isRefused = (error: unknown): boolean => /^(22|23|54)/.test(codeOf(error))

const unwritable = (item: Item, error: unknown): ((run: RunState) => Decision) => {
  const message = `What the step answered could not be stored: ${reasonOf(error)}.`
  return (run) => decide(item, run, { kind: 'error', final: true, error: { name: 'Unwritable', message } }, LAST)
}

/** Writes an outcome; a database that is away for a moment is tried again, since the step has run. */
async function settleSurely(work: Work, claim: Claim, decideOn: (run: RunState) => Decision): Promise<void> {
  const write = (decideNow: (run: RunState) => Decision): Promise<void> =>
    settle(work.store, claim, [...work.app.functions().values()], new Date(), decideNow)
  for (let tries = 0; ; tries++) {
    try {
      return await write(decideOn)
    } catch (error) {
      if (error instanceof Lost) return
      if (isRefused(error)) return write(unwritable(claim.item, error))
      if (tries >= 8) throw error
      await sleep(100 * 2 ** tries)
    }
  }
}

/** The run of an item; a database that is away for a moment is asked again, as nothing has been sent yet. */
async function loadSurely(work: Work, runId: string): Promise<LoadedRun | undefined> {
  for (let tries = 0; ; tries++) {
    try {
      return await loadRun(work.store, runId)
    } catch (error) {
      if (tries >= 8) throw error
      await sleep(100 * 2 ** tries)
    }
  }
}

/** Carries out one item. False when the application was not there: the item is to be kept. */
async function carryOut(work: Work, claim: Claim): Promise<boolean> {
  const { item } = claim
  if (item.kind === 'wake') {
    await settleSurely(work, claim, (run) => wake(item, run, new Date()))
    return true
  }
  const fn = work.app.functions().get(item.fn)
  const run = fn && (await loadSurely(work, item.runId))
  if (!fn || !run) {
    await settleSurely(work, claim, gone(item))
    return true
  }
  const outcome = await work.caller.call('POST', stepPath(fn, item), requestBody(run, item, fn.maxAttempts))
  if (outcome.kind === 'down' || outcome.kind === 'broken') work.app.lost()
  if (outcome.kind === 'down') return false
  const policy = {
    maxAttempts: fn.maxAttempts,
    backoffMs: work.settings.backoffMs,
    jitter: Math.random(),
    now: new Date(),
  }
  await settleSurely(work, claim, meaning(item, outcome, policy))
  return true
}

/** Takes due items from the queue and carries them out, within the functions' limits and `settings.parallel`. */
export function startDispatcher(work: Work): Dispatcher {
  const lanes = makeLanes()
  const running = new Set<Promise<void>>()
  let isStopping = false
  let nudge: (() => void) | undefined
  const wakeUp = (): void => nudge?.()

  const begin = (claim: Claim): void => {
    const done = carryOut(work, claim)
      .then((isDone) => {
        lanes.free(claim)
        if (!isDone) lanes.putBack(claim)
      })
      .catch((error: unknown) => {
        // The item stays claimed and is taken up at the next start, as after a crash.
        lanes.free(claim)
        say('error', 'A step could not be recorded.', { run: claim.item.runId, reason: reasonOf(error) })
      })
      .finally(() => {
        running.delete(done)
        wakeUp()
      })
    running.add(done)
  }
  const pump = (): void => {
    while (!isStopping && work.app.isUp() && running.size < work.settings.parallel) {
      const claim = lanes.take(work.app.functions())
      if (!claim) return
      begin(claim)
    }
  }
  const fetchMore = async (): Promise<number> => {
    if (!work.app.isUp() || lanes.waiting() > 20 * FETCH) return 0
    const jobs = await work.store.boss.fetch<Item>(QUEUE, { batchSize: FETCH, ignoreGroups: lanes.full() })
    for (const job of jobs)
      lanes.add({ id: job.id, retryCount: job.retryCount, lane: job.groupId ?? '', item: job.data })
    return jobs.length
  }
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY)
      nudge = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async (): Promise<void> => {
    while (!isStopping) {
      const waiting = pause()
      const found = await fetchMore().catch(
        (error: unknown) => (say('warn', 'The queue did not answer.', { reason: reasonOf(error) }), 0),
      )
      pump()
      if (found < FETCH) await waiting
    }
  }
  const looping = loop()
  return {
    wake: wakeUp,
    stop: async (graceMs) => {
      isStopping = true
      wakeUp()
      await looping
      const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref())
      await Promise.race([Promise.allSettled(running), grace])
    },
  }
}
