/** What a check found in a request. `unjudged`: the copy of the specification does not say what this field holds. */
export type Finding = { at: string; says: string; level: 'violation' | 'unjudged' }

export const violation = (at: string, says: string): Finding => ({ at, says, level: 'violation' })
export const unjudged = (at: string, says: string): Finding => ({ at, says, level: 'unjudged' })
