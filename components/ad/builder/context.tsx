'use client'

import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs'
import {
  createContext,
  use,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import { check } from '@/lib/ad/check'
import type { Issue } from '@/lib/ad/issue'
import type { AdDraft } from '@/lib/ad/schema'
import type { DraftKeeper, Kept } from '@/lib/build/keeper'
import type { SavedAudience } from '@/lib/build/schema'
import { BUILDER_STEPS, type BuilderData, type BuilderStep } from './types'

/** Ids of fields follow from their place in the draft, so that an issue can lead to its field. */
export const fieldId = (path: string): string => `f-${path.replaceAll(/[^a-z0-9]+/gi, '-')}`

type Builder = {
  data: BuilderData
  keeper: DraftKeeper
  kept: Kept
  draft: AdDraft
  /** Changes the draft by a pure function of it. */
  edit: (change: (draft: AdDraft) => AdDraft) => void
  issues: readonly Issue[]
  /** The sentence of the first issue at exactly this path. */
  issueAt: (path: string) => Issue | undefined
  step: BuilderStep
  setStep: (step: BuilderStep) => void
  /** The ad that is being written. */
  adKey: string
  setAdKey: (key: string) => void
  /** Opens the step of a field and puts the cursor into it. */
  go: (step: BuilderStep, path: string) => void
  /** What a narrow screen shows of the creative step: the form or the previews. */
  pane: 'write' | 'look'
  setPane: (pane: 'write' | 'look') => void
  audiences: readonly SavedAudience[]
  setAudiences: (audiences: readonly SavedAudience[]) => void
}

const BuilderContext = createContext<Builder | null>(null)

export function useBuilder(): Builder {
  const builder = use(BuilderContext)
  if (!builder) throw new RangeError('useBuilder is for parts of the builder.')
  return builder
}

export function BuilderProvider({
  data,
  keeper,
  children,
}: {
  data: BuilderData
  keeper: DraftKeeper
  children: ReactNode
}) {
  const kept = useSyncExternalStore(keeper.subscribe, keeper.snapshot, keeper.snapshot)
  const { draft } = kept.work
  const [step, setStep] = useQueryState(
    'step',
    parseAsStringLiteral(BUILDER_STEPS).withDefault('objective').withOptions({ history: 'push', scroll: true }),
  )
  const [wanted, setAdKey] = useQueryState('ad', parseAsString.withDefault(''))
  const adKey = draft.ads.some((ad) => ad.key === wanted) ? wanted : (draft.ads[0]?.key ?? '')
  const [audiences, setAudiences] = useState<readonly SavedAudience[]>(data.audiences)
  // Typing must not wait for the checks of fifty ads.
  const late = useDeferredValue(draft)
  const issues = useMemo(() => check(late, data.context), [late, data.context])
  const byPath = useMemo(() => new Map(issues.toReversed().map((issue) => [issue.path, issue])), [issues])
  const edit = useCallback(
    (change: (draft: AdDraft) => AdDraft) => keeper.change((work) => ({ ...work, draft: change(work.draft) })),
    [keeper],
  )
  const [target, setTarget] = useState<string>()
  const [pane, setPane] = useState<'write' | 'look'>('write')
  const go = useCallback(
    (to: BuilderStep, path: string) => {
      const index = /^ads\.(\d+)/.exec(path)?.[1]
      const ad = index === undefined ? undefined : keeper.snapshot().work.draft.ads[Number(index)]
      if (ad) void setAdKey(ad.key)
      void setStep(to)
      setPane('write')
      setTarget(path)
    },
    [keeper, setAdKey, setStep],
  )
  useFocus(target, setTarget)
  const value = useMemo(
    (): Builder => ({
      data,
      keeper,
      kept,
      draft,
      edit,
      issues,
      step,
      adKey,
      go,
      pane,
      setPane,
      audiences,
      setAudiences,
      issueAt: (path) => byPath.get(path),
      setStep: (to) => void setStep(to),
      setAdKey: (key) => void setAdKey(key),
    }),
    [data, keeper, kept, draft, edit, issues, step, adKey, go, pane, audiences, byPath, setStep, setAdKey],
  )
  return <BuilderContext value={value}>{children}</BuilderContext>
}

const FOCUSABLE = 'input:not([type=hidden]), textarea, button, select, [tabindex]'

/** Puts the cursor into the field of a path, or the nearest part of the form that stands for it. */
function useFocus(path: string | undefined, done: (path: undefined) => void): void {
  useEffect(() => {
    if (path === undefined) return
    // The field may stand in a step that is only now being drawn.
    const timer = setTimeout(() => {
      const parts = path.split('.')
      for (let n = parts.length; n > 0; n--) {
        const found = document.getElementById(fieldId(parts.slice(0, n).join('.')))
        if (!found) continue
        const control = found.matches(FOCUSABLE) ? found : (found.querySelector<HTMLElement>(FOCUSABLE) ?? found)
        control.scrollIntoView({ block: 'center' })
        control.focus({ preventScroll: true })
        break
      }
      done(undefined)
    }, 60)
    return () => clearTimeout(timer)
  }, [path, done])
}
