'use client'

import { Toast as Base } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useEffect } from 'react'
import { cn } from '@/lib/core/cn'
import { Kbd } from './kbd'
import { Spinner } from './spinner'

const UNDO_MS = 10_000
const PLAIN_MS = 6000

type Kind = 'good' | 'info' | 'bad' | 'busy'
type Action = { label: string; onSelect: () => void }
type Data = { kind: Kind; action?: Action; undo?: boolean; ms: number }

export type ToastOptions = { description?: string; action?: Action; id?: string }

const manager = Base.createToastManager<Data>()

function add(kind: Kind, title: string, options: ToastOptions, data: Partial<Data> = {}): string {
  const ms = data.ms ?? (kind === 'bad' || kind === 'busy' ? 0 : PLAIN_MS)
  return manager.add({
    id: options.id,
    title,
    description: options.description,
    timeout: ms,
    data: { kind, action: options.action, ms, ...data },
  })
}

/** Works outside components too, as long as a `Toaster` is mounted. Every function answers the id of the toast. */
export const toast = {
  /** It is done. Polite, 6 s. */
  success: (title: string, options: ToastOptions = {}) => add('good', title, options),
  info: (title: string, options: ToastOptions = {}) => add('info', title, options),
  /** It failed, with what to do next. Announced at once and stays until it is closed. */
  error: (title: string, options: ToastOptions = {}) => add('bad', title, options),
  /** It goes on; the caller updates or closes it by id. */
  busy: (title: string, options: ToastOptions = {}) => add('busy', title, options),
  /** It is done and can be taken back for 10 s, by button or `z`. */
  undo: (title: string, onUndo: () => void, options: ToastOptions = {}) =>
    add('good', title, { ...options, action: { label: 'Undo', onSelect: onUndo } }, { undo: true, ms: UNDO_MS }),
  close: (id?: string) => manager.close(id),
}

export const useToast = (): typeof toast => toast

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Mounted once, in the shell. */
export function Toaster() {
  return (
    <Base.Provider toastManager={manager} limit={4}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 left-4 z-60 flex flex-col-reverse gap-2 sm:left-auto sm:w-110">
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function List() {
  const { toasts, close } = Base.useToastManager<Data>()
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'z' || event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return
      const newest = toasts.find((entry) => entry.data?.undo && entry.transitionStatus !== 'ending')
      if (!newest) return
      event.preventDefault()
      newest.data?.action?.onSelect()
      close(newest.id)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [toasts, close])
  return toasts.map((entry) => <One key={entry.id} entry={entry} close={close} />)
}

type Entry = ReturnType<typeof Base.useToastManager<Data>>['toasts'][number]

function One({ entry, close }: { entry: Entry; close: (id: string) => void }) {
  const { kind = 'info', action, undo = false, ms = 0 } = entry.data ?? {}
  return (
    <Base.Root
      toast={entry}
      swipeDirection={['right', 'down']}
      className={cn(
        'group/toast relative overflow-hidden rounded-card border border-line bg-background shadow-float',
        'translate-x-(--toast-swipe-movement-x) translate-y-(--toast-swipe-movement-y) transition-opacity duration-150',
        'data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0',
      )}
    >
      <div className="flex items-start gap-3 px-4 py-3">
        <Mark kind={kind} />
        {/* An alert of its own: the library's urgent toasts hide themselves from assistive technology until focused. */}
        <div role={kind === 'bad' ? 'alert' : undefined} className="min-w-0 flex-1">
          <Base.Title className="text-label" />
          <Base.Description className="text-small text-muted" />
        </div>
        {action ? (
          <button
            type="button"
            onClick={() => {
              action.onSelect()
              close(entry.id)
            }}
            className="inline-flex min-h-6 items-center gap-2 text-label text-primary-strong hover:underline"
          >
            {action.label}
            {undo ? <Kbd>Z</Kbd> : null}
          </button>
        ) : null}
        <Base.Close
          aria-label="Close"
          aria-hidden={false}
          className="-mr-1 grid size-6 shrink-0 place-items-center rounded-mark text-muted hover:text-text"
        >
          <X aria-hidden className="size-4" />
        </Base.Close>
      </div>
      {undo ? (
        <div
          aria-hidden
          className="time-left absolute inset-x-0 bottom-0 h-0.5 origin-left bg-text group-data-expanded/toast:[animation-play-state:paused]"
          style={{ animationDuration: `${ms}ms` }}
        />
      ) : null}
    </Base.Root>
  )
}

function Mark({ kind }: { kind: Kind }) {
  const place = 'mt-0.5 size-4 shrink-0'
  if (kind === 'busy') return <Spinner className={cn(place, 'text-muted')} />
  if (kind === 'bad') return <CircleAlert aria-hidden className={cn(place, 'text-bad')} />
  if (kind === 'good') return <CircleCheck aria-hidden className={cn(place, 'text-good')} />
  return <Info aria-hidden className={cn(place, 'text-muted')} />
}
