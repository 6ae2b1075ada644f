'use server'

import { action } from '@/lib/server/action'
import { now } from '@/lib/server/clock.server'
import { archiveAudience, saveAudience } from './audience-data.server'
import { archiveBuild, unarchiveBuild } from './data.server'
import { createBuild } from './save.server'
import {
  AudienceForm,
  AudienceRef,
  BuildForm,
  BuildRef,
  TemplateForm,
  TemplateRef,
  VersionForm,
  VersionRef,
} from './schema'
import { createTemplate, removeTemplate } from './template-data.server'
import { keepVersion, restoreVersion } from './version-data.server'

export const newBuild = action({
  name: 'build.create',
  may: 'ad.build',
  input: BuildForm,
  run: createBuild,
  audit: ({ clientId, name, from }, { id }) => ({ clientId, target: id, details: { name, from } }),
})

export const archiveOneBuild = action({
  name: 'build.archive',
  may: 'ad.build',
  input: BuildRef,
  run: (scope, { buildId }) => archiveBuild(scope, buildId),
  audit: ({ buildId }) => ({ target: buildId }),
})

export const restoreOneBuild = action({
  name: 'build.restore',
  may: 'ad.build',
  input: BuildRef,
  run: (scope, { buildId }) => unarchiveBuild(scope, buildId),
  audit: ({ buildId }) => ({ target: buildId }),
})

export const keepOneVersion = action({
  name: 'build.version.keep',
  may: 'ad.build',
  input: VersionForm,
  run: keepVersion,
  audit: ({ buildId, label }, { version }) => ({ target: buildId, details: { label, version } }),
})

export const restoreOneVersion = action({
  name: 'build.version.restore',
  may: 'ad.build',
  input: VersionRef,
  run: restoreVersion,
  audit: ({ buildId, versionId }) => ({ target: buildId, details: { versionId } }),
})

export const newTemplate = action({
  name: 'build.template.create',
  may: 'ad.build',
  input: TemplateForm,
  run: createTemplate,
  audit: ({ buildId, name }) => ({ target: buildId, details: { name } }),
})

export const deleteTemplate = action({
  name: 'build.template.delete',
  may: 'ad.build',
  input: TemplateRef,
  run: (scope, { templateId }) => removeTemplate(scope, templateId),
  audit: ({ templateId }) => ({ target: templateId }),
})

export const keepAudience = action({
  name: 'audience.save',
  may: 'ad.build',
  input: AudienceForm,
  run: saveAudience,
  audit: ({ clientId, name, everyClient }, { id }) => ({ clientId, target: id, details: { name, everyClient } }),
})

export const archiveOneAudience = action({
  name: 'audience.archive',
  may: 'ad.build',
  input: AudienceRef,
  run: async (scope, { audienceId }) => archiveAudience(scope, audienceId, await now()),
  audit: ({ audienceId }) => ({ target: audienceId }),
})
