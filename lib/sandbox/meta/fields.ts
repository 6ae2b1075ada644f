import { refuse } from './error'

/** One name of a `fields` parameter: `creative{id}`, `ads.limit(50){id,name}`. */
export type FieldNode = { name: string; limit: number | null; sub: FieldNode[] | null }

const syntax = (text: string): never =>
  refuse({ message: `Syntax error "Expected end of string instead of "${text.slice(0, 20)}"."`, code: 2500 })

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text.replace(/\s+/g, '')
  }

  all(): FieldNode[] {
    const nodes = this.#list()
    return this.#at < this.#text.length ? syntax(this.#text.slice(this.#at)) : nodes
  }

  #list(): FieldNode[] {
    const nodes: FieldNode[] = []
    do nodes.push(this.#one())
    while (this.#take(','))
    return nodes
  }

  #take(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false
    this.#at += 1
    return true
  }

  #match(pattern: RegExp): string {
    const found = pattern.exec(this.#text.slice(this.#at))?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #one(): FieldNode {
    const name = this.#match(/^[a-z_][a-z0-9_]*/i)
    if (name === '') return syntax(this.#text.slice(this.#at))
    const node: FieldNode = { name, limit: null, sub: null }
    for (let call = this.#match(/^\.\w+\([^()]*\)/); call; call = this.#match(/^\.\w+\([^()]*\)/)) {
      const limit = /^\.limit\((\d+)\)$/.exec(call)?.[1]
      if (limit) node.limit = Number(limit)
    }
    if (this.#take('{')) {
      node.sub = this.#list()
      if (!this.#take('}')) return syntax(this.#text.slice(this.#at))
    }
    return node
  }
}

/** Parses a `fields` parameter; a fault is Meta's error 2500. */
export const parseFields = (text: string): FieldNode[] => (text === '' ? [] : new Reader(text).all())
