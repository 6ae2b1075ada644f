/** A part of a page that is read on its own: where it fails, the rest stands. */
export type Part<T> = { ok: true; value: T } | { ok: false; reference: string }
