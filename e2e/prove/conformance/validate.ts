import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Json } from '@/lib/connectors/define'
import { reference, referenceJson } from '@/lib/connectors/reference.server'
import { env } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import type { Finding } from './finding'
import { checkGoogle } from './google'
import { readGoogleSpec } from './google-spec'
import { endpointOf, type Recorded, shapeOf } from './journal'
import { checkMeta, type KindOf } from './meta'
import { readMetaSpec } from './meta-spec'

export type Check = (request: Recorded) => Finding[]

/** The files of Meta's specification by name. */
export function metaFiles(): Record<string, Json> {
  const names = readdirSync(path.join(reference ?? '.', 'reference', 'platforms', 'specs', 'meta')).filter((name) =>
    name.endsWith('.json'),
  )
  return Object.fromEntries(names.map((name) => [name.slice(0, -'.json'.length), referenceJson('specs', 'meta', name)]))
}

/** Kinds of Meta's nodes as the sandbox keeps them. */
export async function kindsAtMeta(): Promise<KindOf> {
  const rows = await unsafeDb().sandboxEntity.findMany({
    where: { platform: 'meta' },
    select: { id: true, kind: true },
  })
  const kinds = new Map(rows.map(({ id, kind }) => [id, kind]))
  return (id) => kinds.get(id)
}

/** The check of requests against the published specifications, for the versions that are configured. */
export function readCheck(kindOf: KindOf): Check {
  const google = readGoogleSpec(referenceJson('specs', 'google-ads-v25.json'))
  const meta = readMetaSpec(metaFiles(), env().META_API_VERSION)
  return (request) =>
    request.platform === 'google'
      ? checkGoogle(google, request, env().GOOGLE_ADS_API_VERSION)
      : checkMeta(meta, request, kindOf)
}

export type Validation = {
  requests: number
  shapes: number
  faulty: { where: string; finding: Finding; times: number }[]
  unjudged: Map<string, number>
}

/** Checks every request. One fault that comes again and again at an endpoint is listed once, with its number. */
export function validate(requests: readonly Recorded[], check: Check): Validation {
  const faulty = new Map<string, { where: string; finding: Finding; times: number }>()
  const unjudged = new Map<string, number>()
  for (const request of requests)
    for (const finding of check(request)) {
      const where = `${request.platform} ${endpointOf(request)}`
      if (finding.level === 'unjudged') unjudged.set(finding.says, (unjudged.get(finding.says) ?? 0) + 1)
      else {
        const key = `${where} ${finding.at} ${finding.says}`
        const known = faulty.get(key) ?? { where, finding, times: 0 }
        faulty.set(key, { ...known, times: known.times + 1 })
      }
    }
  return {
    requests: requests.length,
    shapes: new Set(requests.map(shapeOf)).size,
    faulty: [...faulty.values()],
    unjudged,
  }
}
