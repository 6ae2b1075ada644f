import { defineConfig } from 'prisma/config'

// The URL is given at run time by lib/server/prisma; `prisma generate` needs none.
export default defineConfig({ schema: 'prisma/schema' })
