import { defineConfig } from '@playwright/test'

/** `npm run test:e2e` starts the stack and sets these two; the journeys only know an address. */
const { PACELINE_E2E_ORIGIN: baseURL = '', PACELINE_E2E_BROWSER: executablePath = '' } = process.env

export default defineConfig({
  testDir: 'e2e/journeys',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Two cores serve the browser, the application, its jobs and the database: one journey at a time is the fastest.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
  use: {
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 1440, height: 1000 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
