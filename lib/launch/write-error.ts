import type { ConnectorError, FaultClass } from '@/lib/connectors/define'

/** What a write's row keeps of its last fault: ours to read, and the platform's words where it said any. */
export type WriteError = {
  fault: FaultClass
  ours: string
  platform: {
    message: string
    title?: string
    code?: string
    subcode?: string
    field?: string
    requestId?: string
  } | null
}

export const storedError = (error: ConnectorError): WriteError => ({
  fault: error.fault,
  ours: error.message,
  platform: error.platform ?? null,
})

/** The fault on a row as it was stored. */
export const writeErrorOf = (stored: unknown): WriteError | null => stored as WriteError | null
