/** Someone is typing, so single letters are text. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))

/** How long the second letter of `g b` may take. */
export const SEQUENCE_MS = 900

/**
 * Follows letters and answers the shortcut that they complete: `b` after `g` is `g b`.
 * A pending first letter wins over a single-letter shortcut, and is forgotten after `SEQUENCE_MS`.
 */
export function createSequence(shortcuts: readonly string[]) {
  let first = ''
  let at = 0
  return (key: string, ms: number): string | undefined => {
    const pair = first && ms - at <= SEQUENCE_MS ? `${first} ${key}` : ''
    first = ''
    if (pair && shortcuts.includes(pair)) return pair
    if (shortcuts.some((shortcut) => shortcut.startsWith(`${key} `))) {
      first = key
      at = ms
      return undefined
    }
    return shortcuts.includes(key) ? key : undefined
  }
}
