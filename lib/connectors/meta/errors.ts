import type { FaultClass, Json } from '../define'
import type { Fault } from '../fault'
import { at, type Dict, isDict, parseJson, text, texts } from '../json'

type Row = { codes: readonly (number | readonly [number, number])[]; fault: FaultClass }

/** Meta's codes by class. Nearly every error comes as HTTP 400, so the code decides and never the status. */
const META_CODES: readonly Row[] = [
  { codes: [190, 102, 463, 467], fault: 'auth_reconnect' },
  { codes: [[200, 299], 10, 3, 294], fault: 'permission' },
  { codes: [368], fault: 'policy' },
  { codes: [4, 17, 32, 341, 613, [80000, 80014]], fault: 'rate_limit' },
  { codes: [1, 2, -2], fault: 'transient' },
  { codes: [2635], fault: 'config' },
  { codes: [803], fault: 'not_found' },
  { codes: [101], fault: 'config' },
]

/** Subcodes that say more than their code. */
const META_SUBCODES: Record<number, FaultClass> = {
  33: 'not_found',
  // The code of a sign-in was used, or has expired, or belongs to another address.
  36007: 'auth_reconnect',
  36008: 'auth_reconnect',
  36009: 'auth_reconnect',
  1487534: 'ask_for_less',
  1504018: 'ask_for_less',
  1504038: 'ask_for_less',
  1504022: 'rate_limit',
  1504039: 'rate_limit',
  2446079: 'rate_limit',
  1487742: 'rate_limit',
  5044001: 'rate_limit',
}

const holds = (row: Row, code: number): boolean =>
  row.codes.some((entry) => (typeof entry === 'number' ? entry === code : code >= entry[0] && code <= entry[1]))

/** The fault in an answer of the Graph API, or undefined. */
export function metaFault(answer: { status: number; json: Json | undefined; headers: Headers }): Fault | undefined {
  const error = at(answer.json, 'error')
  if (!isDict(error)) {
    if (answer.status < 400) return undefined
    const fault =
      answer.status === 429
        ? 'rate_limit'
        : answer.status >= 500
          ? 'transient'
          : answer.status === 404
            ? 'not_found'
            : 'validation'
    return { fault, words: { message: `HTTP ${answer.status}`, code: String(answer.status) } }
  }
  const fault = classOf(error, answer.status)
  const retryAfterMs = fault === 'rate_limit' ? regainMs(answer.headers) : undefined
  return { fault, words: wordsOf(error), retryAfterMs }
}

function classOf(error: Dict, status: number): FaultClass {
  const code = Number(text(error['code']))
  const subcode = Number(text(error['error_subcode']))
  const message = text(error['message'])
  if (/reduce the amount of data/i.test(message)) return 'ask_for_less'
  const bySubcode = META_SUBCODES[subcode]
  if (bySubcode) return bySubcode
  if (/validating (client secret|application)/i.test(message)) return 'config'
  if (code === 100 && /missing permissions/i.test(message)) return 'permission'
  const row = META_CODES.find((candidate) => holds(candidate, code))
  if (row && row.fault !== 'transient') return row.fault
  // Code 1 with a title and is_transient false is a lasting refusal dressed as an unknown error.
  if (row && error['is_transient'] === false && error['error_user_title'] !== undefined) return 'validation'
  if (row || error['is_transient'] === true || status >= 500) return 'transient'
  return 'validation'
}

function wordsOf(error: Dict): Fault['words'] {
  const message = text(error['error_user_msg']) || text(error['message'])
  return {
    message,
    title: text(error['error_user_title']) || undefined,
    code: text(error['code']) || undefined,
    subcode: text(error['error_subcode']) || undefined,
    field: blamed(error['error_data']),
    requestId: text(error['fbtrace_id']) || undefined,
  }
}

/** error_data is JSON in a string: {"blame_field_specs":[["daily_budget"]]}. */
function blamed(data: Json | undefined): string | undefined {
  const parsed = typeof data === 'string' ? parseJson(data) : data
  const [path] = Array.isArray(at(parsed, 'blame_field_specs')) ? [at(parsed, 'blame_field_specs', 0)] : []
  return texts(path).join('.') || undefined
}

type Usage = { percent: number; regainMs: number }

/** The worst of Meta's four usage headers, in percent, and the longest time it asks to wait. */
export function metaUsage(headers: Headers): Usage | undefined {
  const found: Usage[] = []
  const business = parseJson(headers.get('x-business-use-case-usage') ?? '')
  for (const entries of isDict(business) ? Object.values(business) : [])
    for (const entry of Array.isArray(entries) ? entries : [])
      if (isDict(entry))
        found.push({
          percent: highest(entry, ['call_count', 'total_cputime', 'total_time']),
          regainMs: number(entry, 'estimated_time_to_regain_access') * 60_000,
        })
  const account = parseJson(headers.get('x-ad-account-usage') ?? '')
  if (isDict(account))
    found.push({
      percent: highest(account, ['acc_id_util_pct']),
      regainMs: number(account, 'reset_time_duration') * 1000,
    })
  const app = parseJson(headers.get('x-app-usage') ?? '')
  if (isDict(app)) found.push({ percent: highest(app, ['call_count', 'total_cputime', 'total_time']), regainMs: 0 })
  const insights = parseJson(headers.get('x-fb-ads-insights-throttle') ?? '')
  if (isDict(insights)) found.push({ percent: highest(insights, ['app_id_util_pct', 'acc_id_util_pct']), regainMs: 0 })
  if (found.length === 0) return undefined
  // A quota that is far from used up says nothing about when a refused call may come back.
  const used = found.filter(({ percent }) => percent >= 75)
  return {
    percent: Math.max(...found.map(({ percent }) => percent)),
    regainMs: Math.max(0, ...used.map(({ regainMs }) => regainMs)),
  }
}

const number = (entry: Dict, key: string): number => Number(text(entry[key])) || 0
const highest = (entry: Dict, keys: string[]): number => Math.max(...keys.map((key) => number(entry, key)))

/** Without a hint a minute passes: Meta counts over a sliding hour and sends no Retry-After. */
const regainMs = (headers: Headers): number => metaUsage(headers)?.regainMs || 60_000
