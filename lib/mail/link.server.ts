import 'server-only'
import { env } from '@/lib/server/env'

/** An address of this server for a mail. From the settings and never from a request, whose host can be made up. */
export function publicUrl(path: string): string {
  const { APP_URL, NEXTAUTH_URL, PORT } = env()
  return new URL(path, APP_URL ?? NEXTAUTH_URL ?? `http://localhost:${PORT}`).toString()
}
