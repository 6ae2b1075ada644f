'use client'

import { CircleAlert, TriangleAlert } from 'lucide-react'
import { startOverride } from '@/lib/ad/edit'
import { isBlocking, PLATFORM_NAMES, type Issue } from '@/lib/ad/issue'
import type { AdDraft } from '@/lib/ad/schema'
import { withoutHidden } from '@/lib/ad/text'
import { useBuilder } from './context'

/** What is wrong with a field, and the repair that can be made right here. */
export function FieldNote({ issue, id }: { issue: Issue | undefined; id: string }) {
  const { edit, go } = useBuilder()
  if (!issue) return null
  const blocks = isBlocking(issue)
  const Icon = blocks ? CircleAlert : TriangleAlert
  const { fix } = issue
  const repair = () => {
    if (fix?.kind === 'override') {
      edit((draft) => startOverride(draft, fix.adKey, fix.platform, fix.field))
      const index = /^ads\.(\d+)/.exec(issue.path)?.[1] ?? '0'
      go('creative', `ads.${index}.overrides.${fix.platform}.${fix.field}`)
    } else if (fix?.kind === 'clean') edit((draft) => cleaned(draft, fix.path))
  }
  return (
    <p id={id} className={`mt-1 flex gap-1.5 text-small ${blocks ? 'text-bad' : 'text-warn'}`}>
      <Icon aria-hidden className="mt-0.5 size-3 shrink-0" />
      <span>
        {issue.message}{' '}
        {fix && fix.kind !== 'crop' ? (
          <button type="button" onClick={repair} className="font-medium text-primary-strong hover:underline">
            {fix.label || (fix.kind === 'override' ? `Write a ${PLATFORM_NAMES[fix.platform]} version` : 'Remove them')}
          </button>
        ) : null}
      </span>
    </p>
  )
}

/** The draft with one text freed of its hidden characters. */
function cleaned(draft: AdDraft, path: string): AdDraft {
  const walk = (value: unknown, steps: readonly string[]): unknown => {
    const [step, ...rest] = steps
    if (step === undefined) return typeof value === 'string' ? withoutHidden(value) : value
    if (Array.isArray(value)) return value.map((item, i) => (String(i) === step ? walk(item, rest) : item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === step ? walk(inner, rest) : inner]),
    )
  }
  return walk(draft, path.split('.')) as AdDraft
}
