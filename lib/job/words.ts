import type { RunStatus } from './schema'

type Job = { name: string; filter: string }

/** Jobs in words. What is not here is shown by its id, so that a new job is never hidden. */
export const JOBS: Record<string, Job> = {
  'launch-build': { name: 'Launch ads', filter: 'Launches' },
  'apply-state': { name: 'Switch campaign on or off', filter: 'Campaign states' },
  'import-account': { name: 'Import ad account', filter: 'Imports' },
  'sync-metrics': { name: 'Fetch figures', filter: 'Figures' },
  'refresh-token': { name: 'Renew access', filter: 'Access' },
}

const readable = (id: string): string => {
  const text = id.replaceAll('-', ' ')
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

export const jobName = (id: string): string => (Object.hasOwn(JOBS, id) ? JOBS[id]?.name : undefined) ?? readable(id)

export const STATUS_NAMES: Record<RunStatus, string> = {
  running: 'Running',
  waiting: 'Waiting',
  done: 'Done',
  failed: 'Failed',
}

/** How long a run took or has taken, in seconds, minutes or hours: `4 s`, `2 min`, `1 h 5 min`. Takes milliseconds. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
