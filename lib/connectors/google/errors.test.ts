import { describe, expect, test } from 'vitest'
import type { FaultClass } from '../define'
import { faultError } from '../fault'
import { at, type Dict, dict, dicts, text, texts } from '../json'
import { reference, referenceJson, without } from '../reference.server'
import { GOOGLE_CODES, googleFault } from './errors'

const failure = (status: number, errorCode: Record<string, string>, more: Dict = {}, word = 'INVALID_ARGUMENT') => ({
  status,
  json: {
    error: {
      code: status,
      message: 'Request failed.',
      status: word,
      details: [{ errors: [{ errorCode, message: 'It was refused.', ...more }], requestId: 'abc' }],
    },
  },
})

describe('codes by class', () => {
  test.each<[number, string, Record<string, string>, FaultClass]>([
    [401, 'UNAUTHENTICATED', { authenticationError: 'OAUTH_TOKEN_EXPIRED' }, 'auth_refresh'],
    [401, 'UNAUTHENTICATED', { authenticationError: 'OAUTH_TOKEN_REVOKED' }, 'auth_reconnect'],
    [401, 'UNAUTHENTICATED', { authenticationError: 'NOT_ADS_USER' }, 'auth_reconnect'],
    [401, 'UNAUTHENTICATED', { authenticationError: 'DEVELOPER_TOKEN_INVALID' }, 'config'],
    [403, 'PERMISSION_DENIED', { authorizationError: 'USER_PERMISSION_DENIED' }, 'permission'],
    [403, 'PERMISSION_DENIED', { authorizationError: 'CUSTOMER_NOT_ENABLED' }, 'permission'],
    [403, 'PERMISSION_DENIED', { authorizationError: 'DEVELOPER_TOKEN_PROHIBITED' }, 'config'],
    [400, 'INVALID_ARGUMENT', { headerError: 'INVALID_LOGIN_CUSTOMER_ID' }, 'config'],
    [429, 'RESOURCE_EXHAUSTED', { quotaError: 'RESOURCE_EXHAUSTED' }, 'rate_limit'],
    [500, 'INTERNAL', { internalError: 'INTERNAL_ERROR' }, 'transient'],
    [400, 'ABORTED', { databaseError: 'CONCURRENT_MODIFICATION' }, 'transient'],
    [400, 'INVALID_ARGUMENT', { policyFindingError: 'POLICY_FINDING' }, 'policy'],
    [400, 'INVALID_ARGUMENT', { policyViolationError: 'POLICY_ERROR' }, 'policy'],
    [400, 'INVALID_ARGUMENT', { campaignError: 'DUPLICATE_CAMPAIGN_NAME' }, 'validation'],
    [400, 'INVALID_ARGUMENT', { mutateError: 'RESOURCE_NOT_FOUND' }, 'not_found'],
    [400, 'INVALID_ARGUMENT', { queryError: 'DATE_RANGE_TOO_WIDE' }, 'ask_for_less'],
  ])('HTTP %i %s %o is %s', (status, word, code, fault) =>
    expect(googleFault(failure(status, code, {}, word))?.fault).toBe(fault),
  )

  test('bare statuses, the token endpoint and the page of a dead version', () => {
    const bare = (status: number, word: string) =>
      googleFault({ status, json: { error: { code: status, message: 'x', status: word } } })?.fault
    expect(bare(401, 'UNAUTHENTICATED')).toBe('auth_refresh')
    expect(bare(503, 'UNAVAILABLE')).toBe('transient')
    expect(bare(504, 'DEADLINE_EXCEEDED')).toBe('transient')
    expect(
      googleFault({ status: 400, json: { error: 'invalid_grant', error_description: 'Token has been revoked.' } }),
    ).toMatchObject({ fault: 'auth_reconnect', words: { message: 'Token has been revoked.' } })
    expect(googleFault({ status: 401, json: { error: 'invalid_client' } })?.fault).toBe('config')
    expect(googleFault({ status: 404, json: undefined })?.fault).toBe('config')
    expect(googleFault({ status: 502, json: undefined })?.fault).toBe('transient')
  })
  test('an answer without an error is none', () => {
    expect(googleFault({ status: 200, json: [{ results: [] }] })).toBeUndefined()
    expect(googleFault({ status: 200, json: { results: [] } })).toBeUndefined()
  })
})

test('an error inside the array of searchStream is found', () => {
  const { status, json } = failure(400, { queryError: 'UNRECOGNIZED_FIELD' })
  expect(googleFault({ status, json: [json] })).toMatchObject({
    fault: 'validation',
    words: { code: 'queryError.UNRECOGNIZED_FIELD' },
  })
})

test('a failed operation inside a 200 is a failure', () => {
  const partial = {
    code: 3,
    message: 'Multiple errors',
    details: [
      {
        errors: [
          {
            errorCode: { campaignError: 'DUPLICATE_CAMPAIGN_NAME' },
            message: 'A campaign with this name already exists.',
          },
        ],
      },
    ],
  }
  expect(googleFault({ status: 200, json: { partialFailureError: partial, results: [{}] } })).toMatchObject({
    fault: 'validation',
    words: { message: 'A campaign with this name already exists.' },
  })
})

test('the blamed field, the request id and the number of further errors are kept', () => {
  const where: Dict = {
    location: {
      fieldPathElements: [
        { fieldName: 'mutate_operations', index: 1 },
        { fieldName: 'campaign_operation' },
        { fieldName: 'create' },
        { fieldName: 'name' },
      ],
    },
  }
  const fault = googleFault(failure(400, { fieldError: 'REQUIRED' }, where))
  expect(fault?.words).toMatchObject({
    field: 'mutate_operations[1].campaign_operation.create.name',
    requestId: 'abc',
    code: 'fieldError.REQUIRED',
  })
  expect(fault && faultError('Google Ads', fault).message).toBe(
    'Google Ads did not accept mutate_operations[1].campaign_operation.create.name: It was refused. Correct it and try again.',
  )
})

test('Google names the time to wait, or five seconds are taken', () => {
  const quota = (retryDelay: string) => ({ details: { quotaErrorDetails: { retryDelay } } })
  expect(googleFault(failure(429, { quotaError: 'RESOURCE_EXHAUSTED' }, quota('900s')))?.retryAfterMs).toBe(900_000)
  expect(googleFault(failure(429, { quotaError: 'RESOURCE_TEMPORARILY_EXHAUSTED' }))?.retryAfterMs).toBe(5_000)
})

/** Classes of the recorded errors, in our words. */
const CLASS: Record<string, FaultClass> = {
  auth_config: 'config',
  auth_refresh_token: 'auth_refresh',
  config_version: 'config',
  auth: 'auth_reconnect',
}
const ourClass = (word: string): string => CLASS[word] ?? word

describe(`recorded errors${without}`, () => {
  test.skipIf(!reference)('are classified as they were', () => {
    const recorded = dicts(at(referenceJson('fixtures', 'google-errors-1.json'), 'body'))
    expect(recorded.length).toBeGreaterThan(9)
    const found = recorded.map(
      (entry) => googleFault({ status: Number(text(entry['status'])), json: entry['json'] })?.fault,
    )
    expect(found).toEqual(recorded.map((entry) => ourClass(text(entry['class']))))
  })
  test.skipIf(!reference)('every code of the table exists at Google', () => {
    const enums = dict(at(referenceJson('specs', 'google-ads-v25.json'), 'error_enums'))
    const unknown = Object.keys(GOOGLE_CODES).filter((code) => {
      const [family = '', value = ''] = code.split('.')
      const known = enums[family.charAt(0).toUpperCase() + family.slice(1)]
      const values = Array.isArray(known) ? texts(known) : Object.keys(dict(known))
      return value === '*' ? values.length === 0 : !values.includes(value)
    })
    expect(unknown).toEqual([])
  })
})
