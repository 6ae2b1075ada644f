import 'server-only'
import type { Transaction } from '@/lib/server/prisma'
import type { Entity, SandboxReply } from '../define'
import { lockEntity } from '../store.server'
import { checkWritten, readMask } from './check/structure'
import { badRequestReply, failureReply, okReply, partialFailure, type Call, type GoogleError } from './failure'
import { at, isRecord, listOf, recordOf, textOf, withValue, type JsonObject } from './json'
import { messageOf, readMessage, snake, type Violation } from './proto'
import { isTemporary, parseName, resourceName, resourceOfOperation, resultName, type Resource } from './resources'
import { recordSpending } from './timeline.server'
import { Workspace, type Account } from './workspace.server'
import { findNamed, isRemoved, resolveId, type Writing } from './write/define'
import { handlerOf } from './write/handlers.server'

const MAX_OPERATIONS = 10_000

type Outcome = { errors: GoogleError[] } | { name: string; resource: JsonObject }
const refused = (...errors: GoogleError[]): Outcome => ({ errors })

/** Replaces the names of other resources by their real ones, and reports those that do not exist. */
async function resolveReferences(writing: Writing, resource: Resource, draft: JsonObject, path: string) {
  const errors: GoogleError[] = []
  const resolved = { ...draft }
  for (const [field, kind] of Object.entries(handlerOf(resource.kind).references)) {
    if (draft[field] === undefined || draft[field] === '' || !kind) continue
    const found = await findNamed(writing, kind, draft[field], `${path}.${snake(field)}`)
    if ('error' in found) errors.push(found.error)
    else resolved[field] = found.name
  }
  return { resolved, errors }
}

/** The temporary id that a creation names itself by, if it does. */
function readTemporary(writing: Writing, resource: Resource, draft: JsonObject, path: string) {
  const name = draft['resourceName']
  if (name === undefined || name === '') return { temporary: undefined, errors: [] }
  const at = `${path}.resource_name`
  const trigger = textOf(name)
  const parsed = parseName(name, resource)
  if (!parsed || parsed.customerId !== writing.work.account.id)
    return {
      temporary: undefined,
      errors: [{ family: 'requestError', code: 'RESOURCE_NAME_MALFORMED', path: at, trigger }],
    }
  const temporary = parsed.id.split('~').at(-1) ?? ''
  if (!isTemporary(temporary))
    return {
      temporary: undefined,
      errors: [{ family: 'newResourceCreationError', code: 'CANNOT_SET_ID_FOR_CREATE', path: at, trigger }],
    }
  const isTaken = writing.temporary.has(temporary)
  if (!isTaken) writing.temporary.set(temporary, null)
  return {
    temporary,
    errors: isTaken ? [{ family: 'newResourceCreationError', code: 'DUPLICATE_TEMP_IDS', path: at, trigger }] : [],
  }
}

async function create(writing: Writing, resource: Resource, operation: JsonObject, path: string): Promise<Outcome> {
  const handler = handlerOf(resource.kind).create
  const at = `${path}.create`
  if (!handler) return refused({ family: 'mutateError', code: 'MUTATE_NOT_ALLOWED', path: at })
  if (operation['updateMask'] !== undefined)
    return refused({ family: 'fieldMaskError', code: 'FIELD_MASK_NOT_ALLOWED', path: `${path}.update_mask` })
  const draft = recordOf(operation['create'])
  const { temporary, errors } = readTemporary(writing, resource, draft, at)
  const references = await resolveReferences(writing, resource, draft, at)
  // Below something that failed nothing is checked, as Google says in that error.
  const orphaned = references.errors.filter(({ code }) => code === 'TEMP_ID_RESOURCE_HAD_ERRORS')
  if (orphaned.length > 0) return refused(...orphaned)
  const made = await handler(writing, references.resolved, at)
  const all = distinct([...errors, ...checkWritten(resource.message, draft, at), ...references.errors, ...made.errors])
  if (all.length > 0) return refused(...all)
  const { work } = writing
  const name = resourceName(work.account.id, resource, made.id)
  const data = { ...made.data, resourceName: name }
  const before = await work.get(resource.kind, made.id)
  if (!before) work.create({ kind: resource.kind, id: made.id, parentId: made.parentId, name: made.name, data })
  else if (isRemoved(before)) work.change(before, data, made.name)
  if (temporary) writing.temporary.set(temporary, made.id.split('~').at(-1) ?? '')
  return { name, resource: data }
}

const keyOfError = ({ family, code, path }: GoogleError): string => `${family} ${code} ${path}`
const distinct = (errors: GoogleError[]): GoogleError[] => [
  ...new Map(errors.map((error) => [keyOfError(error), error])).values(),
]

/** The entity that an update or removal names; those that come with their parent too. */
async function target(
  writing: Writing,
  resource: Resource,
  name: unknown,
  path: string,
): Promise<Entity | GoogleError> {
  const trigger = textOf(name)
  if (trigger === '') return { family: 'requestError', code: 'RESOURCE_NAME_MISSING', path }
  const parsed = parseName(name, resource)
  if (!parsed) return { family: 'requestError', code: 'RESOURCE_NAME_MALFORMED', path, trigger }
  if (parsed.customerId !== writing.work.account.id)
    return { family: 'requestError', code: 'INVALID_CUSTOMER_ID', message: 'Customer ID is invalid.', path, trigger }
  const resolved = resolveId(parsed.id, writing.temporary)
  if ('failed' in resolved) return { family: 'mutateError', code: 'RESOURCE_NOT_FOUND', path, trigger }
  const { implied } = handlerOf(resource.kind)
  const entity = implied ? await implied(writing, resolved.id) : await writing.work.get(resource.kind, resolved.id)
  if (!entity) return { family: 'mutateError', code: 'RESOURCE_NOT_FOUND', path, trigger }
  if (!isRemoved(entity)) return entity
  return {
    family: 'contextError',
    code: 'OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE',
    message: 'The operation is not allowed for removed resources.',
    path,
    trigger,
  }
}

/** The resource with the masked fields as the update says; setting one member of a oneof clears the others. */
function merge(resource: Resource, before: JsonObject, update: JsonObject, paths: string[]): JsonObject {
  let merged = before
  const fields = messageOf(resource.message)
  for (const path of paths) {
    const field = fields?.get(path.split('.')[0] ?? '')
    const value = at(update, path)
    for (const other of fields?.values() ?? [])
      if (field?.oneof && value !== undefined && other.oneof === field.oneof && other.name !== field.name)
        merged = withValue(merged, other.name, undefined)
    merged = withValue(merged, path, value)
  }
  return merged
}

async function update(writing: Writing, resource: Resource, operation: JsonObject, path: string): Promise<Outcome> {
  const handler = handlerOf(resource.kind).update
  const sent = recordOf(operation['update'])
  const masked = readMask(resource.message, operation['updateMask'], sent, path)
  if (!handler) return refused({ family: 'mutateError', code: 'MUTATE_NOT_ALLOWED', path: `${path}.update` })
  const found = await target(writing, resource, sent['resourceName'], `${path}.update.resource_name`)
  if ('code' in found) return refused(...masked.errors, found)
  if (masked.errors.length > 0) return refused(...masked.errors)
  const references = await resolveReferences(writing, resource, sent, `${path}.update`)
  const before = resource.kind === 'ad' ? recordOf(found.data['ad']) : found.data
  const merged = merge(resource, before, references.resolved, masked.paths)
  const changed = await handler(writing, found, merged, masked.paths, `${path}.update`)
  const errors = distinct([...references.errors, ...changed.errors])
  if (errors.length > 0) return refused(...errors)
  const { work } = writing
  const isKept = (await work.get(resource.kind, found.id)) !== undefined || resource.kind === 'ad'
  if (isKept) work.change(found, changed.data, changed.name, changed.parentId)
  else
    work.create({ kind: resource.kind, id: found.id, parentId: found.parentId, name: changed.name, data: changed.data })
  // A temporary id in the request is answered with the real name; an ad is named by itself, not as the ad group's.
  const name = resource.kind === 'ad' ? textOf(sent['resourceName']) : textOf(found.data['resourceName'])
  return { name, resource: changed.data }
}

async function remove(writing: Writing, resource: Resource, operation: JsonObject, path: string): Promise<Outcome> {
  const handler = handlerOf(resource.kind).remove
  const at = `${path}.remove`
  if (!handler) return refused({ family: 'mutateError', code: 'MUTATE_NOT_ALLOWED', path: at })
  const found = await target(writing, resource, operation['remove'], at)
  if ('code' in found) return refused(found)
  const errors = await handler(writing, found, at)
  if (errors.length > 0) return refused(...errors)
  writing.work.change(found, { ...found.data, status: 'REMOVED' })
  return { name: textOf(operation['remove']), resource: found.data }
}

async function runOperation(
  writing: Writing,
  resource: Resource,
  operation: JsonObject,
  path: string,
): Promise<Outcome> {
  if (operation['create'] !== undefined) return create(writing, resource, operation, path)
  if (operation['update'] !== undefined) return update(writing, resource, operation, path)
  if (operation['remove'] !== undefined) return remove(writing, resource, operation, path)
  return refused({ family: 'requestError', code: 'OPERATION_REQUIRED', path })
}

type Operation = { resource: Resource | undefined; body: JsonObject; path: string }

/** Campaigns whose spending a request touched, with those that share a touched budget. */
async function touchedCampaigns(work: Workspace): Promise<string[]> {
  const ids = new Set<string>()
  for (const { kind, id, parentId } of work.changed()) {
    if (kind === 'ad_group') ids.add(parentId ?? '')
    if (kind === 'ad_group_ad') ids.add((await work.get('ad_group', parentId ?? ''))?.parentId ?? '')
    if (kind === 'campaign') ids.add(id)
    const budgetId = kind === 'campaign_budget' ? id : kind === 'campaign' ? parentId : null
    if (budgetId) for (const campaign of await work.campaignsOf(budgetId)) ids.add(campaign.id)
  }
  ids.delete('')
  return [...ids]
}

type Options = { isPartial: boolean; isDry: boolean; isFull: boolean }

async function perform(work: Workspace, operations: Operation[], isPartial: boolean) {
  const writing: Writing = { work, temporary: new Map() }
  const outcomes: Outcome[] = []
  const mutated = new Set<string>()
  for (const { resource, body, path } of operations) {
    const named = textOf(recordOf(body['update'])['resourceName']) || textOf(body['remove'])
    const isTwice = named !== '' && mutated.has(named)
    mutated.add(named)
    const outcome = !resource
      ? refused({ family: 'mutateError', code: 'MUTATE_NOT_ALLOWED', path })
      : isTwice
        ? refused({ family: 'mutateError', code: 'ID_EXISTS_IN_MULTIPLE_MUTATES', path, trigger: named })
        : await runOperation(writing, resource, body, path)
    outcomes.push(outcome)
    // Later operations are checked against what came before even when the whole is refused in the end.
    if ('errors' in outcome) work.undo()
    else work.settle()
  }
  const errors = outcomes.flatMap((outcome) => ('errors' in outcome ? outcome.errors : []))
  return { outcomes, errors, isRefused: errors.length > 0 && !isPartial }
}

const resultOf = (outcome: Outcome, resource: Resource | undefined, isFull: boolean): JsonObject => {
  if ('errors' in outcome || !resource) return {}
  const { sandbox: _, ...data } = outcome.resource
  const name = resultName(resource).replace(/Result$/, '')
  return { resourceName: outcome.name, ...(isFull ? { [name]: data } : {}) }
}

/** Checks all operations, applies all or none (or, if asked, those that are right), and draws the answer. */
async function mutate(
  tx: Transaction,
  call: Call,
  account: Account,
  operations: Operation[],
  { isPartial, isDry, isFull }: Options,
  listName: 'results' | 'mutateOperationResponses',
): Promise<SandboxReply> {
  if (!isDry) await lockEntity(tx, 'google', ['account'], account.id)
  const work = new Workspace(tx, account, call.now)
  const { outcomes, errors, isRefused } = await perform(work, operations, isPartial)
  if (isRefused) return failureReply(call, errors)
  const partialFailureError = errors.length > 0 ? partialFailure(call, errors) : undefined
  if (isDry) return okReply(call, { partialFailureError })
  const effects = await work.flush()
  await recordSpending(tx, account, await touchedCampaigns(work), call.now)
  const list = outcomes.map((outcome, i) => {
    const resource = operations[i]?.resource
    const result = resultOf(outcome, resource, isFull)
    if (listName === 'results') return result
    return resource && !('errors' in outcome) ? { [resultName(resource)]: result } : {}
  })
  return { ...okReply(call, { partialFailureError, [listName]: list }), accountId: account.id, effects }
}

function readOptions(read: JsonObject): Options {
  return {
    isPartial: read['partialFailure'] === true,
    isDry: read['validateOnly'] === true,
    isFull: read['responseContentType'] === 'MUTABLE_RESOURCE',
  }
}

function countError(count: number, path: string): GoogleError | undefined {
  if (count === 0) return { family: 'requestError', code: 'REQUIRED_FIELD_MISSING', path }
  if (count > MAX_OPERATIONS) return { family: 'requestError', code: 'TOO_MANY_MUTATE_OPERATIONS', path }
  return undefined
}

type Arguments = [tx: Transaction, call: Call, account: Account, body: unknown]

/** `googleAds:mutate`: operations of any kind, in order, with temporary ids between them. */
export async function mutateGoogleAds(...[tx, call, account, body]: Arguments): Promise<SandboxReply> {
  const violations: Violation[] = []
  const read = readMessage('MutateGoogleAdsRequest', body ?? {}, '', violations)
  if (violations.length > 0) return badRequestReply(call, violations)
  const wrappers = listOf(read['mutateOperations']).map(recordOf)
  const wrong = countError(wrappers.length, 'mutate_operations')
  if (wrong) return failureReply(call, [wrong])
  const operations = wrappers.map((wrapper, i): Operation => {
    const [name = ''] = Object.keys(wrapper)
    const path = `mutate_operations[${i}]${name ? `.${snake(name)}` : ''}`
    return { resource: resourceOfOperation(name), body: recordOf(wrapper[name]), path }
  })
  const empty = wrappers.findIndex((wrapper) => Object.keys(wrapper).length === 0)
  if (empty >= 0)
    return failureReply(call, [
      { family: 'requestError', code: 'OPERATION_REQUIRED', path: `mutate_operations[${empty}]` },
    ])
  return mutate(tx, call, account, operations, readOptions(read), 'mutateOperationResponses')
}

/** `campaigns:mutate` and its siblings: operations of one kind. */
export async function mutateResource(
  resource: Resource,
  ...[tx, call, account, body]: Arguments
): Promise<SandboxReply> {
  const violations: Violation[] = []
  const read = readMessage('MutateRequest', body ?? {}, '', violations)
  const list = listOf(read['operations'])
  const bodies = list.map((operation, i) =>
    isRecord(operation) ? readMessage(resource.operation, operation, `operations[${i}]`, violations) : {},
  )
  if (violations.length > 0) return badRequestReply(call, violations)
  const wrong = countError(bodies.length, 'operations')
  if (wrong) return failureReply(call, [wrong])
  const operations = bodies.map((operation, i): Operation => ({ resource, body: operation, path: `operations[${i}]` }))
  return mutate(tx, call, account, operations, readOptions(read), 'results')
}
