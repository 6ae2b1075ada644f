import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname

export default defineConfig({
  resolve: { alias: { 'server-only': path.join(root, 'vitest.empty.ts'), '@': root } },
  test: {
    include: [
      'lib/**/*.test.ts',
      'inngest/**/*.test.ts',
      'app/**/*.test.ts',
      'components/**/*.test.ts',
      'prisma/**/*.test.ts',
      'e2e/prove/**/*.test.ts',
      '*.test.ts',
    ],
    globalSetup: ['./vitest.global.ts'],
    setupFiles: ['./vitest.setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
