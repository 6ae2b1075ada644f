import { z } from 'zod'

/*
 * What the description of the REST API says beyond the schemas of its doors: words, and the shape of each answer.
 * The answers are checked against these shapes by a test that calls every one.
 */

const instant = z.iso.datetime()
const amount = z.string().nullable().describe('Major units as decimal text, in `currency`; null: no limit.')
const status = z.enum(['active', 'archived'])

const Client = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    industry: z.string(),
    currency: z.string().describe('ISO 4217.'),
    timezone: z.string().describe('IANA name.'),
    status,
    goal_metric: z.string().nullable(),
    goal_value: z.string().nullable(),
    website: z.string().nullable().optional(),
    naming_pattern: z.string().optional(),
    utm: z.record(z.string(), z.unknown()).optional(),
    created_at: instant.optional(),
    updated_at: instant.optional(),
  })
  .meta({ id: 'Client', description: 'A client. Its viewer gets neither settings nor dates.' })

const unit = {
  id: z.uuid(),
  client_id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  is_default: z.boolean(),
  status,
  created_at: instant,
  updated_at: instant,
}

const Brand = z
  .object({ ...unit, monthly_budget: amount, daily_budget: amount, currency: z.string() })
  .meta({ id: 'Brand', description: 'A brand of a client: owns budgets and schedules.' })

const Sku = z
  .object({
    ...unit,
    brand_id: z.uuid(),
    daily_budget: amount,
    currency: z.string(),
    mode: z.enum(['explore', 'exploit']),
    automation: z.enum(['off', 'shadow', 'suggest', 'auto']),
  })
  .meta({ id: 'Sku', description: 'A product with its own budget pool.' })

const access = {
  role: z.enum(['owner', 'admin', 'buyer', 'manager', 'viewer']),
  all_clients: z.boolean(),
  client_ids: z.array(z.uuid()),
}

const Team = z
  .object({
    members: z.array(z.object({ id: z.uuid(), name: z.string(), email: z.string(), ...access, created_at: instant })),
    invitations: z.array(
      z.object({ id: z.uuid(), email: z.string(), ...access, expires_at: instant, is_expired: z.boolean() }),
    ),
  })
  .meta({ id: 'Team' })

const Tokens = z
  .object({
    access_token: z.string().describe('Bearer token of 15 minutes for one agency.'),
    refresh_token: z.string().describe('Good once, for 7 days; using one twice ends its whole family.'),
    token_type: z.literal('Bearer'),
    expires_in: z.number().int().describe('Seconds.'),
    refresh_expires_in: z.number().int().describe('Seconds.'),
    agency: z.string().describe("The agency's slug."),
  })
  .meta({ id: 'Tokens' })

const Registered = Tokens.extend({ user_id: z.uuid(), agency_id: z.uuid() }).meta({ id: 'Registered' })

const Health = z
  .object({
    status: z.enum(['ok', 'unavailable']),
    database: z.enum(['up', 'down']),
    redis: z.enum(['up', 'down', 'not configured']),
  })
  .meta({ id: 'Health' })

const page = <S extends z.ZodType>(item: S) =>
  z.object({
    data: z.array(item),
    next: z.string().nullable().describe('Send it as `cursor` for the following page; null at the end.'),
  })

/** An RFC 9457 problem document. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum([
      'invalid',
      'unauthenticated',
      'forbidden',
      'not_found',
      'conflict',
      'limit',
      'upstream',
      'unavailable',
    ]),
    detail: z.string().describe('A sentence: what happened and what to do next.'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).describe('The fields that were refused.'),
    reference: z.string().describe('What to quote when asking for help.'),
  })
  .meta({ id: 'Problem' })

export type Said = {
  tag: string
  summary: string
  /** More than one line may need: rules that no schema says. */
  more?: string
  /** Null: no body. A text: its media type, where the answer is no JSON. */
  answer: z.ZodType | null | string
}

/** By method and path. What is not here is not documented; a test names it. */
export const CATALOGUE: Record<string, Said> = {
  'POST /api/v1/auth/register': {
    tag: 'Tokens',
    summary: 'Register an agency and get tokens',
    more: 'The agency is named by `agency_name`, else after the domain of the e-mail address.',
    answer: Registered,
  },
  'POST /api/v1/auth/login': {
    tag: 'Tokens',
    summary: 'Get tokens for one agency',
    more: 'With several agencies, name one by its slug in `agency`.',
    answer: Tokens,
  },
  'POST /api/v1/auth/refresh': { tag: 'Tokens', summary: 'Exchange a refresh token for a new pair', answer: Tokens },
  'GET /api/v1/clients': { tag: 'Clients', summary: 'List clients', answer: page(Client) },
  'POST /api/v1/clients': {
    tag: 'Clients',
    summary: 'Create a client with its default brand and SKU',
    more: "Currency and time zone default to the agency's.",
    answer: Client,
  },
  'GET /api/v1/clients/{id}': { tag: 'Clients', summary: 'Get a client', answer: Client },
  'PATCH /api/v1/clients/{id}': { tag: 'Clients', summary: 'Change a client', answer: Client },
  'PUT /api/v1/clients/{id}': { tag: 'Clients', summary: 'Change a client, as PATCH does', answer: Client },
  'GET /api/v1/clients/{id}/export': {
    tag: 'Clients',
    summary: "Export all of a client's data",
    more: 'One JSON object a line: the table and its row. Secrets are never in it.',
    answer: 'application/x-ndjson',
  },
  'GET /api/v1/brands': { tag: 'Brands', summary: 'List brands', answer: page(Brand) },
  'POST /api/v1/brands': { tag: 'Brands', summary: 'Create a brand', answer: Brand },
  'GET /api/v1/brands/{id}': { tag: 'Brands', summary: 'Get a brand', answer: Brand },
  'PATCH /api/v1/brands/{id}': { tag: 'Brands', summary: 'Change a brand', answer: Brand },
  'PUT /api/v1/brands/{id}': { tag: 'Brands', summary: 'Change a brand, as PATCH does', answer: Brand },
  'DELETE /api/v1/brands/{id}': {
    tag: 'Brands',
    summary: 'Delete a brand that nothing uses',
    more: 'One that is used is refused (409): archive it instead.',
    answer: null,
  },
  'GET /api/v1/skus': { tag: 'SKUs', summary: 'List SKUs', answer: page(Sku) },
  'POST /api/v1/skus': {
    tag: 'SKUs',
    summary: 'Create a SKU',
    more: "With `client_id` alone it goes to the client's default brand.",
    answer: Sku,
  },
  'GET /api/v1/skus/{id}': { tag: 'SKUs', summary: 'Get a SKU', answer: Sku },
  'PATCH /api/v1/skus/{id}': { tag: 'SKUs', summary: 'Change a SKU', answer: Sku },
  'PUT /api/v1/skus/{id}': { tag: 'SKUs', summary: 'Change a SKU, as PATCH does', answer: Sku },
  'DELETE /api/v1/skus/{id}': {
    tag: 'SKUs',
    summary: 'Delete a SKU that nothing uses',
    more: 'One that is used is refused (409): archive it instead.',
    answer: null,
  },
  'GET /api/v1/team': { tag: 'Team', summary: 'List members and open invitations', answer: Team },
  'GET /api/v1/health': { tag: 'Health', summary: 'Whether the service works', answer: Health },
}

/** Addresses below /api/v1 that are not for programs, each with its reason. */
export const UNDOCUMENTED: Record<string, string> = {
  'POST /api/v1/auth/agency': 'the form of the register page',
  'POST /api/v1/auth/forgotten': 'a page that needs a person and their mail',
  'POST /api/v1/auth/reset': 'a page that needs a person and their mail',
  'POST /api/v1/auth/invitation': 'a page that needs a person and their mail',
  'POST /api/v1/auth/invitation/join': 'a page that needs a person and their mail',
  'GET /api/v1/openapi.json': 'the description itself',
}
