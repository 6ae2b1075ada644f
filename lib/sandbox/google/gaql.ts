import { fail, ok, type Result } from '@/lib/core/result'

/*
 * The Google Ads Query Language: SELECT … FROM … WHERE … AND … ORDER BY … LIMIT … PARAMETERS …
 * Reading only: which fields exist and go together is decided in `gaql-fields.ts`.
 */

export type Literal = { kind: 'text' | 'number' | 'word'; text: string }

export type Condition = {
  field: string
  operator: Operator
  /** One value, the two bounds of BETWEEN, the list of IN, or none for IS NULL. */
  values: Literal[]
}

type Operator =
  | '='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | 'IN'
  | 'NOT IN'
  | 'LIKE'
  | 'NOT LIKE'
  | 'CONTAINS ANY'
  | 'CONTAINS ALL'
  | 'CONTAINS NONE'
  | 'IS NULL'
  | 'IS NOT NULL'
  | 'DURING'
  | 'BETWEEN'
  | 'REGEXP_MATCH'
  | 'NOT REGEXP_MATCH'

export type Query = {
  select: string[]
  from: string
  where: Condition[]
  orderBy: { field: string; isDescending: boolean }[]
  limit: number | null
  parameters: Record<string, string>
}

/** A code of `queryError` and Google's manner of saying it. */
export type QueryFault = { code: string; message: string }

type Token = { kind: 'word' | 'text' | 'number' | 'symbol' | 'end'; text: string }

class Unreadable extends Error {
  readonly fault: QueryFault
  constructor(code: string, message: string) {
    super(message)
    this.fault = { code, message }
  }
}

const patterns: [Token['kind'], RegExp][] = [
  ['word', /^[A-Za-z_][A-Za-z0-9_.]*/],
  ['number', /^-?\d+(\.\d+)?(?![\w.])/],
  ['symbol', /^(!=|>=|<=|[=<>(),])/],
]

/** The text between quotes, its escapes undone, and how many characters it took. */
function readText(rest: string): { text: string; length: number } {
  const quote = rest.charAt(0)
  let text = ''
  for (let i = 1; i < rest.length; i++) {
    const c = rest.charAt(i)
    if (c === quote) return { text, length: i + 1 }
    if (c === '\n')
      throw new Unreadable('PROHIBITED_NEWLINE_IN_STRING', 'Query has a string containing a newline character.')
    if (c === '\\') {
      const next = rest.charAt(++i)
      if (!'\'"\\%_[]'.includes(next) || next === '')
        throw new Unreadable('BAD_ESCAPE_SEQUENCE', `Bad escape sequence: '\\${next}'.`)
      text += next
    } else text += c
  }
  throw new Unreadable('STRING_NOT_TERMINATED', `Error in query: string not terminated: ${rest.slice(0, 40)}.`)
}

function tokensOf(query: string): Token[] {
  const tokens: Token[] = []
  let rest = query.trimStart()
  while (rest) {
    if (rest.startsWith("'") || rest.startsWith('"')) {
      const { text, length } = readText(rest)
      tokens.push({ kind: 'text', text })
      rest = rest.slice(length).trimStart()
      continue
    }
    const found = patterns.map(([kind, pattern]) => ({ kind, match: pattern.exec(rest)?.[0] })).find((x) => x.match)
    if (!found?.match) {
      if (/^-?\d/.test(rest))
        throw new Unreadable('BAD_NUMBER', `Error in query: bad number: '${rest.split(/[\s,)]/)[0]}'.`)
      throw new Unreadable('BAD_SYMBOL', `Error in query: unexpected input ${rest.charAt(0)}.`)
    }
    tokens.push({ kind: found.kind, text: found.match })
    rest = rest.slice(found.match.length).trimStart()
  }
  return tokens
}

const KEYWORDS = new Set(['SELECT', 'FROM', 'WHERE', 'AND', 'ORDER', 'BY', 'LIMIT', 'PARAMETERS', 'ASC', 'DESC'])
const isFieldName = (text: string): boolean => /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/.test(text)

class Reader {
  readonly #tokens: Token[]
  #at = 0

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' }
  }

  next(): Token {
    const token = this.peek()
    if (token.kind === 'end')
      throw new Unreadable('UNEXPECTED_END_OF_QUERY', 'Error in query: unexpected end of query.')
    this.#at++
    return token
  }

  isNext(word: string): boolean {
    const token = this.peek()
    return (
      (token.kind === 'word' && token.text.toUpperCase() === word) || (token.kind === 'symbol' && token.text === word)
    )
  }

  take(word: string): boolean {
    if (!this.isNext(word)) return false
    this.#at++
    return true
  }

  expect(word: string, code: string): void {
    if (this.take(word)) return
    const token = this.peek()
    if (token.kind === 'end')
      throw new Unreadable('UNEXPECTED_END_OF_QUERY', `Error in query: expected ${word}, found the end.`)
    throw new Unreadable(code, `Error in query: expected ${word}, found '${token.text}'.`)
  }

  field(): string {
    const token = this.next()
    if (token.kind === 'word' && isFieldName(token.text) && !KEYWORDS.has(token.text.toUpperCase())) return token.text
    throw new Unreadable('BAD_FIELD_NAME', `Error in query: invalid field name '${token.text}'.`)
  }

  fields(): string[] {
    const fields = [this.field()]
    while (this.take(',')) fields.push(this.field())
    return fields
  }

  literal(): Literal {
    const { kind, text } = this.next()
    if (kind === 'text' || kind === 'number') return { kind, text }
    if (kind === 'word' && !KEYWORDS.has(text)) return { kind: 'word', text }
    throw new Unreadable('BAD_VALUE', `Error in query: expected a value, found '${text}'.`)
  }

  list(): Literal[] {
    if (!this.take('('))
      throw new Unreadable('EXPECTED_LIST', `Error in query: expected a list, found '${this.peek().text}'.`)
    if (this.take(')'))
      throw new Unreadable('PROHIBITED_EMPTY_LIST_IN_CONDITION', 'Invalid condition: the list of values is empty.')
    const values = [this.literal()]
    while (this.take(',')) values.push(this.literal())
    if (!this.take(')')) throw new Unreadable('EXPECTED_LIST', 'Error in query: the list of values is not closed.')
    return values
  }
}

const COMPARISONS: readonly Operator[] = ['=', '!=', '>=', '<=', '>', '<']

function readNegated(reader: Reader): Operator {
  for (const operator of ['IN', 'LIKE', 'REGEXP_MATCH'] as const) if (reader.take(operator)) return `NOT ${operator}`
  throw new Unreadable('BAD_OPERATOR', `Error in query: invalid operator 'NOT ${reader.peek().text}'.`)
}

function readContains(reader: Reader): Operator {
  for (const kind of ['ANY', 'ALL', 'NONE'] as const) if (reader.take(kind)) return `CONTAINS ${kind}`
  throw new Unreadable('BAD_OPERATOR', "Error in query: CONTAINS must be followed by 'ANY', 'ALL' or 'NONE'.")
}

function readOperator(reader: Reader): Operator {
  const symbol = COMPARISONS.find((operator) => reader.take(operator))
  if (symbol) return symbol
  for (const operator of ['IN', 'LIKE', 'DURING', 'BETWEEN', 'REGEXP_MATCH'] as const)
    if (reader.take(operator)) return operator
  if (reader.take('NOT')) return readNegated(reader)
  if (reader.take('CONTAINS')) return readContains(reader)
  if (reader.take('IS')) {
    const isNegated = reader.take('NOT')
    if (reader.take('NULL')) return isNegated ? 'IS NOT NULL' : 'IS NULL'
  }
  const token = reader.peek()
  if (token.kind === 'end')
    throw new Unreadable('UNEXPECTED_END_OF_QUERY', 'Error in query: expected an operator, found the end.')
  throw new Unreadable('BAD_OPERATOR', `Error in query: invalid operator '${token.text}'.`)
}

function readCondition(reader: Reader): Condition {
  const field = reader.field()
  const operator = readOperator(reader)
  if (operator === 'IS NULL' || operator === 'IS NOT NULL') return { field, operator, values: [] }
  if (operator === 'IN' || operator === 'NOT IN' || operator.startsWith('CONTAINS'))
    return { field, operator, values: reader.list() }
  const first = reader.literal()
  if (operator !== 'BETWEEN') return { field, operator, values: [first] }
  if (!reader.take('AND'))
    throw new Unreadable(
      'EXPECTED_VALUE_WITH_BETWEEN_OPERATOR',
      'Error in query: BETWEEN takes two values joined by AND.',
    )
  const second = reader.literal()
  if (first.kind !== second.kind)
    throw new Unreadable(
      'PROHIBITED_VALUE_COMBINATION_WITH_BETWEEN_OPERATOR',
      'The values passed to the BETWEEN operator are not of the same type.',
    )
  return { field, operator, values: [first, second] }
}

function readConditions(reader: Reader): Condition[] {
  if (!reader.take('WHERE')) return []
  const conditions = [readCondition(reader)]
  while (reader.take('AND')) conditions.push(readCondition(reader))
  if (reader.isNext('OR')) throw new Unreadable('EXPECTED_AND', "Error in query: expected 'AND', found 'OR'.")
  return conditions
}

function readOrder(reader: Reader): Query['orderBy'] {
  if (!reader.take('ORDER')) return []
  reader.expect('BY', 'EXPECTED_BY')
  const order: Query['orderBy'] = []
  do {
    const field = reader.field()
    const isDescending = reader.take('DESC')
    if (!isDescending) reader.take('ASC')
    order.push({ field, isDescending })
  } while (reader.take(','))
  return order
}

function readLimit(reader: Reader): number | null {
  if (!reader.take('LIMIT')) return null
  const token = reader.next()
  if (token.kind !== 'number' || token.text.includes('.'))
    throw new Unreadable('BAD_LIMIT_VALUE', `Error in query: invalid LIMIT value '${token.text}'.`)
  const limit = Number(token.text)
  if (limit < 1) throw new Unreadable('LIMIT_VALUE_TOO_LOW', 'The LIMIT value must be greater than zero.')
  return limit
}

function readParameters(reader: Reader): Record<string, string> {
  const parameters: Record<string, string> = {}
  if (!reader.take('PARAMETERS')) return parameters
  do {
    const name = reader.field()
    if (!['include_drafts', 'omit_unselected_resource_names'].includes(name))
      throw new Unreadable('BAD_PARAMETER_NAME', `Error in query: invalid parameter name '${name}'.`)
    reader.expect('=', 'BAD_PARAMETER_VALUE')
    const value = reader.literal().text.toLowerCase()
    if (value !== 'true' && value !== 'false')
      throw new Unreadable('BAD_PARAMETER_VALUE', `Error in query: invalid parameter value '${value}'.`)
    parameters[name] = value
  } while (reader.take(','))
  return parameters
}

function readQuery(text: string): Query {
  const reader = new Reader(tokensOf(text))
  reader.expect('SELECT', 'EXPECTED_SELECT')
  const select = reader.fields()
  reader.expect('FROM', 'EXPECTED_FROM')
  const from = reader.field()
  const where = readConditions(reader)
  const orderBy = readOrder(reader)
  const limit = readLimit(reader)
  const parameters = readParameters(reader)
  const rest = reader.peek()
  if (rest.kind !== 'end') throw new Unreadable('UNEXPECTED_INPUT', `Error in query: unexpected input ${rest.text}.`)
  return { select, from, where, orderBy, limit, parameters }
}

/** Reads a query, or says what Google would say of it. Keywords are taken in any case. */
export function parseQuery(text: string): Result<Query, QueryFault> {
  try {
    return ok(readQuery(text))
  } catch (error) {
    if (error instanceof Unreadable) return fail(error.fault)
    throw error
  }
}
