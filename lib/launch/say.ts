import { withoutMarker } from '@/lib/ad/marker'
import type { PlannedWrite } from '@/lib/connectors/define'
import { platformName } from '@/lib/integration/schema'

type Said = Pick<PlannedWrite, 'label' | 'name' | 'phase'>

/** What the log says of a write that was made and read back; `fields` are those that the platform keeps otherwise. */
export function sayDone(write: Said, platform: Parameters<typeof platformName>[0], fields: readonly string[]): string {
  const name = `"${withoutMarker(write.name)}"`
  const done =
    write.phase === 'create'
      ? `Created ${write.label.toLowerCase()} ${name}`
      : `${write.label.replace(/^Switch /, 'Switched ')}, ${name},`
  if (fields.length === 0) return `${done} and read it back.`
  return `${platformName(platform)} keeps ${name} otherwise than sent: ${fields.join(', ')}.`
}
