import { hash32 } from '@/lib/core/random'
import type { BuildPlatform } from './schema'

/*
 * Names at a platform end with a short marker, by which our copy is found after an answer was lost: no platform
 * takes an idempotency key. People never see it: lists show the name without it.
 */

/** Google counts a campaign's name into the name of its budget, 255 bytes; Meta takes 400 characters. */
export const NAME_LIMITS: Record<BuildPlatform, number> = { google_ads: 255, meta_ads: 400 }

const pattern = / ?\[pl:[0-9a-z]{8}\]$/

/** The marker of one entity of one launch: the same for the same launch and key. */
export function markerFor(launchId: string, entityKey: string): string {
  const bits =
    BigInt(hash32(`${launchId} ${entityKey}`, 11)) * 4294967296n + BigInt(hash32(`${entityKey} ${launchId}`, 29))
  return `[pl:${(bits % 36n ** 8n).toString(36).padStart(8, '0')}]`
}

const bytes = new TextEncoder()
const sizeOf = (platform: BuildPlatform, name: string): number =>
  platform === 'google_ads' ? bytes.encode(name).length : Array.from(name).length

/** A name within the platform's limit with the marker at its end; the name is shortened, never the marker. */
export function withMarker(platform: BuildPlatform, name: string, marker: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  const whole = `${clean} ${marker}`.trim()
  if (sizeOf(platform, whole) <= NAME_LIMITS[platform]) return whole
  const letters = Array.from(clean)
  const room = NAME_LIMITS[platform] - sizeOf(platform, ` ${marker}`)
  let size = 0
  const kept = letters.filter((letter) => (size += sizeOf(platform, letter)) <= room)
  return `${kept.join('').trimEnd()} ${marker}`
}

/** The name as people gave it. */
export const withoutMarker = (name: string): string => name.replace(pattern, '')

/** The marker at the end of a name; undefined for a name that Paceline did not give. */
export const markerOf = (name: string): string | undefined => pattern.exec(name)?.[0].trim()
