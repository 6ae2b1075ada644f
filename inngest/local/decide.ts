import { createHash } from 'node:crypto'
import type { Answer, Op } from './answer'
import { backoffMs, wakeAt } from './duration'

/**
 * One piece of work: call the function from the top (`discover`), run one planned step (`step`), or end a sleep (`wake`).
 * `interruptions` counts the times when the application died under it, which are not attempts of the job's.
 */
export type Item = {
  runId: string
  fn: string
  /** The values of the function's concurrency keys for this run. */
  keys: string[]
  kind: 'discover' | 'step' | 'wake'
  stepId?: string
  attempt: number
  interruptions: number
}

/** What is known of a run when an answer is recorded. `done`: the steps that have a result. */
export type RunState = { stack: readonly string[]; pending: readonly string[]; race: boolean }

export type Memo = { id: string; kind: 'data' | 'error'; value: unknown }
export type Finish = { status: 'completed'; output: unknown } | { status: 'failed'; output: unknown }

/** The change that an answer makes, as data: results to keep, work to queue, and the end where it came. */
export type Decision = {
  memo: Memo[]
  pending: string[]
  race: boolean
  queue: { item: Item; at: Date }[]
  finish?: Finish
}

export type Policy = { maxAttempts: number; backoffMs: number; jitter: number; now: Date }

/** The id under which the application reports the end of the function itself. */
const COMPLETE = createHash('sha1').update('complete').digest('hex')

const fresh = (item: Item, kind: Item['kind'], stepId?: string): Item => ({
  runId: item.runId,
  fn: item.fn,
  keys: item.keys,
  kind,
  attempt: 0,
  interruptions: 0,
  ...(stepId !== undefined && { stepId }),
})

const unchanged = (run: RunState): Decision => ({ memo: [], pending: [...run.pending], race: run.race, queue: [] })

/** Tries again later, or ends the run when that was the last attempt. */
function again(
  item: Item,
  run: RunState,
  fault: { error: unknown; final: boolean; at?: Date },
  policy: Policy,
): Decision {
  if (fault.final || item.attempt + 1 >= policy.maxAttempts)
    return { ...unchanged(run), finish: { status: 'failed', output: fault.error } }
  const at = fault.at ?? new Date(policy.now.getTime() + backoffMs(item.attempt, policy.backoffMs, policy.jitter))
  return { ...unchanged(run), queue: [{ item: { ...item, attempt: item.attempt + 1, interruptions: 0 }, at }] }
}

const errorOf = (op: Op): unknown =>
  op.error ?? op.data ?? { name: 'Error', message: 'The step failed without a reason.' }

const unsupported = (op: Op): Finish => ({
  status: 'failed',
  output: {
    name: 'Unsupported',
    message: `The step "${op.displayName ?? op.name ?? op.id}" uses the operation ${op.op}, which the local job server does not have.`,
  },
})

/** Adds one operation to the decision; true where the decision is complete with it. */
function add(decision: Decision, op: Op, item: Item, known: (id: string) => boolean, now: Date): boolean {
  switch (op.op) {
    case 'StepRun':
    case 'Step':
      decision.memo.push({ id: op.id, kind: 'data', value: op.data ?? null })
      return false
    case 'StepFailed':
      if (op.id === COMPLETE) decision.finish = { status: 'failed', output: errorOf(op) }
      else decision.memo.push({ id: op.id, kind: 'error', value: errorOf(op) })
      return op.id === COMPLETE
    case 'RunComplete':
      decision.finish = { status: 'completed', output: op.data ?? null }
      return true
    case 'StepPlanned':
    case 'Sleep': {
      if (known(op.id)) return false
      const at = op.op === 'Sleep' ? wakeAt(op.name ?? '', now) : now
      if (!at) decision.finish = unsupported(op)
      else decision.queue.push({ item: fresh(item, op.op === 'Sleep' ? 'wake' : 'step', op.id), at })
      decision.pending.push(op.id)
      return !at
    }
    default:
      decision.finish = unsupported(op)
      return true
  }
}

/**
 * After results: call the function again when all that was planned together has ended (or at each end, in a race),
 * as Inngest does for requests of version 2.
 */
function proceed(decision: Decision, item: Item, now: Date): Decision {
  const ended = new Set(decision.memo.map((m) => m.id))
  decision.pending = decision.pending.filter((id) => !ended.has(id))
  const goesOn = decision.memo.length > 0 && (decision.pending.length === 0 || decision.race)
  if (goesOn && !decision.finish) decision.queue.push({ item: fresh(item, 'discover'), at: now })
  if (decision.queue.length === 0 && decision.pending.length === 0 && !decision.finish)
    decision.finish = {
      status: 'failed',
      output: { name: 'Error', message: 'The application answered without a next step.' },
    }
  return decision
}

/** What one answer means for its run. Pure: the caller writes the decision in one transaction with the item's end. */
export function decide(item: Item, run: RunState, answer: Answer, policy: Policy): Decision {
  if (answer.kind === 'complete') return { ...unchanged(run), finish: { status: 'completed', output: answer.data } }
  if (answer.kind === 'error') return again(item, run, answer, policy)
  const failed = answer.ops.find((op) => op.op === 'StepError')
  if (failed)
    return again(
      item,
      run,
      { error: errorOf(failed), final: answer.final, ...(answer.at && { at: answer.at }) },
      policy,
    )
  const decision: Decision = { ...unchanged(run), race: run.race || answer.race }
  const known = (id: string): boolean => run.stack.includes(id) || decision.pending.includes(id)
  for (const op of answer.ops) if (add(decision, op, item, known, policy.now)) break
  const result = proceed(decision, item, policy.now)
  return { ...result, memo: result.memo.filter((m) => !run.stack.includes(m.id)) }
}

/** The end of a sleep: its step has a result (null), and the function goes on. */
export const wake = (item: Item, run: RunState, now: Date): Decision =>
  proceed({ ...unchanged(run), memo: [{ id: item.stepId ?? '', kind: 'data', value: null }] }, item, now)

/** How often the application may die under one item before that counts as a failed attempt of the job. */
export const FREE_INTERRUPTIONS = 5

/** The application died while it worked: the same attempt again, unless this item seems to be what kills it. */
export function interrupted(item: Item, run: RunState, policy: Policy): Decision {
  const error = {
    name: 'Error',
    message: `The application stopped ${item.interruptions + 1} times while this step ran.`,
  }
  if (item.interruptions >= FREE_INTERRUPTIONS) return again(item, run, { error, final: false }, policy)
  const at = new Date(policy.now.getTime() + 200)
  return { ...unchanged(run), queue: [{ item: { ...item, interruptions: item.interruptions + 1 }, at }] }
}
