import type { FaultClass } from '../define'
import type { Fault } from '../fault'
import { at, type Dict, dicts, isDict, text } from '../json'
import type { Json } from '../define'

/**
 * Google's error codes by class, as `family.CODE` or `family.*`. What is not listed and came as INVALID_ARGUMENT is a
 * fault of the request. The first error decides.
 */
export const GOOGLE_CODES: Record<string, FaultClass> = {
  'authenticationError.OAUTH_TOKEN_EXPIRED': 'auth_refresh',
  'authenticationError.OAUTH_TOKEN_INVALID': 'auth_refresh',
  'authenticationError.OAUTH_TOKEN_REVOKED': 'auth_reconnect',
  'authenticationError.OAUTH_TOKEN_DISABLED': 'auth_reconnect',
  'authenticationError.NOT_ADS_USER': 'auth_reconnect',
  'authenticationError.GOOGLE_ACCOUNT_DELETED': 'auth_reconnect',
  'authenticationError.TWO_STEP_VERIFICATION_NOT_ENROLLED': 'auth_reconnect',
  'authenticationError.ADVANCED_PROTECTION_NOT_ENROLLED': 'auth_reconnect',
  'authenticationError.CUSTOMER_NOT_FOUND': 'not_found',
  'authenticationError.*': 'config',
  'authorizationError.CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION': 'config',
  'authorizationError.CLOUD_PROJECT_NOT_UNDER_ORGANIZATION': 'config',
  'authorizationError.DEVELOPER_TOKEN_NOT_ON_ALLOWLIST': 'config',
  'authorizationError.DEVELOPER_TOKEN_PROHIBITED': 'config',
  'authorizationError.DEVELOPER_TOKEN_NOT_APPROVED': 'config',
  'authorizationError.PROJECT_DISABLED': 'config',
  'authorizationError.MISSING_TOS': 'config',
  'authorizationError.*': 'permission',
  'headerError.*': 'config',
  'quotaError.ACCESS_PROHIBITED': 'config',
  'quotaError.*': 'rate_limit',
  'internalError.*': 'transient',
  'databaseError.CONCURRENT_MODIFICATION': 'transient',
  'databaseError.REQUEST_TOO_LARGE': 'ask_for_less',
  'policyFindingError.*': 'policy',
  'policyViolationError.*': 'policy',
  'requestError.RESOURCE_NOT_FOUND': 'not_found',
  'requestError.UNSUPPORTED_VERSION': 'config',
  'requestError.CLOUD_PROJECT_NOT_FOUND': 'config',
  'mutateError.RESOURCE_NOT_FOUND': 'not_found',
  'queryError.DATE_RANGE_TOO_WIDE': 'ask_for_less',
  'queryError.FILTER_HAS_TOO_MANY_VALUES': 'ask_for_less',
  'resourceCountLimitExceededError.RESPONSE_ROW_LIMIT_EXCEEDED': 'ask_for_less',
  'resourceAccessDeniedError.*': 'permission',
}

const BY_STATUS: Record<string, FaultClass> = {
  UNAUTHENTICATED: 'auth_refresh',
  PERMISSION_DENIED: 'permission',
  RESOURCE_EXHAUSTED: 'rate_limit',
  NOT_FOUND: 'not_found',
  INTERNAL: 'transient',
  UNAVAILABLE: 'transient',
  DEADLINE_EXCEEDED: 'transient',
  ABORTED: 'transient',
  CANCELLED: 'transient',
}

/** Google names no time for short bursts; its clients wait five seconds first. */
const BURST_MS = 5_000

/**
 * The fault in an answer of the Google Ads API, or undefined. Understands the array in which searchStream wraps its
 * errors, failed operations inside a 200, the token endpoint's envelope, and the HTML that a dead version answers with.
 */
export function googleFault(answer: { status: number; json: Json | undefined }): Fault | undefined {
  const { status, json } = answer
  const body = Array.isArray(json) ? json.find((chunk) => isDict(chunk) && chunk['error'] !== undefined) : json
  const partial = at(body, 'partialFailureError')
  if (status < 400 && !isDict(partial) && at(body, 'error') === undefined) return undefined
  if (json === undefined) return withoutEnvelope(status)
  const error = isDict(partial) ? partial : at(body, 'error')
  if (typeof error === 'string') return tokenFault(status, error, text(at(body, 'error_description')))
  if (!isDict(error)) return withoutEnvelope(status)
  return inEnvelope(status, error)
}

function withoutEnvelope(status: number): Fault {
  if (status === 404)
    return {
      fault: 'config',
      words: {
        message: 'the address or the version of the API does not exist (HTTP 404); check GOOGLE_ADS_API_VERSION',
        code: '404',
      },
    }
  return {
    fault: status === 429 ? 'rate_limit' : status >= 500 ? 'transient' : 'validation',
    words: { message: `HTTP ${status}`, code: String(status) },
  }
}

const TOKEN_CODES: Record<string, FaultClass> = {
  invalid_grant: 'auth_reconnect',
  access_denied: 'auth_reconnect',
  invalid_client: 'config',
  unauthorized_client: 'config',
  redirect_uri_mismatch: 'config',
  invalid_scope: 'config',
  temporarily_unavailable: 'transient',
}

const tokenFault = (status: number, code: string, description: string): Fault => ({
  fault: TOKEN_CODES[code] ?? (status >= 500 ? 'transient' : 'config'),
  words: { message: description || code, code },
})

function inEnvelope(status: number, error: Dict): Fault {
  const details = dicts(error['details'])
  const failure = details.find((detail) => Array.isArray(detail['errors']))
  const [first, ...others] = dicts(failure?.['errors'])
  const requestId = text(failure?.['requestId']) || undefined
  const code = text(error['status']) || text(error['code'])
  if (!first) {
    const fault = BY_STATUS[text(error['status'])] ?? (status >= 500 ? 'transient' : 'validation')
    return {
      fault,
      words: { message: text(error['message']), code, requestId },
      retryAfterMs: fault === 'rate_limit' ? BURST_MS : undefined,
    }
  }
  const [family = '', value = ''] = Object.entries(isDict(first['errorCode']) ? first['errorCode'] : {})
    .map(([k, v]) => [k, text(v)])
    .flat()
  const fault =
    GOOGLE_CODES[`${family}.${value}`] ??
    GOOGLE_CODES[`${family}.*`] ??
    BY_STATUS[text(error['status'])] ??
    (status >= 500 ? 'transient' : 'validation')
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return {
    fault,
    words: { message: text(first['message']) + more, code: `${family}.${value}`, field: fieldPath(first), requestId },
    retryAfterMs: fault === 'rate_limit' ? retryDelay(first) : undefined,
  }
}

/** `mutate_operations[1].campaign_operation.create.name` */
const fieldPath = (error: Dict): string | undefined =>
  dicts(at(error, 'location', 'fieldPathElements'))
    .map(
      (element) => text(element['fieldName']) + (element['index'] === undefined ? '' : `[${text(element['index'])}]`),
    )
    .join('.') || undefined

const retryDelay = (error: Dict): number => {
  const seconds = Number.parseFloat(text(at(error, 'details', 'quotaErrorDetails', 'retryDelay')))
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : BURST_MS
}
