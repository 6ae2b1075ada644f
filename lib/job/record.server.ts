import 'server-only'
import { Middleware, StepError } from 'inngest'
import { jobScope } from '@/lib/access/scope.server'
import { isId } from '@/lib/server/id'
import { log } from '@/lib/server/log'
import { db } from '@/lib/server/prisma'
import { adapted, sentenceOf } from './fault.server'
import type { RunStatus } from './schema'

type Told = {
  ctx: { runId: string; attempt: number; event: { name: string; data?: unknown } }
  fn: { opts: { id: string } }
}
type Change = { status: RunStatus; error?: string | null; isEnd?: boolean }

const text = (data: object, name: string): string | undefined => {
  const value: unknown = Reflect.get(data, name)
  return typeof value === 'string' && isId(value) ? value : undefined
}

/** The row of a run; undefined for a run of no agency (sweeps and crons), which has none. */
function rowOf({ ctx, fn }: Told) {
  const data = typeof ctx.event.data === 'object' && ctx.event.data !== null ? ctx.event.data : {}
  const agencyId = text(data, 'agencyId')
  if (agencyId === undefined) return undefined
  return {
    id: ctx.runId,
    agencyId,
    clientId: text(data, 'clientId') ?? null,
    job: fn.opts.id,
    event: ctx.event.name,
    data,
    attempt: ctx.attempt + 1,
  }
}

/** Writes what became of a run. A table that cannot be written to never fails the job: the fault is logged. */
async function write(told: Told, { status, error, isEnd = false }: Change): Promise<void> {
  const row = rowOf(told)
  if (!row) return
  const change = {
    status,
    attempt: row.attempt,
    finishedAt: isEnd ? new Date() : null,
    ...(error !== undefined && { error }),
  }
  try {
    await db(jobScope(row.agencyId, 'run record')).jobRun.upsert({
      where: { id: row.id },
      create: { ...row, ...change },
      update: change,
    })
  } catch (fault) {
    log().warn({ err: fault, runId: row.id }, 'a run could not be recorded')
  }
}

/** A run that slept or waited works again. Touches nothing where it was not waiting. */
async function resume(told: Told): Promise<void> {
  const row = rowOf(told)
  if (!row) return
  try {
    await db(jobScope(row.agencyId, 'run record')).jobRun.updateMany({
      where: { id: row.id, agencyId: row.agencyId, status: 'waiting' },
      data: { status: 'running', attempt: row.attempt },
    })
  } catch (fault) {
    log().warn({ err: fault, runId: row.id }, 'a run could not be recorded')
  }
}

/**
 * Keeps one row for each run of each job, so that the page of runs is the same with any Inngest, and turns our errors
 * into Inngest's. A new instance serves each request.
 */
export class RunRecord extends Middleware.BaseMiddleware {
  readonly id = 'paceline:run'
  #told: Told | undefined

  override onRunStart(told: Middleware.OnRunStartArgs): Promise<void> {
    return write(told, { status: 'running' })
  }

  override onStepStart(told: Middleware.OnStepStartArgs): Promise<void> {
    return resume(told)
  }

  override async wrapFunctionHandler({ next, ...told }: Middleware.WrapFunctionHandlerArgs): Promise<unknown> {
    this.#told = told
    try {
      return await next()
    } catch (error) {
      throw adapted(error)
    }
  }

  override async wrapStepHandler({ next }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    try {
      return await next()
    } catch (error) {
      throw adapted(error)
    }
  }

  /** Called for each step of each request; the only hook that sees a sleep before it begins. */
  override async transformStepInput(
    step: Middleware.TransformStepInputArgs,
  ): Promise<Middleware.TransformStepInputArgs> {
    const { stepType, memoized } = step.stepInfo
    if (stepType === 'sleep' && !memoized && this.#told) await write(this.#told, { status: 'waiting' })
    return step
  }

  override onStepError({ error, ...told }: Middleware.OnStepErrorArgs): Promise<void> {
    return write(told, { status: told.isFinalAttempt ? 'running' : 'waiting', error: sentenceOf(error) })
  }

  override onRunComplete(told: Middleware.OnRunCompleteArgs): Promise<void> {
    return write(told, { status: 'done', error: null, isEnd: true })
  }

  override onRunError({ error, ...told }: Middleware.OnRunErrorArgs): Promise<void> {
    // A step's error has been told in its own words when the step failed.
    const sentence = error instanceof StepError ? {} : { error: sentenceOf(error) }
    const isEnd = told.isFinalAttempt
    return write(told, { status: isEnd ? 'failed' : 'waiting', isEnd, ...sentence })
  }
}
