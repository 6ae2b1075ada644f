import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Transaction } from '@/lib/server/prisma'
import type { DrawnFault, SandboxPlatform, SandboxReply, SandboxRequest, Subject } from '../define'
import { authenticate, reach, type Access } from './access.server'
import {
  badRequestReply,
  failureReply,
  missingPage,
  okReply,
  plainReply,
  unauthenticatedReply,
  type Call,
  type GoogleError,
} from './failure'
import { findPlace, suggestionRow, suggestPlaces } from './geo'
import { listOf, recordOf, textOf } from './json'
import { mutateGoogleAds, mutateResource } from './mutate.server'
import { consent, revoke, token } from './oauth.server'
import { readMessage, type Violation } from './proto'
import { RESOURCES } from './resources'
import { search, searchStream } from './search.server'

/** Versions that are alive; any other address is a page that does not exist. */
const VERSIONS = new Set(['v25', 'v26'])

type Address = { version: string; customerId: string; service: string; verb: string }

/** `/v25/customers/123/googleAds:search`; undefined for other addresses. */
function addressOf(path: string): Address | undefined {
  const match = /^\/(v\d+)(?:\/customers\/([^/:]+))?\/(\w+):(\w+)$/.exec(path)
  const [, version = '', customerId = '', service = '', verb = ''] = match ?? []
  return match ? { version, customerId, service, verb } : undefined
}

const callOf = (request: SandboxRequest, address: Address | undefined): Call => ({
  version: address?.version ?? 'v25',
  requestId: randomBytes(16).toString('base64url'),
  isStream: address?.verb === 'searchStream',
  now: request.now,
})

/** Places whose names begin as asked, or those named by their ids. */
function suggest(call: Call, body: unknown): SandboxReply {
  const violations: Violation[] = []
  const read = readMessage('SuggestGeoTargetConstantsRequest', body ?? {}, '', violations)
  if (violations.length > 0) return badRequestReply(call, violations)
  const names = listOf(recordOf(read['locationNames'])['names']).map(textOf)
  const constants = listOf(recordOf(read['geoTargets'])['geoTargetConstants']).map(textOf)
  if (names.length === 0 && constants.length === 0)
    return failureReply(call, [{ family: 'requestError', code: 'REQUIRED_FIELD_MISSING', path: 'location_names' }])
  if (names.length > 25)
    return failureReply(call, [
      {
        family: 'geoTargetConstantSuggestionError',
        code: 'LOCATION_NAME_LIMIT',
        message: 'The number of location names is limited to 25.',
      },
    ])
  const draw = suggestionRow(textOf(read['locale']) || 'en')
  const byId = constants.flatMap((name) => findPlace(name.split('/').at(-1) ?? '') ?? [])
  const country = textOf(read['countryCode']).toUpperCase() || undefined
  const found = [...byId.map((place) => ({ place, term: '' })), ...suggestPlaces(names, country)]
  return okReply(call, { geoTargetConstantSuggestions: found.length > 0 ? found.map(draw) : undefined })
}

function rootList(call: Call, { manager }: Access): SandboxReply {
  return okReply(call, { resourceNames: [`customers/${manager.id}`] })
}

async function ofCustomer(
  tx: Transaction,
  call: Call,
  address: Address,
  access: Access,
  request: SandboxRequest,
): Promise<SandboxReply> {
  const reached = reach(call, access, address.customerId, request.headers)
  if (!reached.ok) return reached.error
  const { account, isManager } = reached.value
  const { body, reporting, now } = request
  const { service, verb } = address
  if (service === 'googleAds' && verb !== 'mutate') {
    const below = access.clients.map((client) => ({ account: client, level: 1, isManager: false }))
    const clients = [{ account, level: 0, isManager }, ...(isManager ? below : [])]
    const asked = { call, reader: { tx, account, isManager, clients, now }, reporting, body }
    return verb === 'search' ? search(asked) : searchStream(asked)
  }
  if (isManager) return failureReply(call, [{ family: 'requestError', code: 'CANNOT_BE_EXECUTED_BY_MANAGER_ACCOUNT' }])
  if (service === 'googleAds') return mutateGoogleAds(tx, call, account, body)
  const resource = RESOURCES.find(({ collection }) => collection === service)
  return resource ? mutateResource(resource, tx, call, account, body) : missingPage(request.path)
}

function isService({ customerId, service, verb }: Address, method: string): boolean {
  if (customerId === '') {
    if (service === 'customers') return verb === 'listAccessibleCustomers' && method === 'GET'
    return service === 'geoTargetConstants' && verb === 'suggest' && method === 'POST'
  }
  if (method !== 'POST') return false
  if (service === 'googleAds') return ['search', 'searchStream', 'mutate'].includes(verb)
  return verb === 'mutate' && RESOURCES.some(({ collection }) => collection === service)
}

async function handle(tx: Transaction, request: SandboxRequest): Promise<SandboxReply> {
  const { path, method } = request
  if (path === '/o/oauth2/v2/auth' && (method === 'GET' || method === 'POST')) return consent(tx, request)
  if (path === '/token' && method === 'POST') return token(tx, request)
  if (path === '/revoke' && method === 'POST') return revoke(tx, request)
  const address = addressOf(path)
  const call = callOf(request, address)
  if (!address || !VERSIONS.has(address.version) || !isService(address, method)) return missingPage(path)
  const authenticated = await authenticate(tx, call, request)
  if (!authenticated.ok) return authenticated.error
  if (request.bodyFault || (method === 'POST' && request.bodyType !== 'json' && request.bodyType !== 'none'))
    return plainReply(
      call,
      400,
      'INVALID_ARGUMENT',
      `Invalid JSON payload received. ${request.bodyFault ?? 'Send JSON.'}`,
    )
  if (address.customerId !== '') return ofCustomer(tx, call, address, authenticated.value, request)
  return address.service === 'customers' ? rootList(call, authenticated.value) : suggest(call, request.body)
}

async function subject(_tx: Transaction, { path, body }: SandboxRequest): Promise<Subject> {
  const address = addressOf(path)
  const query = textOf(recordOf(body)['query'])
  const isReport = address?.service === 'googleAds' && address.verb !== 'mutate' && /\bmetrics\./.test(query)
  return { accountId: address?.customerId || null, isReport }
}

function exhausted(details: Record<string, unknown>): GoogleError {
  const seconds = typeof details['seconds'] === 'number' ? details['seconds'] : 30
  const isDaily = seconds >= 900
  return {
    family: 'quotaError',
    code: isDaily ? 'RESOURCE_EXHAUSTED' : 'RESOURCE_TEMPORARILY_EXHAUSTED',
    message: `Too many requests. Retry in ${seconds} seconds.`,
    details: {
      quotaErrorDetails: {
        rateScope: isDaily ? 'DEVELOPER' : 'ACCOUNT',
        rateName: isDaily ? 'Number of operations for basic access' : 'Requests per account',
        retryDelay: `${seconds}s`,
      },
    },
  }
}

/** A refusal as planned: `code` is `family.CODE`, a policy finding unless said otherwise. */
function rejection({ code, message, field }: Record<string, unknown>): GoogleError {
  const [family = '', name = ''] = textOf(code).split('.')
  const isNamed = family !== '' && name !== ''
  return {
    family: isNamed ? family : 'policyFindingError',
    code: isNamed ? name : 'POLICY_FINDING',
    message:
      textOf(message) ||
      'The resource has been disapproved since the policy summary includes policy topics of type PROHIBITED.',
    path: textOf(field) || 'operations[0]',
    details: isNamed
      ? undefined
      : { policyFindingDetails: { policyTopicEntries: [{ topic: 'DESTINATION_NOT_WORKING', type: 'PROHIBITED' }] } },
  }
}

function fault(kind: DrawnFault, details: Record<string, unknown>, request: SandboxRequest): SandboxReply {
  const address = addressOf(request.path)
  const call = callOf(request, address)
  if (!address) return kind === 'server_error' ? { status: 500, body: { error: 'internal_failure' } } : tokenFault(kind)
  switch (kind) {
    case 'rate_limit':
      return failureReply(call, [exhausted(details)])
    case 'server_error':
      return failureReply(call, [{ family: 'internalError', code: 'TRANSIENT_ERROR' }])
    case 'expired_token':
      return unauthenticatedReply(call)
    case 'reject':
      return failureReply(call, [rejection(details)])
  }
}

/** The same failures at the OAuth endpoints. */
const tokenFault = (kind: Exclude<DrawnFault, 'server_error'>): SandboxReply =>
  kind === 'rate_limit'
    ? { status: 429, body: { error: 'rate_limit_exceeded', error_description: 'Rate limit exceeded' } }
    : { status: 400, body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' } }

/** Sandbox Google Ads: OAuth, accounts, queries and writes of the REST interface, over the seeded market. */
export const google: SandboxPlatform = { key: 'google', subject, handle, fault }
