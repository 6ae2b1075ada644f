import type { SandboxReply } from '../define'
import { textOf, type JsonObject } from './json'
import type { Violation } from './proto'

/* The error envelopes of the Google Ads API and of the OAuth endpoints. */

/** What every answer of one call needs: its version, its id, and whether it is a stream (an array of chunks). */
export type Call = { version: string; requestId: string; isStream: boolean; now: Date }

/** One error of a GoogleAdsFailure. `path` is written like `operations[0].create.name`. */
export type GoogleError = {
  family: string
  code: string
  message?: string
  path?: string
  trigger?: string
  details?: JsonObject
}

const STATUS: Record<string, { code: number; status: string; message: string }> = {
  authenticationError: {
    code: 401,
    status: 'UNAUTHENTICATED',
    message: 'Request had invalid authentication credentials.',
  },
  authorizationError: { code: 403, status: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
  resourceAccessDeniedError: { code: 403, status: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
  quotaError: {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'Resource has been exhausted (e.g. check quota).',
  },
  internalError: { code: 500, status: 'INTERNAL', message: 'Internal error encountered.' },
}
const INVALID = { code: 400, status: 'INVALID_ARGUMENT', message: 'Request contains an invalid argument.' }

const SAYS: Record<string, string> = {
  'fieldError.REQUIRED': 'The required field was not present.',
  'fieldError.REQUIRED_NONEMPTY_LIST': 'The required repeated field was empty.',
  'fieldError.IMMUTABLE_FIELD': 'The field attempted to be mutated is immutable.',
  'fieldError.VALUE_MUST_BE_UNSET': 'The field cannot be set.',
  'fieldError.INVALID_VALUE': "The field's value is invalid.",
  'fieldMaskError.FIELD_MASK_MISSING': 'The field mask must be provided for update operations.',
  'fieldMaskError.FIELD_NOT_FOUND': 'The field mask contains an invalid field.',
  'fieldMaskError.FIELD_HAS_SUBFIELDS':
    'The field mask updated a field with subfields: a path to each subfield is needed.',
  'requestError.OPERATION_REQUIRED': 'Mutate operation should have either create, update, or remove specified.',
  'requestError.RESOURCE_NAME_MISSING': 'Resource name is required for this request.',
  'requestError.RESOURCE_NAME_MALFORMED': 'Resource name provided is malformed.',
  'requestError.REQUIRED_FIELD_MISSING': 'Required field is missing.',
  'requestError.INVALID_ENUM_VALUE': 'Enum value is not permitted.',
  'requestError.TOO_MANY_MUTATE_OPERATIONS': 'Received too many entries in request.',
  'requestError.CANNOT_BE_EXECUTED_BY_MANAGER_ACCOUNT': 'Request cannot be executed by a manager account.',
  'requestError.PAGE_SIZE_NOT_SUPPORTED':
    'Setting the page size is not supported, and will be unavailable in a future version.',
  'requestError.INVALID_PAGE_TOKEN': 'Next page token specified in user request is invalid.',
  'mutateError.RESOURCE_NOT_FOUND': 'Resource was not found.',
  'mutateError.MUTATE_NOT_ALLOWED': 'Mutates are not allowed for the requested resource.',
  'mutateError.ID_EXISTS_IN_MULTIPLE_MUTATES': 'Cannot mutate the same resource twice in one request.',
  'mutateError.RESOURCE_ALREADY_EXISTS': 'The resource being created already exists.',
  'newResourceCreationError.CANNOT_SET_ID_FOR_CREATE': 'Do not set the id field while creating new resources.',
  'newResourceCreationError.DUPLICATE_TEMP_IDS':
    'Creating more than one resource with the same temp ID is not allowed.',
  'newResourceCreationError.TEMP_ID_RESOURCE_HAD_ERRORS':
    'Parent resource with specified temp ID failed validation, so no validation will be done for this child resource.',
  'stringLengthError.TOO_LONG': 'Too long.',
  'stringLengthError.EMPTY': 'The specified field should have a least one non-whitespace character in it.',
  'rangeError.TOO_LOW': 'Too low.',
  'rangeError.TOO_HIGH': 'Too high.',
  'collectionSizeError.TOO_FEW': 'Too few.',
  'collectionSizeError.TOO_MANY': 'Too many.',
  'campaignError.DUPLICATE_CAMPAIGN_NAME': 'A campaign with this name already exists.',
  'campaignBudgetError.DUPLICATE_NAME': 'A campaign budget with this name already exists.',
  'campaignBudgetError.NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT': 'A money amount was not a multiple of a minimum unit.',
  'campaignBudgetError.NEGATIVE_MONEY_AMOUNT': 'A money amount was negative.',
  'campaignBudgetError.CANNOT_USE_IMPLICITLY_SHARED_CAMPAIGN_BUDGET_WITH_MULTIPLE_CAMPAIGNS':
    'Only explicitly shared campaign budgets can be used with multiple campaigns.',
  'campaignBudgetError.CAMPAIGN_BUDGET_IN_USE':
    'The campaign budget is associated with at least one campaign, and so the campaign budget cannot be removed.',
  'adGroupError.DUPLICATE_ADGROUP_NAME': 'AdGroup with the same name already exists for the campaign.',
  'dateError.INVALID_STRING_DATE_TIME_SECONDS': "The string date time's format should be yyyy-mm-dd hh:mm:ss.",
  'dateRangeError.END_DATE_BEFORE_START_DATE': 'The end date was before the start date.',
  'authorizationError.USER_PERMISSION_DENIED':
    "User doesn't have permission to access customer. Note: If you're accessing a client customer, the manager's customer id must be set in the 'login-customer-id' header. See https://developers.google.com/google-ads/api/docs/concepts/call-structure#cid",
  'headerError.INVALID_LOGIN_CUSTOMER_ID': 'The login customer ID could not be validated.',
  'queryError.REQUESTED_METRICS_FOR_MANAGER':
    'Metrics cannot be requested for a manager account. To retrieve metrics, issue separate requests against each client account under the manager account.',
  'internalError.TRANSIENT_ERROR': 'Google Ads API encountered an unexpected transient error.',
}

/** `mutate_operations[1].campaign_operation.create.name` as Google's list of names and indices. */
function pathElements(path: string): { fieldName: string; index?: number }[] {
  return path.split('.').map((part) => {
    const [, fieldName = part, index] = /^(\w+)\[(\d+)\]$/.exec(part) ?? []
    return index === undefined ? { fieldName } : { fieldName, index: Number(index) }
  })
}

function drawError({ family, code, message, path, trigger, details }: GoogleError): JsonObject {
  const error: JsonObject = {
    errorCode: { [family]: code },
    message: message ?? SAYS[`${family}.${code}`] ?? `${code.toLowerCase().replaceAll('_', ' ')}.`,
  }
  if (trigger !== undefined) error['trigger'] = { stringValue: trigger }
  if (path !== undefined) error['location'] = { fieldPathElements: pathElements(path) }
  if (details !== undefined) error['details'] = details
  return error
}

const requestIdHeader = (call: Call) => ({ 'request-id': call.requestId })
const wrapped = (call: Call, body: JsonObject): unknown => (call.isStream ? [body] : body)

function failureDetail(call: Call, errors: GoogleError[]): JsonObject {
  const type = `type.googleapis.com/google.ads.googleads.${call.version}.errors.GoogleAdsFailure`
  return { '@type': type, errors: errors.map(drawError), requestId: call.requestId }
}

/** A refusal with its GoogleAdsFailure. The first error's family decides the status. */
export function failureReply(call: Call, errors: GoogleError[]): SandboxReply {
  const { code, status, message } = STATUS[errors[0]?.family ?? ''] ?? INVALID
  const error = { code, message, status, details: [failureDetail(call, errors)] }
  return { status: code, body: wrapped(call, { error }), headers: requestIdHeader(call) }
}

/** A failure among others that went through: `partialFailureError` of an answer 200. */
export const partialFailure = (call: Call, errors: GoogleError[]): JsonObject => ({
  code: 3,
  message: `Multiple errors in ‘details’. First error: ${textOfFirst(errors)}`,
  details: [failureDetail(call, errors)],
})

const textOfFirst = (errors: GoogleError[]): string => (errors[0] ? textOf(drawError(errors[0])['message']) : '')

/** JSON that does not fit the message: no GoogleAdsFailure, the gateway itself refuses. */
export function badRequestReply(call: Call, violations: Violation[]): SandboxReply {
  const message = violations.map(({ description }) => description).join('\n')
  const details = [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }]
  return { status: 400, body: wrapped(call, { error: { code: 400, message, status: 'INVALID_ARGUMENT', details } }) }
}

/** The gateway's other refusals, without details. */
export const plainReply = (call: Call, code: number, status: string, message: string): SandboxReply => ({
  status: code,
  body: wrapped(call, { error: { code, message, status } }),
  headers: requestIdHeader(call),
})

export const unauthenticatedReply = (call: Call): SandboxReply =>
  plainReply(
    call,
    401,
    'UNAUTHENTICATED',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
  )

/** What the web server says of an address that no service has, dead versions too. */
export const missingPage = (path: string): SandboxReply => ({
  status: 404,
  body: `<!DOCTYPE html><html lang="en"><title>Error 404 (Not Found)!!1</title><p><b>404.</b> That’s an error.<p>The requested URL <code>${path.replace(/[&<>"']/g, '')}</code> was not found on this server.</html>`,
})

export const okReply = (call: Call, body: unknown): SandboxReply => ({
  status: 200,
  body,
  headers: requestIdHeader(call),
})
