import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/core/errors'

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('')
  .transform((v) => v === '1' || v === 'true')
const url = z.url()
const optional = z
  .string()
  .optional()
  .transform((v) => v || undefined)

/** Every environment variable that Paceline reads, with the sentence that the README prints for it. */
export const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development').describe('Set by the commands.'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000).describe('Port of the web application.'),
  APP_URL: z
    .string()
    .optional()
    .describe('Public address, needed in production for links in mail and OAuth redirects.'),
  DATABASE_URL: z.string().optional().describe("Owner's PostgreSQL address; absent: the embedded server is used."),
  DATABASE_APP_URL: optional.describe(
    'Address as a plain role; absent: made from DATABASE_URL, whose owner needs CREATEROLE.',
  ),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20).describe('Connections of one process.'),
  REDIS_URL: optional.describe('Shared rate limits across instances; absent: limits per process.'),
  NEXTAUTH_SECRET: optional.describe('Signs browser sessions; generated into the data folder when absent.'),
  NEXTAUTH_URL: optional.describe('Public address for next-auth in production; the same as APP_URL.'),
  AUTH_TRUST_HOST: flag.describe('1: believe the host header (set by `npm run up`).'),
  ENCRYPTION_KEYS: optional.describe('Seals secrets: `id:base64(32 bytes)`, comma-separated, the first one seals.'),
  SMTP_URL: optional.describe('smtp://user:password@host:587; absent: mail waits on the outbox page.'),
  MAIL_FROM: z.string().default('Paceline <no-reply@localhost>').describe('Sender of mail.'),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('Proxies in front whose word on the caller is believed, for limits by address.'),
  API_RATE_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .default(100)
    .describe('REST requests a minute for one token, or one address without a token.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least severe line that is logged.'),
  SANDBOX: flag.describe('1: the sandbox platforms are served under /api/sandbox and used by default.'),
  INNGEST_BASE_URL: optional.describe('Address of a self-hosted Inngest; absent with no keys: the local job server.'),
  INNGEST_EVENT_KEY: optional.describe('Key for sending events to Inngest.'),
  INNGEST_SIGNING_KEY: optional.describe('Key that signs calls between Inngest and Paceline.'),
  INNGEST_ENABLE_UNAUTHED_SYNC: z
    .string()
    .optional()
    .describe('Set to false by `npm run up`: unsigned registrations are refused.'),
  GOOGLE_CLIENT_ID: z.string().default('paceline-sandbox').describe('OAuth client of the Google Cloud project.'),
  GOOGLE_CLIENT_SECRET: z.string().default('paceline-sandbox-secret').describe('Its secret.'),
  GOOGLE_ADS_DEVELOPER_TOKEN: optional.describe('Optional: Google has ignored it since September 2026.'),
  GOOGLE_ADS_API_VERSION: z
    .string()
    .regex(/^v\d+$/)
    .default('v25')
    .describe('Version of the Google Ads API.'),
  GOOGLE_ADS_API_BASE_URL: url.default('https://googleads.googleapis.com').describe('Google Ads API.'),
  GOOGLE_OAUTH_AUTHORIZE_URL: z
    .string()
    .default('https://accounts.google.com/o/oauth2/v2/auth')
    .describe("Google's consent page."),
  GOOGLE_OAUTH_TOKEN_URL: url.default('https://oauth2.googleapis.com/token').describe("Google's token endpoint."),
  PLATFORM_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(500)
    .default(30_000)
    .describe('How long an answer of an ad platform is waited for.'),
  META_APP_ID: z.string().default('paceline-sandbox').describe('Meta app.'),
  META_APP_SECRET: z.string().default('paceline-sandbox-secret').describe('Its secret.'),
  META_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default('v25.0')
    .describe('Version of the Marketing API.'),
  META_API_BASE_URL: url.default('https://graph.facebook.com').describe('Meta Graph API.'),
  META_OAUTH_DIALOG_URL: z.string().default('https://www.facebook.com').describe("Host of Meta's consent page."),
})
export type Environment = z.infer<typeof Environment>

/** The sandbox replaces the platforms' hosts by paths of this very server. */
function sandboxAddresses(source: NodeJS.ProcessEnv): Record<string, string> {
  if (source['SANDBOX'] !== '1' && source['SANDBOX'] !== 'true') return {}
  const origin = `http://127.0.0.1:${source['PORT'] ?? '3000'}`
  return {
    GOOGLE_ADS_API_BASE_URL: `${origin}/api/sandbox/google`,
    GOOGLE_OAUTH_AUTHORIZE_URL: '/api/sandbox/google/o/oauth2/v2/auth',
    GOOGLE_OAUTH_TOKEN_URL: `${origin}/api/sandbox/google/token`,
    META_API_BASE_URL: `${origin}/api/sandbox/meta`,
    META_OAUTH_DIALOG_URL: '/api/sandbox/meta',
  }
}

let parsed: Environment | undefined

/** The environment, checked once; a fault names the variable. */
export function env(): Environment {
  if (parsed) return parsed
  const source = process.env
  const result = Environment.safeParse({ ...sandboxAddresses(source), ...source })
  if (!result.success) {
    const [issue] = result.error.issues
    throw new AppError('invalid', `The environment variable ${issue?.path.join('.')} is not usable: ${issue?.message}.`)
  }
  return (parsed = result.data)
}

/** The raw environment with additions, for processes that the commands start. */
export const childEnvironment = (extra: Record<string, string | undefined>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...extra,
})

/** Sets variables that the operator has left open. */
export function setDefaults(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value
  parsed = undefined
}

/** Sets variables that a command has worked out itself (the embedded database's address), before anything reads them. */
export function setEnvironment(values: Record<string, string>): void {
  Object.assign(process.env, values)
  parsed = undefined
}

/** Takes back what a command has set, so that the defaults hold again. */
export function unsetEnvironment(names: readonly string[]): void {
  for (const name of names) delete process.env[name]
  parsed = undefined
}

/** Remembers the environment as it is; what it returns puts it back. For commands that run several stacks in turn. */
export function keepEnvironment(): () => void {
  const before = { ...process.env }
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
    parsed = undefined
  }
}
