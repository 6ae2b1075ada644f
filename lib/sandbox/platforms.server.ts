import 'server-only'
import type { SandboxPlatform } from './define'

/** The platforms that the sandbox emulates, by their name in the path. */
const PLATFORMS: SandboxPlatform[] = []

export const findPlatform = (key: string): SandboxPlatform | undefined =>
  PLATFORMS.find((platform) => platform.key === key)
