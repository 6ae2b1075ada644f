import { type Finding, unjudged, violation } from './finding'
import type { Field, GoogleSpec } from './google-spec'

/* Fields and values of a query against the messages that its rows are made of. Resources that go together: not judged. */

type Condition = { field: string; operator: string; values: string[] }
type Parts = { select: string[]; from: string; where: Condition[]; orderBy: string[] }

const CLAUSES = /^SELECT\s+(.+?)\s+FROM\s+(\w+)(?:\s+WHERE\s+(.+?))?(?:\s+ORDER BY\s+(.+?))?(?:\s+LIMIT\s+\d+)?$/s
const CONDITION = /([\w.]+)\s*(!=|>=|<=|=|>|<|NOT IN|IN|BETWEEN|LIKE|DURING|IS NOT NULL|IS NULL)\s*(.*)/s
const LITERAL = /'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?|\b[A-Za-z_][\w]*\b/g

const literals = (text: string): string[] => text.match(LITERAL)?.filter((word) => word !== 'AND') ?? []

/** Splits at AND outside quotes; BETWEEN keeps its own. */
function conditionsOf(where: string): Condition[] {
  const hidden: string[] = []
  const plain = where.replace(/'(?:[^'\\]|\\.)*'/g, (quoted) => `'${hidden.push(quoted) - 1}'`)
  const shown = (text: string): string => text.replace(/'(\d+)'/g, (_, i: string) => hidden[Number(i)] ?? '')
  return plain
    .replace(/(BETWEEN\s+\S+)\s+AND\s+/g, '$1 , ')
    .split(/\s+AND\s+/)
    .flatMap((part) => {
      const [, field = '', operator = '', values = ''] = CONDITION.exec(part.trim()) ?? []
      return [{ field, operator, values: literals(shown(values)) }]
    })
}

export function partsOf(query: string): Parts | undefined {
  const match = CLAUSES.exec(query.trim())
  if (!match) return undefined
  const [, select = '', from = '', where, orderBy] = match
  const names = (text: string | undefined): string[] =>
    text?.split(',').map((name) => name.trim().replace(/\s+(ASC|DESC)$/, '')) ?? []
  return { select: names(select), from, where: where ? conditionsOf(where) : [], orderBy: names(orderBy) }
}

/** The field at the end of `campaign.network_settings.target_google_search`, or why there is none. */
function resolve(spec: GoogleSpec, name: string): Field | Finding {
  const rows = spec.messages.get('services.GoogleAdsRow')
  const steps = name.split('.')
  let here = [...(rows?.values() ?? [])].find((row) => row.snake === steps[0])
  if (!here || steps.length < 2) return violation(name, 'no such resource in a row')
  for (const step of steps.slice(1)) {
    const message = spec.messages.get(here.type)
    if (!message) return unjudged(name, `the copy does not print ${here.type}`)
    const next = [...message.values()].find(({ snake }) => snake === step)
    if (!next) return violation(name, `no such field in ${here.type}`)
    here = next
  }
  const isWhole = spec.messages.has(here.type) && !here.isRepeated
  return isWhole ? violation(name, `${here.type} cannot be selected whole, only its fields`) : here
}

const isFinding = (value: Field | Finding): value is Finding => 'level' in value

function valueFault(spec: GoogleSpec, { type }: Field, name: string, written: string): string | undefined {
  const value = written.replace(/^'|'$/g, '')
  const known = spec.enums.get(type)
  if (known) return known.has(value) ? undefined : `${value} is not in ${type}`
  if (/^(int32|int64)$/.test(type)) return /^-?\d+$/.test(value) ? undefined : `${value} is not a whole number`
  if (/^(double|float)$/.test(type)) return Number.isFinite(Number(value)) ? undefined : `${value} is not a number`
  if (type === 'bool') return /^(true|false)$/i.test(value) ? undefined : `${value} is neither TRUE nor FALSE`
  if (name === 'segments.date') return /^\d{4}-\d\d-\d\d$/.test(value) ? undefined : `${value} is not a date`
  return written.startsWith("'") ? undefined : `${value} has no quotes`
}

/** What is wrong with a query: fields that no row has, and values that are not of their fields' types. */
export function checkGaql(spec: GoogleSpec, query: string): Finding[] {
  const parts = partsOf(query)
  if (!parts) return [violation('query', 'cannot be read as SELECT … FROM … WHERE … ORDER BY … LIMIT')]
  const found: Finding[] = []
  for (const name of [...parts.select, ...parts.orderBy]) {
    const field = resolve(spec, name)
    if (isFinding(field)) found.push(field)
  }
  const from = [...(spec.messages.get('services.GoogleAdsRow')?.values() ?? [])].some(
    ({ snake }) => snake === parts.from,
  )
  if (!from) found.push(violation('FROM', `${parts.from} is not a resource`))
  for (const { field: name, operator, values } of parts.where) {
    const field = resolve(spec, name)
    if (isFinding(field)) found.push(field)
    else if (operator !== 'DURING' && !operator.startsWith('IS'))
      for (const value of values) {
        const fault = valueFault(spec, field, name, value)
        if (fault) found.push(violation(name, fault))
      }
  }
  return found.map((one) => ({ ...one, at: `query: ${one.at}` }))
}
