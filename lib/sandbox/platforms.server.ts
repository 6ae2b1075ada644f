import 'server-only'
import type { SandboxPlatform } from './define'
import { metaSandbox } from './meta/index.server'
import { google } from './google/index.server'

/** The platforms that the sandbox emulates, by their name in the path. */
const PLATFORMS: SandboxPlatform[] = [metaSandbox, google]

export const findPlatform = (key: string): SandboxPlatform | undefined =>
  PLATFORMS.find((platform) => platform.key === key)
