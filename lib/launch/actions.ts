'use server'

import { action } from '@/lib/server/action'
import { createLaunch } from './create.server'
import { leaveOut, retryLaunch } from './retry.server'
import { LaunchForm, RetryForm, WriteRef } from './schema'

export const launchBuild = action({
  name: 'launch.create',
  may: 'campaign.write',
  input: LaunchForm,
  run: createLaunch,
  audit: ({ buildId, revision, payloadHash }, { launchId }) => ({
    target: launchId,
    details: { buildId, revision, payloadHash },
  }),
})

export const retryOneLaunch = action({
  name: 'launch.retry',
  may: 'campaign.write',
  input: RetryForm,
  run: (scope, { buildId, writeId }) => retryLaunch(scope, buildId, writeId),
  audit: ({ buildId, writeId }, { reopened }) => ({ target: buildId, details: { writeId, reopened } }),
})

export const leaveOneOut = action({
  name: 'launch.leave-out',
  may: 'campaign.write',
  input: WriteRef,
  run: leaveOut,
  audit: ({ buildId, writeId }, { left }) => ({ target: buildId, details: { writeId, left } }),
})
