const BIG = '$bigint'

/** A draft as text. Amounts are bigint, which JSON does not know; files cannot be kept and are left out. */
export function packDraft(values: unknown): string {
  return JSON.stringify(values, (_, value: unknown) => {
    if (typeof value === 'bigint') return { [BIG]: value.toString() }
    return typeof Blob !== 'undefined' && value instanceof Blob ? undefined : value
  })
}

/** The draft that `packDraft` wrote, or undefined where the text is something else. */
export function unpackDraft(text: string | null): Record<string, unknown> | undefined {
  if (!text) return undefined
  try {
    const value: unknown = JSON.parse(text, (_, part: unknown) => {
      if (typeof part !== 'object' || part === null || !(BIG in part)) return part
      return typeof part[BIG] === 'string' ? BigInt(part[BIG]) : part
    })
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
