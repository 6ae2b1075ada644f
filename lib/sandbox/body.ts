import type { SandboxFile, SandboxRequest } from './define'

export type Body = Pick<SandboxRequest, 'body' | 'bodyType' | 'bodyFault'>

const MAX_BYTES = 64_000_000

/** JSON with integers beyond 2^53 kept as text, since the platforms' ids are longer than a double holds. */
export function parseJson(text: string): unknown {
  const exact = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value
  return JSON.parse(text, exact)
}

async function multipart(request: Request): Promise<Body> {
  const fields: Record<string, string | SandboxFile> = {}
  for (const [name, value] of await request.formData())
    fields[name] =
      typeof value === 'string'
        ? value
        : { filename: value.name, mime: value.type, bytes: new Uint8Array(await value.arrayBuffer()) }
  return { body: fields, bodyType: 'multipart', bodyFault: null }
}

/** Reads a body by its content type. A body that cannot be read is reported, not thrown: the platform has own words. */
export async function readBody(request: Request): Promise<Body> {
  const type = request.headers.get('content-type') ?? ''
  if (request.method === 'GET' || request.method === 'HEAD')
    return { body: undefined, bodyType: 'none', bodyFault: null }
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES)
    return { body: undefined, bodyType: 'other', bodyFault: 'The body is larger than 64 MB.' }
  try {
    if (type.startsWith('multipart/form-data')) return await multipart(request)
    const text = await request.text()
    if (text === '') return { body: undefined, bodyType: 'none', bodyFault: null }
    if (type.startsWith('application/x-www-form-urlencoded'))
      return { body: Object.fromEntries(new URLSearchParams(text)), bodyType: 'form', bodyFault: null }
    if (type.startsWith('application/json')) return { body: parseJson(text), bodyType: 'json', bodyFault: null }
    return { body: text, bodyType: 'other', bodyFault: `The content type "${type}" is not supported.` }
  } catch (error) {
    return {
      body: undefined,
      bodyType: 'other',
      bodyFault: error instanceof Error ? error.message : 'Unreadable body.',
    }
  }
}
