'use client'

import { useEffect, useState } from 'react'

const CALM_MS = 1_000

/** Whether a wanted dialog may open: not while somebody types, for it would swallow the next keys. Open, it stays. */
export function useCalm(isWanted: boolean): boolean {
  const [isCalm, setIsCalm] = useState(false)
  useEffect(() => {
    if (!isWanted) return
    const wait = () => setTimeout(() => setIsCalm(true), CALM_MS)
    let timer = wait()
    const start = () => {
      clearTimeout(timer)
      timer = wait()
    }
    document.addEventListener('keydown', start, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', start, true)
      setIsCalm(false)
    }
  }, [isWanted])
  return isWanted && isCalm
}
