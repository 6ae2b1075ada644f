'use client'

import { useEffect, useState } from 'react'
import { DraftKeeper } from '@/lib/build/keeper'
import { fetchBuild, putBuild } from '@/lib/build/queries'
import type { StoredBuild } from '@/lib/build/schema'
import { openCopies, type Copies } from './copies'

/** Opens a draft for typing; undefined until this browser's copies are read. */
export function useKeeper(agency: string, stored: StoredBuild): DraftKeeper | undefined {
  const [keeper, setKeeper] = useState<DraftKeeper>()
  // The server's newer state of the same draft comes by saves, restores and a look at it, never by a new prop.
  const [first] = useState(stored)
  useEffect(() => {
    let copies: Copies | undefined
    let opened: DraftKeeper | undefined
    let isGone = false
    const look = () => {
      const keeper = opened
      if (keeper?.snapshot().save.kind !== 'saved') return
      // Nothing is lost when this fails: the next save meets the other's changes.
      fetchBuild(agency, first.id).then(
        (now) => keeper.see(now),
        () => undefined,
      )
    }
    void openCopies(first.id).then((found) => {
      if (isGone) return found.release()
      copies = found
      opened = new DraftKeeper(first, found.found, {
        put: (save, options) => putBuild(agency, first.id, save, options),
        store: found.store,
        after: (ms, run) => {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
        now: () => Date.now(),
      })
      found.forget()
      setKeeper(opened)
      // Going back in the browser shows a page as it was when it was left.
      look()
    })
    const leave = () => opened?.leave()
    const back = () => {
      opened?.retry()
      look()
    }
    const turn = () => (document.visibilityState === 'hidden' ? leave() : back())
    window.addEventListener('pagehide', leave)
    window.addEventListener('online', back)
    window.addEventListener('focus', back)
    document.addEventListener('visibilitychange', turn)
    return () => {
      isGone = true
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('online', back)
      window.removeEventListener('focus', back)
      document.removeEventListener('visibilitychange', turn)
      opened?.leave()
      opened?.stop()
      copies?.release()
    }
  }, [agency, first])
  return keeper
}
