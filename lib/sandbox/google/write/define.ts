import type { Entity } from '../../define'
import type { GoogleError } from '../failure'
import { recordOf, textOf, type JsonObject } from '../json'
import { isTemporary, parseName, resourceOf, type Kind } from '../resources'
import type { Workspace } from '../workspace.server'

/** What an operation is checked with: the workspace, and the ids that took the place of temporary ones. */
export type Writing = { work: Workspace; temporary: Map<string, string | null> }

type Made = { errors: GoogleError[]; id: string; parentId: string | null; name: string; data: JsonObject }
/** `parentId` only where it may change: a campaign's parent is its budget. */
type Changed = { errors: GoogleError[]; data: JsonObject; name: string; parentId?: string }

/** How one kind of resource is made, changed and removed. `path` is the resource's place in the request. */
export type Handler = {
  /** Fields that name other resources, and of which kind. */
  references: Partial<Record<string, Kind>>
  create?: (writing: Writing, draft: JsonObject, path: string) => Promise<Made>
  update?: (writing: Writing, entity: Entity, merged: JsonObject, paths: string[], path: string) => Promise<Changed>
  /** Why it cannot be removed, if so; what goes with it is changed in the workspace. */
  remove?: (writing: Writing, entity: Entity, path: string) => Promise<GoogleError[]>
  /** For resources that exist with their parent, without a creation. */
  implied?: (writing: Writing, id: string) => Promise<Entity | undefined>
}

export const sandboxOf = (data: JsonObject): JsonObject => recordOf(data['sandbox'])
export const isRemoved = (entity: Entity): boolean => entity.data['status'] === 'REMOVED'

/** The id at the end of a resource name. */
export const idIn = (name: unknown): string => textOf(name).split('/').at(-1) ?? ''

/** An id with its temporary parts replaced; an error code when a part is unknown or its resource failed. */
export function resolveId(
  id: string,
  temporary: Map<string, string | null>,
): { id: string } | { failed: 'unknown' | 'errors' } {
  const parts: string[] = []
  for (const part of id.split('~')) {
    if (!isTemporary(part)) {
      parts.push(part)
      continue
    }
    const real = temporary.get(part)
    if (!real) return { failed: real === null ? 'errors' : 'unknown' }
    parts.push(real)
  }
  return { id: parts.join('~') }
}

const missing = (path: string, trigger: string): GoogleError => ({
  family: 'mutateError',
  code: 'RESOURCE_NOT_FOUND',
  path,
  trigger,
})

export type Found = { entity: Entity; name: string } | { error: GoogleError }

/** The resource that a name in the request means. */
export async function findNamed({ work, temporary }: Writing, kind: Kind, text: unknown, path: string): Promise<Found> {
  const resource = resourceOf(kind)
  const parsed = parseName(text, resource)
  const trigger = textOf(text)
  if (!parsed) return { error: { family: 'requestError', code: 'RESOURCE_NAME_MALFORMED', path, trigger } }
  if (parsed.customerId !== work.account.id)
    return {
      error: { family: 'requestError', code: 'INVALID_CUSTOMER_ID', message: 'Customer ID is invalid.', path, trigger },
    }
  const resolved = resolveId(parsed.id, temporary)
  if ('failed' in resolved) {
    if (resolved.failed === 'errors')
      return { error: { family: 'newResourceCreationError', code: 'TEMP_ID_RESOURCE_HAD_ERRORS', path, trigger } }
    return { error: missing(path, trigger) }
  }
  const entity = await work.get(kind, resolved.id)
  if (!entity || isRemoved(entity)) return { error: missing(path, trigger) }
  return { entity, name: textOf(entity.data['resourceName']) }
}
