/** One JSON line on standard error: standard output carries the port alone. Never give it a key or a payload. */
export function say(level: 'info' | 'warn' | 'error', message: string, details: Record<string, unknown> = {}): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...details })}\n`)
}

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error)
