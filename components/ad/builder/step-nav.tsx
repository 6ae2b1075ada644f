'use client'

import { Check } from 'lucide-react'
import { isBlocking } from '@/lib/ad/issue'
import { cn } from '@/lib/core/cn'
import { useBuilder } from './context'
import { BUILDER_STEPS, STEP_NAMES, stepIssues, type BuilderStep } from './types'

/** The steps, each with its state: nothing in the way, or how many faults. Any can be opened at any time. */
export function StepNav() {
  const { step, setStep, issues, data, draft } = useBuilder()
  const isLaunched = data.build.status !== 'draft'
  const faults = (each: BuilderStep): number =>
    each === 'review' ? 0 : stepIssues(issues, each).filter(isBlocking).length
  const all = BUILDER_STEPS.reduce((sum, each) => sum + faults(each), 0)
  const isDone = (each: BuilderStep): boolean =>
    each === 'review'
      ? isLaunched && all === 0
      : faults(each) === 0 && (each !== 'budget' || draft.connections.length > 0)
  return (
    <nav aria-label="Steps" className="border-b border-line bg-background">
      <ol className="flex flex-wrap justify-between gap-x-2 px-4 sm:justify-start sm:gap-x-6 sm:px-6 lg:gap-x-8">
        {BUILDER_STEPS.map((each, i) => {
          const isHere = each === step
          const count = faults(each)
          return (
            <li key={each} className="relative shrink-0">
              <button
                type="button"
                aria-current={isHere ? 'step' : undefined}
                onClick={() => setStep(each)}
                className={cn(
                  'flex h-12 items-center gap-2 border-b-2 border-transparent text-label text-muted -outline-offset-2 hover:text-text',
                  (isHere || isDone(each)) && 'text-text',
                  isHere && 'border-primary',
                )}
              >
                <span
                  aria-hidden
                  className={cn(
                    'grid size-5 place-items-center rounded-full text-small',
                    isHere ? 'bg-text text-background' : isDone(each) ? 'bg-surface' : 'inset-ring inset-ring-control',
                  )}
                >
                  {isDone(each) && !isHere ? <Check className="size-3" /> : i + 1}
                </span>
                {/* A phone has room for the name of one step: the one that is open. */}
                <span className={isHere ? undefined : 'max-sm:sr-only'}>{STEP_NAMES[each]}</span>
                <span className="sr-only">
                  {isDone(each) ? ', nothing in the way' : count > 0 ? `, ${count} to fix` : ''}
                </span>
                {count > 0 ? (
                  <span
                    aria-hidden
                    className="grid h-5 min-w-5 place-items-center rounded-full bg-bad-soft px-1.5 text-small font-medium text-bad"
                  >
                    {count}
                  </span>
                ) : null}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
