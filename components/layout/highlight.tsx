/** The part of a text that was typed, in bold. Case does not matter. */
export function splitMatch(text: string, query: string): [string, string, string] {
  const wanted = query.trim().toLocaleLowerCase()
  const lower = text.toLocaleLowerCase()
  // A letter whose lower case is longer would shift the place; then nothing is marked.
  const at = wanted && lower.length === text.length ? lower.indexOf(wanted) : -1
  return at < 0
    ? [text, '', '']
    : [text.slice(0, at), text.slice(at, at + wanted.length), text.slice(at + wanted.length)]
}

export function Highlight({ text, query }: { text: string; query: string }) {
  const [before, match, after] = splitMatch(text, query)
  return (
    <>
      {before}
      {match ? <b className="font-semibold">{match}</b> : null}
      {after}
    </>
  )
}
