import { z } from 'zod'
import { isCondition, isPath } from './expression'

/** One function as the server runs it, made from what the application registers. */
export type Registered = {
  id: string
  /** Path and query under the application's origin. */
  path: string
  events: { name: string; condition?: string }[]
  crons: { text: string; expression: string; zone: string }[]
  /** Retries plus one. */
  maxAttempts: number
  idempotency?: string
  concurrency: { key?: string; limit: number }[]
}

/** Checks a cron expression in a zone; throws when it is not one. */
export type CheckCron = (expression: string, zone: string) => void

const DEFAULT_RETRIES = 3

const Trigger = z.strictObject({
  event: z.string().optional(),
  expression: z.string().optional(),
  cron: z.string().optional(),
})
const Step = z.strictObject({
  id: z.string(),
  name: z.string(),
  runtime: z.strictObject({ type: z.literal('http'), url: z.url() }),
  retries: z.strictObject({ attempts: z.number().int().min(0).max(20).optional() }).optional(),
})
const Limit = z.strictObject({
  limit: z.number().int().min(1),
  key: z.string().optional(),
  scope: z.literal('fn').optional(),
})
/** A number, one limit or a list: all become a list, so that a fault is named by its place. */
const listed = (raw: unknown): unknown =>
  typeof raw === 'number' ? [{ limit: raw }] : Array.isArray(raw) ? raw : [raw]
const Concurrency = z.preprocess(listed, z.array(Limit).min(1).max(2))
const Options = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(Trigger),
  steps: z.strictObject({ step: Step }),
  idempotency: z.string().optional(),
  concurrency: Concurrency.optional().default([]),
})
const Registration = z.object({ functions: z.array(z.looseObject({ id: z.string() })) })

/** A function that this server cannot run as it is written. Its message names the function and the option. */
export class Refused extends Error {
  override readonly name = 'Refused'

  constructor(id: string, option: string, why: string) {
    super(
      `The function "${id}" cannot run here: its option ${option} ${why}. Remove the option or use an Inngest server that has it.`,
    )
  }
}

/** Splits `TZ=Europe/Oslo 0 9 * * *` into expression and zone; UTC without a prefix. */
export function cronOf(text: string): { text: string; expression: string; zone: string } {
  const [, zone = 'UTC', expression = ''] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(text.trim()) ?? []
  return { text, expression, zone }
}

function checkTriggers(id: string, triggers: z.output<typeof Trigger>[], checkCron: CheckCron): void {
  for (const { event, expression, cron } of triggers) {
    if (event?.includes('*'))
      throw new Refused(id, 'triggers.event', `"${event}" has a wildcard, which is not supported`)
    if (expression !== undefined && !isCondition(expression))
      throw new Refused(id, 'triggers.if', `"${expression}" is not of the form event.data.x == 'text'`)
    if (cron === undefined) continue
    const parts = cronOf(cron)
    try {
      checkCron(parts.expression, parts.zone)
    } catch (error) {
      throw new Refused(
        id,
        'triggers.cron',
        `"${cron}" is not usable (${error instanceof Error ? error.message : 'unknown'})`,
      )
    }
  }
}

function checkKeys(id: string, options: z.output<typeof Options>): void {
  if (options.idempotency !== undefined && !isPath(options.idempotency))
    throw new Refused(id, 'idempotency', `"${options.idempotency}" is not a path such as event.data.launchId`)
  for (const { key } of options.concurrency)
    if (key !== undefined && !isPath(key))
      throw new Refused(id, 'concurrency.key', `"${key}" is not a path such as event.data.agencyId`)
}

/** Absent options arrive as undefined in code and not at all in JSON; both mean the same. */
const present = (raw: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== null))

function optionsOf(raw: { id: string }): z.output<typeof Options> {
  const parsed = Options.safeParse(present(raw))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const named = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : (issue?.path ?? [])
  const option = named.map(String).join('.') || 'list'
  throw new Refused(
    raw.id,
    option,
    issue?.code === 'unrecognized_keys' ? 'is not supported' : `is not usable (${issue?.message ?? 'unknown'})`,
  )
}

function registered(raw: { id: string }, checkCron: CheckCron): Registered {
  const options = optionsOf(raw)
  checkTriggers(raw.id, options.triggers, checkCron)
  checkKeys(raw.id, options)
  const { pathname, search } = new URL(options.steps.step.runtime.url)
  return {
    id: options.id,
    path: `${pathname}${search}`,
    events: options.triggers.flatMap((t) =>
      t.event === undefined ? [] : [{ name: t.event, ...(t.expression && { condition: t.expression }) }],
    ),
    crons: options.triggers.flatMap((t) => (t.cron === undefined ? [] : [cronOf(t.cron)])),
    maxAttempts: (options.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    ...(options.idempotency !== undefined && { idempotency: options.idempotency }),
    concurrency: options.concurrency.map(({ limit, key }) => ({ limit, ...(key !== undefined && { key }) })),
  }
}

/** Reads a registration. Throws `Refused` at the first option that is not supported. */
export function readRegistration(body: unknown, checkCron: CheckCron): Registered[] {
  const parsed = Registration.safeParse(body)
  if (!parsed.success) throw new Refused('?', 'functions', 'is not a list of functions with ids')
  return parsed.data.functions.map((raw) => registered(raw, checkCron))
}
