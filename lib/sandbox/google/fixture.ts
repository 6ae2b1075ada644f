import { createHash } from 'node:crypto'
import { accountsOf, managerOf } from '../login'
import { at, listOf, recordOf, textOf, withValue, type JsonObject } from './json'

/* A client of the sandbox over HTTP, and a request that is right in every field, for tests and proofs. */

export const EMAIL = 'ads@harbour.example'
const CLIENT = { client_id: 'paceline-sandbox', client_secret: 'paceline-sandbox-secret' }
const REDIRECT = 'http://127.0.0.1:3000/callback'
const VERIFIER = 'a-verifier-of-more-than-forty-three-characters-0123456789'

export type Answer = { status: number; json: unknown; text: string; headers: Headers }

export async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, json: isJson ? JSON.parse(text) : undefined, text, headers: response.headers }
}

export const consentUrl = (origin: string, extra: Record<string, string> = {}): string => {
  const query = new URLSearchParams({
    client_id: CLIENT.client_id,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'https://www.googleapis.com/auth/adwords',
    access_type: 'offline',
    prompt: 'consent',
    state: 'state-1',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  })
  return `${origin}/api/sandbox/google/o/oauth2/v2/auth?${query}`
}

/** A person's decision on the consent screen; where the browser is sent to. */
export async function decide(url: string, form: Record<string, string>): Promise<URL> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  await response.text()
  return new URL(response.headers.get('location') ?? 'http://nowhere.example/')
}

export const postToken = async (origin: string, form: Record<string, string>): Promise<Answer> =>
  read(
    await fetch(`${origin}/api/sandbox/google/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...CLIENT, ...form }),
    }),
  )

export const redeemForm = (code: string): Record<string, string> => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT,
  code_verifier: VERIFIER,
})

/** Signs in and returns the tokens. */
export async function connect(origin: string, email = EMAIL): Promise<{ access: string; refresh: string }> {
  const target = await decide(consentUrl(origin), { email, decision: 'allow' })
  const { json } = await postToken(origin, redeemForm(target.searchParams.get('code') ?? ''))
  return { access: textOf(recordOf(json)['access_token']), refresh: textOf(recordOf(json)['refresh_token']) }
}

export class Client {
  readonly origin: string
  readonly token: string
  readonly manager: string

  constructor(origin: string, token: string, email = EMAIL) {
    this.origin = origin
    this.token = token
    this.manager = managerOf(email).id
  }

  async call(path: string, body?: unknown, headers: Record<string, string | undefined> = {}): Promise<Answer> {
    const sent = {
      authorization: `Bearer ${this.token}`,
      'login-customer-id': this.manager,
      'content-type': 'application/json',
      ...headers,
    }
    const kept = Object.entries(sent).filter((pair): pair is [string, string] => pair[1] !== undefined)
    const init =
      body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
    return read(await fetch(`${this.origin}/api/sandbox/google${path}`, { ...init, headers: Object.fromEntries(kept) }))
  }

  mutate(customerId: string, mutateOperations: unknown[], options: JsonObject = {}): Promise<Answer> {
    return this.call(`/v25/customers/${customerId}/googleAds:mutate`, {
      mutateOperations,
      partialFailure: false,
      ...options,
    })
  }

  /** `campaigns:mutate` and the like. */
  post(customerId: string, collection: string, operations: unknown[], options: JsonObject = {}): Promise<Answer> {
    return this.call(`/v25/customers/${customerId}/${collection}:mutate`, { operations, ...options })
  }

  /** A campaign with all that it needs, by the resource names of its parts. */
  async make(
    customerId: string,
    name: string,
  ): Promise<{ budget: string; campaign: string; adGroup: string; ad: string }> {
    const { status, json, text } = await this.mutate(customerId, campaignOperations(customerId, name))
    if (status !== 200) throw new Error(`The campaign was refused: ${text}`)
    const find = (collection: string): string => namesOf(json).find((known) => known.includes(`/${collection}/`)) ?? ''
    return {
      budget: find('campaignBudgets'),
      campaign: find('campaigns'),
      adGroup: find('adGroups'),
      ad: find('adGroupAds'),
    }
  }

  /** All rows of a query, through the stream. */
  async rows(customerId: string, query: string): Promise<JsonObject[]> {
    const { status, json, text } = await this.call(`/v25/customers/${customerId}/googleAds:searchStream`, { query })
    if (status !== 200) throw new Error(`The query was refused: ${text}`)
    return listOf(json).flatMap((chunk) => listOf(recordOf(chunk)['results']).map(recordOf))
  }
}

export function accountNamed(name: string, email = EMAIL): string {
  const account = accountsOf('google', email).find((known) => known.name === name)
  if (!account) throw new RangeError(`${email} has no account "${name}".`)
  return account.id
}

/** `queryError.UNRECOGNIZED_FIELD` and the like, of every error in a refusal; plain text for those of the gateway. */
export function codesOf({ json, text }: Answer): string[] {
  const body = Array.isArray(json) ? recordOf(json[0]) : recordOf(json)
  const error = recordOf(body['error'])
  const errors = listOf(recordOf(listOf(error['details'])[0])['errors']).map(recordOf)
  if (errors.length === 0) return [textOf(error['message']) || text]
  return errors.map((one) => {
    const [entry] = Object.entries(recordOf(one['errorCode']))
    return entry ? `${entry[0]}.${textOf(entry[1])}` : ''
  })
}

/** Where the first error stands: `mutate_operations[1].campaign_operation.create.name`. */
export function locationOf({ json }: Answer): string {
  const body = Array.isArray(json) ? recordOf(json[0]) : recordOf(json)
  const errors = listOf(recordOf(listOf(at(body, 'error.details'))[0])['errors'])
  return listOf(at(errors[0], 'location.fieldPathElements'))
    .map(recordOf)
    .map(({ fieldName, index }) => `${textOf(fieldName)}${typeof index === 'number' ? `[${index}]` : ''}`)
    .join('.')
}

/** The resource names in the answer of `googleAds:mutate`. */
export const namesOf = (json: unknown): string[] =>
  listOf(recordOf(json)['mutateOperationResponses']).flatMap((response) =>
    Object.values(recordOf(response)).map((result) => textOf(recordOf(result)['resourceName'])),
  )

/** The operations with one value changed, at a path like `1.campaignOperation.create.name`. */
export const changed = (operations: JsonObject[], path: string, value: unknown): JsonObject[] => {
  const [index = '', ...rest] = path.split('.')
  return operations.map((operation, i) =>
    i === Number(index) ? withValue(operation, rest.join('.'), value) : operation,
  )
}

type Naming = (rest: string) => string

/** An ad group (-3) of campaign -2 with a keyword, an age left out and a search ad. */
function adGroupOperations(of: Naming): JsonObject[] {
  return [
    {
      adGroupOperation: {
        create: {
          resourceName: of('adGroups/-3'),
          campaign: of('campaigns/-2'),
          name: 'Running shoes',
          status: 'ENABLED',
          type: 'SEARCH_STANDARD',
        },
      },
    },
    {
      adGroupCriterionOperation: {
        create: {
          adGroup: of('adGroups/-3'),
          status: 'ENABLED',
          keyword: { text: 'running shoes', matchType: 'PHRASE' },
        },
      },
    },
    {
      adGroupCriterionOperation: {
        create: { adGroup: of('adGroups/-3'), negative: true, ageRange: { type: 'AGE_RANGE_18_24' } },
      },
    },
    {
      adGroupAdOperation: {
        create: {
          adGroup: of('adGroups/-3'),
          status: 'ENABLED',
          ad: {
            finalUrls: ['https://shop.example.com/shoes?utm_source=google'],
            responsiveSearchAd: {
              headlines: [
                { text: 'Running shoes', pinnedField: 'HEADLINE_1' },
                { text: 'For every road' },
                { text: 'Free returns' },
              ],
              descriptions: [{ text: 'Light shoes for long runs.' }, { text: 'Order today, run tomorrow.' }],
              path1: 'shoes',
              path2: 'sale',
            },
          },
        },
      },
    },
  ]
}

/** A Search campaign with all that it needs, in one atomic request. Temporary ids -1 to -3. */
export function campaignOperations(customerId: string, name: string): JsonObject[] {
  const of = (rest: string): string => `customers/${customerId}/${rest}`
  return [
    {
      campaignBudgetOperation: {
        create: {
          resourceName: of('campaignBudgets/-1'),
          name: `${name} budget`,
          amountMicros: '50000000',
          deliveryMethod: 'STANDARD',
          explicitlyShared: false,
        },
      },
    },
    {
      campaignOperation: {
        create: {
          resourceName: of('campaigns/-2'),
          name,
          status: 'PAUSED',
          advertisingChannelType: 'SEARCH',
          campaignBudget: of('campaignBudgets/-1'),
          maximizeConversions: {},
          networkSettings: {
            targetGoogleSearch: true,
            targetSearchNetwork: false,
            targetContentNetwork: false,
            targetPartnerSearchNetwork: false,
          },
          containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
        },
      },
    },
    {
      campaignCriterionOperation: {
        create: { campaign: of('campaigns/-2'), location: { geoTargetConstant: 'geoTargetConstants/2276' } },
      },
    },
    {
      campaignCriterionOperation: {
        create: { campaign: of('campaigns/-2'), language: { languageConstant: 'languageConstants/1001' } },
      },
    },
    ...adGroupOperations(of),
  ]
}
