import { z } from 'zod'

/** What the job server reads from its environment, with a sentence for each variable. */
const Environment = z.object({
  DATABASE_URL: z
    .string()
    .min(1)
    .describe("The owner's PostgreSQL address; the server keeps its state in the schema `jobs`."),
  PACELINE_APP_ORIGIN: z.url().describe('Where the application listens, such as http://127.0.0.1:3000.'),
  INNGEST_EVENT_KEY: z.string().min(8).describe('The key in the path of POST /e/:key.'),
  INNGEST_SIGNING_KEY: z
    .string()
    .regex(/^signkey-\w+-([0-9a-f]{2}){16,}$/i, 'must be signkey-<name>-<at least 32 hex digits>')
    .describe('Signs the calls between the server and the application.'),
  JOBS_PORT: z.coerce.number().int().min(0).max(65535).default(0).describe('Port on 127.0.0.1; 0 takes any free one.'),
  JOBS_PARALLEL: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(20)
    .describe('Most calls to the application at a time.'),
  JOBS_BACKOFF_MS: z.coerce
    .number()
    .int()
    .min(1)
    .default(10_000)
    .describe('First wait after a failure, in milliseconds.'),
  JOBS_SYNC_MS: z.coerce.number().int().min(50).default(10_000).describe('How often the functions are asked for.'),
})

export type Settings = {
  databaseUrl: string
  appOrigin: string
  eventKey: string
  signingKey: string
  port: number
  parallel: number
  backoffMs: number
  syncMs: number
}

/** Parses the environment; throws an Error whose sentence names the variable. */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const parsed = Environment.safeParse(source)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(
      `The environment variable ${issue?.path.join('.')} is not usable by the job server: ${issue?.message}.`,
    )
  }
  const e = parsed.data
  return {
    databaseUrl: e.DATABASE_URL,
    appOrigin: new URL(e.PACELINE_APP_ORIGIN).origin,
    eventKey: e.INNGEST_EVENT_KEY,
    signingKey: e.INNGEST_SIGNING_KEY,
    port: e.JOBS_PORT,
    parallel: e.JOBS_PARALLEL,
    backoffMs: e.JOBS_BACKOFF_MS,
    syncMs: e.JOBS_SYNC_MS,
  }
}
