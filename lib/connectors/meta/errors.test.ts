import { describe, expect, test } from 'vitest'
import type { FaultClass, Json } from '../define'
import { at, dict, dicts, text } from '../json'
import { reference, referenceJson, without } from '../reference.server'
import { metaFault, metaUsage } from './errors'

const refused = (error: Record<string, Json>, status = 400, headers: Record<string, string> = {}) =>
  metaFault({ status, json: { error: { message: 'Refused.', ...error } }, headers: new Headers(headers) })

describe('codes by class, whatever the HTTP status', () => {
  test.each<[number, number | undefined, FaultClass]>([
    [190, 463, 'auth_reconnect'],
    [190, 460, 'auth_reconnect'],
    [102, undefined, 'auth_reconnect'],
    [10, undefined, 'permission'],
    [200, undefined, 'permission'],
    [294, undefined, 'permission'],
    [100, 33, 'not_found'],
    [100, 36009, 'auth_reconnect'],
    [368, undefined, 'policy'],
    [4, 1504022, 'rate_limit'],
    [17, 2446079, 'rate_limit'],
    [32, undefined, 'rate_limit'],
    [613, 1487742, 'rate_limit'],
    [80000, undefined, 'rate_limit'],
    [80014, undefined, 'rate_limit'],
    [1, undefined, 'transient'],
    [2, undefined, 'transient'],
    [2, 1504038, 'ask_for_less'],
    [100, 1487534, 'ask_for_less'],
    [100, 1885621, 'validation'],
    [100, undefined, 'validation'],
    [2500, undefined, 'validation'],
    [2635, undefined, 'config'],
  ])('%i / %s is %s', (code, error_subcode, fault) => {
    expect(refused(error_subcode === undefined ? { code } : { code, error_subcode })?.fault).toBe(fault)
  })
  test('the words decide where the code does not', () => {
    expect(refused({ code: 1, message: "Please reduce the amount of data you're asking for" }, 500)?.fault).toBe(
      'ask_for_less',
    )
    expect(refused({ code: 100, message: '(#100) Missing permissions' })?.fault).toBe('permission')
    expect(refused({ code: 1, is_transient: false, error_user_title: 'Not linked' })?.fault).toBe('validation')
    expect(refused({ code: 1, message: 'Error validating client secret.' })?.fault).toBe('config')
    expect(refused({ code: 4711, is_transient: true })?.fault).toBe('transient')
  })
  test('an answer without an error is none; a broken one goes by its status', () => {
    const headers = new Headers()
    expect(metaFault({ status: 200, json: { data: [] }, headers })).toBeUndefined()
    expect(metaFault({ status: 503, json: undefined, headers })?.fault).toBe('transient')
    expect(metaFault({ status: 429, json: undefined, headers })?.fault).toBe('rate_limit')
  })
})

test("Meta's words for people come first, with the field it blames and its trace", () => {
  const fault = refused({
    code: 100,
    error_subcode: 1885272,
    error_user_title: 'Your Budget Is Too Low',
    error_user_msg: 'It must be more.',
    error_data: '{"blame_field_specs":[["daily_budget"]]}',
    fbtrace_id: 'A2',
  })
  expect(fault?.words).toEqual({
    message: 'It must be more.',
    title: 'Your Budget Is Too Low',
    code: '100',
    subcode: '1885272',
    field: 'daily_budget',
    requestId: 'A2',
  })
})

describe('usage', () => {
  const business =
    '{"1":[{"type":"ads_management","call_count":95,"total_cputime":20,"total_time":20,"estimated_time_to_regain_access":19}]}'
  test('is the worst of the four headers', () => {
    expect(
      metaUsage(
        new Headers({
          'x-business-use-case-usage': business,
          'x-ad-account-usage': '{"acc_id_util_pct":9.67,"reset_time_duration":100}',
        }),
      ),
    ).toEqual({ percent: 95, regainMs: 19 * 60_000 })
    expect(metaUsage(new Headers({ 'x-app-usage': '{"call_count":28,"total_time":25,"total_cputime":25}' }))).toEqual({
      percent: 28,
      regainMs: 0,
    })
    expect(
      metaUsage(new Headers({ 'x-fb-ads-insights-throttle': '{"app_id_util_pct":80,"acc_id_util_pct":3}' }))?.percent,
    ).toBe(80)
    expect(metaUsage(new Headers())).toBeUndefined()
    expect(metaUsage(new Headers({ 'x-app-usage': 'not json' }))).toBeUndefined()
  })
  test('says how long to wait in minutes, and a minute passes where it does not', () => {
    expect(refused({ code: 17 }, 400, { 'x-business-use-case-usage': business })?.retryAfterMs).toBe(19 * 60_000)
    expect(refused({ code: 17 })?.retryAfterMs).toBe(60_000)
  })
})

const CLASS: Record<string, FaultClass> = {
  auth: 'auth_reconnect',
  not_found_or_permission: 'not_found',
  permanent: 'validation',
  data_limit_retry_smaller: 'ask_for_less',
  policy_block: 'policy',
  config_version: 'config',
}
const ourClass = (word: string): string => CLASS[word] ?? word

describe(`recorded errors${without}`, () => {
  test.skipIf(!reference).each(['meta-errors-1.json', 'meta-errors-2.json'])(
    '%s are classified as they were',
    (file) => {
      const recorded = dicts(at(referenceJson('fixtures', file), 'body'))
      expect(recorded.length).toBeGreaterThan(5)
      const found = recorded.map((entry) => {
        const headers = new Headers(
          Object.entries(dict(entry['headers'])).map(([k, v]): [string, string] => [k, text(v)]),
        )
        return metaFault({ status: Number(text(entry['status'])), json: entry['json'], headers })?.fault
      })
      expect(found).toEqual(recorded.map((entry) => ourClass(text(entry['class']))))
    },
  )
})
