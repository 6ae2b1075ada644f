-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "BuildStatus" AS ENUM ('draft', 'launching', 'launched', 'partly', 'failed', 'archived');

-- CreateEnum
CREATE TYPE "LaunchStatus" AS ENUM ('queued', 'running', 'done', 'partly', 'failed');

-- CreateEnum
CREATE TYPE "WriteState" AS ENUM ('pending', 'sending', 'unknown', 'done', 'failed', 'left_out');

-- CreateEnum
CREATE TYPE "Objective" AS ENUM ('leads', 'traffic', 'sales');

-- CreateEnum
CREATE TYPE "CampaignStatus" AS ENUM ('draft', 'live', 'paused', 'completed', 'error');

-- CreateEnum
CREATE TYPE "CampaignOrigin" AS ENUM ('built', 'imported');

-- CreateEnum
CREATE TYPE "BudgetType" AS ENUM ('daily', 'lifetime');

-- CreateEnum
CREATE TYPE "LifeStatus" AS ENUM ('active', 'archived');

-- CreateEnum
CREATE TYPE "IntelligenceMode" AS ENUM ('explore', 'exploit');

-- CreateEnum
CREATE TYPE "Automation" AS ENUM ('off', 'shadow', 'suggest', 'auto');

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('google_ads', 'meta_ads', 'tiktok_ads', 'linkedin_ads');

-- CreateEnum
CREATE TYPE "IntegrationStatus" AS ENUM ('active', 'needs_reconnect', 'disconnected');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'admin', 'buyer', 'manager', 'viewer');

-- CreateTable
CREATE TABLE "build" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "skuId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" "BuildStatus" NOT NULL DEFAULT 'draft',
    "draft" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "build_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "build_version" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "buildId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "parentId" UUID,
    "draft" JSONB NOT NULL,
    "label" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "build_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ad_template" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "authorName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ad_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media_asset" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "filename" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "color" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media_blob" (
    "agencyId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "media_blob_pkey" PRIMARY KEY ("agencyId","hash")
);

-- CreateTable
CREATE TABLE "launch" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "buildId" UUID NOT NULL,
    "status" "LaunchStatus" NOT NULL DEFAULT 'queued',
    "payloadHash" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "startedBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "launch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform_write" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "adAccountId" UUID NOT NULL,
    "launchId" UUID,
    "campaignId" UUID,
    "key" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "platform" "Platform" NOT NULL,
    "planned" JSONB NOT NULL,
    "state" "WriteState" NOT NULL DEFAULT 'pending',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "external" JSONB NOT NULL DEFAULT '{}',
    "differences" JSONB NOT NULL DEFAULT '[]',
    "error" JSONB,
    "sentAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "readBackAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "platform_write_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "brandId" UUID NOT NULL,
    "skuId" UUID NOT NULL,
    "adAccountId" UUID NOT NULL,
    "buildId" UUID,
    "platform" "Platform" NOT NULL,
    "key" TEXT,
    "name" TEXT NOT NULL,
    "objective" "Objective",
    "status" "CampaignStatus" NOT NULL DEFAULT 'draft',
    "origin" "CampaignOrigin" NOT NULL DEFAULT 'built',
    "adoptedAt" TIMESTAMPTZ(3),
    "desiredOn" BOOLEAN NOT NULL DEFAULT false,
    "platformStatus" TEXT,
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_budget" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "type" "BudgetType" NOT NULL,
    "amountMicros" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "level" TEXT NOT NULL DEFAULT 'campaign',
    "externalId" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audience" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID,
    "name" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audience_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_unit" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "audienceId" UUID,
    "key" TEXT,
    "name" TEXT NOT NULL,
    "status" "CampaignStatus" NOT NULL DEFAULT 'draft',
    "platformStatus" TEXT,
    "budgetAllocationMicros" BIGINT,
    "externalId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creative" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "key" TEXT,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "parentId" UUID,
    "headline" TEXT,
    "description" TEXT,
    "callToAction" TEXT,
    "mediaId" UUID,
    "content" JSONB NOT NULL DEFAULT '{}',
    "status" "CampaignStatus" NOT NULL DEFAULT 'draft',
    "platformStatus" TEXT,
    "externalId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "creative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_platform_map" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "adAccountId" UUID NOT NULL,
    "externalCampaignId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_platform_map_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_execution_log" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID,
    "buildId" UUID,
    "action" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_execution_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "unitId" UUID,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "setBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID,
    "actor" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "binding" TEXT,
    "effect" TEXT,
    "before" JSONB,
    "after" JSONB,
    "key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "industry" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "status" "LifeStatus" NOT NULL DEFAULT 'active',
    "goalMetric" TEXT,
    "goalValue" DECIMAL(20,6),
    "namingPattern" TEXT NOT NULL DEFAULT '{client}_{sku}_{objective}_{yyyymm}_{n}',
    "utm" JSONB NOT NULL DEFAULT '{}',
    "website" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "brand" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "status" "LifeStatus" NOT NULL DEFAULT 'active',
    "monthlyBudgetMicros" BIGINT,
    "dailyBudgetMicros" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "brand_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sku" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "brandId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "status" "LifeStatus" NOT NULL DEFAULT 'active',
    "dailyBudgetMicros" BIGINT,
    "mode" "IntelligenceMode" NOT NULL DEFAULT 'explore',
    "automation" "Automation" NOT NULL DEFAULT 'off',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sku_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_note" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "forClient" BOOLEAN NOT NULL DEFAULT false,
    "authorId" UUID,
    "authorName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "storefront" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" "LifeStatus" NOT NULL DEFAULT 'active',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "storefront_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "destination" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "storefrontId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "status" "LifeStatus" NOT NULL DEFAULT 'active',
    "config" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "destination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "destinationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "lastFour" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sgtm_config" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "storefrontId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "config" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "sgtm_config_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "externalUserId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "status" "IntegrationStatus" NOT NULL DEFAULT 'active',
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "scopes" TEXT[],
    "expiresAt" TIMESTAMPTZ(3),
    "refreshedAt" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "connectedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_state" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "stateHash" TEXT NOT NULL,
    "verifier" TEXT,
    "returnTo" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "oauth_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ad_account" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID,
    "integrationId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "externalId" TEXT NOT NULL,
    "loginExternalId" TEXT,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "platformStatus" TEXT NOT NULL,
    "assignedAt" TIMESTAMPTZ(3),
    "importedAt" TIMESTAMPTZ(3),
    "dataUntil" TIMESTAMPTZ(3),
    "lastSyncedAt" TIMESTAMPTZ(3),
    "syncError" TEXT,
    "syncErrorAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ad_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ad_account_asset" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID,
    "adAccountId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ad_account_asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_run" (
    "id" TEXT NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID,
    "job" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "retriedBy" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "sessionEpoch" INTEGER NOT NULL DEFAULT 0,
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agency" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "rawDays" INTEGER NOT NULL DEFAULT 90,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "allClients" BOOLEAN NOT NULL DEFAULT false,
    "clientIds" UUID[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "allClients" BOOLEAN NOT NULL DEFAULT false,
    "clientIds" UUID[],
    "tokenHash" TEXT NOT NULL,
    "invitedById" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_reset" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "familyId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'done',
    "target" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_definition" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "unit" TEXT NOT NULL,

    CONSTRAINT "metric_definition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_hour" (
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL,
    "isLatest" BOOLEAN NOT NULL,
    "currency" TEXT NOT NULL,
    "spendMicros" BIGINT NOT NULL,
    "impressions" BIGINT NOT NULL,
    "clicks" BIGINT NOT NULL,
    "conversions" DECIMAL(18,6) NOT NULL,
    "valueMicros" BIGINT NOT NULL,
    "rawId" UUID,
    "asOf" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "metric_hour_pkey" PRIMARY KEY ("agencyId","campaignId","at","revision")
);

-- CreateTable
CREATE TABLE "integration_metrics" (
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "revision" INTEGER NOT NULL,
    "isLatest" BOOLEAN NOT NULL,
    "currency" TEXT NOT NULL,
    "spendMicros" BIGINT NOT NULL,
    "impressions" BIGINT NOT NULL,
    "clicks" BIGINT NOT NULL,
    "conversions" DECIMAL(18,6) NOT NULL,
    "valueMicros" BIGINT NOT NULL,
    "rawId" UUID,
    "asOf" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "integration_metrics_pkey" PRIMARY KEY ("agencyId","campaignId","day","revision")
);

-- CreateTable
CREATE TABLE "account_day" (
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "adAccountId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "currency" TEXT NOT NULL,
    "spendMicros" BIGINT NOT NULL,
    "impressions" BIGINT NOT NULL,
    "clicks" BIGINT NOT NULL,
    "conversions" DECIMAL(18,6) NOT NULL,
    "valueMicros" BIGINT NOT NULL,

    CONSTRAINT "account_day_pkey" PRIMARY KEY ("agencyId","adAccountId","day")
);

-- CreateTable
CREATE TABLE "campaign_metric" (
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "definitionId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "revision" INTEGER NOT NULL,
    "isLatest" BOOLEAN NOT NULL,
    "value" DECIMAL(24,6) NOT NULL,
    "asOf" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_metric_pkey" PRIMARY KEY ("agencyId","campaignId","definitionId","day","revision")
);

-- CreateTable
CREATE TABLE "integration_metrics_raw" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "adAccountId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "fromDay" DATE NOT NULL,
    "toDay" DATE NOT NULL,
    "payload" JSONB NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integration_metrics_raw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_run" (
    "id" UUID NOT NULL,
    "agencyId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "adAccountId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fromDay" DATE NOT NULL,
    "toDay" DATE NOT NULL,
    "status" TEXT NOT NULL,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "sync_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fx_rate" (
    "day" DATE NOT NULL,
    "base" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "rate" DECIMAL(24,12) NOT NULL,

    CONSTRAINT "fx_rate_pkey" PRIMARY KEY ("day","base","quote")
);

-- CreateTable
CREATE TABLE "sandbox_login" (
    "platform" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_login_pkey" PRIMARY KEY ("platform","email")
);

-- CreateTable
CREATE TABLE "sandbox_token" (
    "token" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "expiresAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_token_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "sandbox_entity" (
    "platform" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "parentId" TEXT,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sandbox_entity_pkey" PRIMARY KEY ("platform","kind","id")
);

-- CreateTable
CREATE TABLE "sandbox_change" (
    "seq" BIGSERIAL NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "campaignId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "dayMicros" BIGINT NOT NULL,

    CONSTRAINT "sandbox_change_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "sandbox_journal" (
    "seq" BIGSERIAL NOT NULL,
    "platform" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accountId" TEXT,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "query" JSONB NOT NULL DEFAULT '{}',
    "body" JSONB,
    "status" INTEGER NOT NULL,
    "response" JSONB,
    "effects" JSONB NOT NULL DEFAULT '[]',
    "fault" TEXT,

    CONSTRAINT "sandbox_journal_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "sandbox_fault" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT,
    "match" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "remaining" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_fault_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offsetMs" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sandbox_clock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "build_agencyId_clientId_updatedAt_idx" ON "build"("agencyId", "clientId", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "build_agencyId_id_key" ON "build"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "build_version_agencyId_id_key" ON "build_version"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "build_version_agencyId_buildId_version_key" ON "build_version"("agencyId", "buildId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "ad_template_agencyId_id_key" ON "ad_template"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ad_template_agencyId_clientId_name_key" ON "ad_template"("agencyId", "clientId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "media_asset_agencyId_id_key" ON "media_asset"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "media_asset_agencyId_clientId_hash_key" ON "media_asset"("agencyId", "clientId", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "launch_agencyId_id_key" ON "launch"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "launch_agencyId_buildId_key" ON "launch"("agencyId", "buildId");

-- CreateIndex
CREATE INDEX "platform_write_agencyId_launchId_seq_idx" ON "platform_write"("agencyId", "launchId", "seq");

-- CreateIndex
CREATE INDEX "platform_write_agencyId_campaignId_createdAt_idx" ON "platform_write"("agencyId", "campaignId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "platform_write_agencyId_id_key" ON "platform_write"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "platform_write_agencyId_key_key" ON "platform_write"("agencyId", "key");

-- CreateIndex
CREATE INDEX "campaign_agencyId_clientId_status_idx" ON "campaign"("agencyId", "clientId", "status");

-- CreateIndex
CREATE INDEX "campaign_agencyId_adAccountId_idx" ON "campaign"("agencyId", "adAccountId");

-- CreateIndex
CREATE INDEX "campaign_agencyId_buildId_idx" ON "campaign"("agencyId", "buildId");

-- CreateIndex
CREATE INDEX "campaign_agencyId_skuId_idx" ON "campaign"("agencyId", "skuId");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_agencyId_id_key" ON "campaign"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_agencyId_key_key" ON "campaign"("agencyId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_budget_agencyId_id_key" ON "campaign_budget"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_budget_agencyId_campaignId_key" ON "campaign_budget"("agencyId", "campaignId");

-- CreateIndex
CREATE INDEX "audience_agencyId_clientId_idx" ON "audience"("agencyId", "clientId");

-- CreateIndex
CREATE UNIQUE INDEX "audience_agencyId_id_key" ON "audience"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_unit_agencyId_id_key" ON "campaign_unit"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_unit_agencyId_key_key" ON "campaign_unit"("agencyId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_unit_agencyId_campaignId_externalId_key" ON "campaign_unit"("agencyId", "campaignId", "externalId");

-- CreateIndex
CREATE INDEX "creative_agencyId_campaignId_idx" ON "creative"("agencyId", "campaignId");

-- CreateIndex
CREATE UNIQUE INDEX "creative_agencyId_id_key" ON "creative"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "creative_agencyId_key_key" ON "creative"("agencyId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "creative_agencyId_unitId_externalId_key" ON "creative"("agencyId", "unitId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_platform_map_agencyId_id_key" ON "campaign_platform_map"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_platform_map_agencyId_campaignId_key" ON "campaign_platform_map"("agencyId", "campaignId");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_platform_map_agencyId_adAccountId_externalCampaign_key" ON "campaign_platform_map"("agencyId", "adAccountId", "externalCampaignId");

-- CreateIndex
CREATE INDEX "campaign_execution_log_agencyId_clientId_createdAt_idx" ON "campaign_execution_log"("agencyId", "clientId", "createdAt");

-- CreateIndex
CREATE INDEX "campaign_execution_log_agencyId_campaignId_createdAt_idx" ON "campaign_execution_log"("agencyId", "campaignId", "createdAt");

-- CreateIndex
CREATE INDEX "campaign_execution_log_agencyId_buildId_createdAt_idx" ON "campaign_execution_log"("agencyId", "buildId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_execution_log_agencyId_id_key" ON "campaign_execution_log"("agencyId", "id");

-- CreateIndex
CREATE INDEX "hold_agencyId_campaignId_releasedAt_idx" ON "hold"("agencyId", "campaignId", "releasedAt");

-- CreateIndex
CREATE UNIQUE INDEX "hold_agencyId_id_key" ON "hold"("agencyId", "id");

-- CreateIndex
CREATE INDEX "receipt_agencyId_clientId_createdAt_idx" ON "receipt"("agencyId", "clientId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_agencyId_id_key" ON "receipt"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_agencyId_key_key" ON "receipt"("agencyId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "client_agencyId_id_key" ON "client"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "client_agencyId_slug_key" ON "client"("agencyId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "brand_agencyId_id_key" ON "brand"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "brand_agencyId_clientId_slug_key" ON "brand"("agencyId", "clientId", "slug");

-- CreateIndex
CREATE INDEX "sku_agencyId_brandId_idx" ON "sku"("agencyId", "brandId");

-- CreateIndex
CREATE UNIQUE INDEX "sku_agencyId_id_key" ON "sku"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sku_agencyId_clientId_slug_key" ON "sku"("agencyId", "clientId", "slug");

-- CreateIndex
CREATE INDEX "client_note_agencyId_clientId_createdAt_idx" ON "client_note"("agencyId", "clientId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "client_note_agencyId_id_key" ON "client_note"("agencyId", "id");

-- CreateIndex
CREATE INDEX "storefront_agencyId_clientId_idx" ON "storefront"("agencyId", "clientId");

-- CreateIndex
CREATE UNIQUE INDEX "storefront_agencyId_id_key" ON "storefront"("agencyId", "id");

-- CreateIndex
CREATE INDEX "destination_agencyId_storefrontId_idx" ON "destination"("agencyId", "storefrontId");

-- CreateIndex
CREATE UNIQUE INDEX "destination_agencyId_id_key" ON "destination"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "credential_agencyId_id_key" ON "credential"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "credential_agencyId_destinationId_name_key" ON "credential"("agencyId", "destinationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "sgtm_config_agencyId_id_key" ON "sgtm_config"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sgtm_config_agencyId_storefrontId_key" ON "sgtm_config"("agencyId", "storefrontId");

-- CreateIndex
CREATE UNIQUE INDEX "integration_agencyId_id_key" ON "integration"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "integration_agencyId_provider_externalUserId_key" ON "integration"("agencyId", "provider", "externalUserId");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_state_stateHash_key" ON "oauth_state"("stateHash");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_state_agencyId_id_key" ON "oauth_state"("agencyId", "id");

-- CreateIndex
CREATE INDEX "ad_account_agencyId_clientId_idx" ON "ad_account"("agencyId", "clientId");

-- CreateIndex
CREATE UNIQUE INDEX "ad_account_agencyId_id_key" ON "ad_account"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ad_account_agencyId_platform_externalId_key" ON "ad_account"("agencyId", "platform", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "ad_account_asset_agencyId_id_key" ON "ad_account_asset"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ad_account_asset_agencyId_adAccountId_kind_externalId_key" ON "ad_account_asset"("agencyId", "adAccountId", "kind", "externalId");

-- CreateIndex
CREATE INDEX "job_run_agencyId_startedAt_idx" ON "job_run"("agencyId", "startedAt");

-- CreateIndex
CREATE INDEX "job_run_agencyId_status_startedAt_idx" ON "job_run"("agencyId", "status", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "agency_slug_key" ON "agency"("slug");

-- CreateIndex
CREATE INDEX "membership_userId_idx" ON "membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "membership_agencyId_userId_key" ON "membership"("agencyId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "membership_agencyId_id_key" ON "membership"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_tokenHash_key" ON "invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "invitation_agencyId_createdAt_idx" ON "invitation"("agencyId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_agencyId_id_key" ON "invitation"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "password_reset_tokenHash_key" ON "password_reset"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_token_tokenHash_key" ON "refresh_token"("tokenHash");

-- CreateIndex
CREATE INDEX "refresh_token_agencyId_familyId_idx" ON "refresh_token"("agencyId", "familyId");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_token_agencyId_id_key" ON "refresh_token"("agencyId", "id");

-- CreateIndex
CREATE INDEX "mail_agencyId_createdAt_idx" ON "mail"("agencyId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "mail_agencyId_id_key" ON "mail"("agencyId", "id");

-- CreateIndex
CREATE INDEX "audit_log_agencyId_at_idx" ON "audit_log"("agencyId", "at");

-- CreateIndex
CREATE INDEX "audit_log_agencyId_clientId_at_idx" ON "audit_log"("agencyId", "clientId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_log_agencyId_id_key" ON "audit_log"("agencyId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "metric_definition_key_key" ON "metric_definition"("key");

-- CreateIndex
CREATE INDEX "metric_hour_agencyId_clientId_isLatest_at_idx" ON "metric_hour"("agencyId", "clientId", "isLatest", "at");

-- CreateIndex
CREATE INDEX "integration_metrics_agencyId_clientId_isLatest_day_idx" ON "integration_metrics"("agencyId", "clientId", "isLatest", "day");

-- CreateIndex
CREATE INDEX "account_day_agencyId_clientId_day_idx" ON "account_day"("agencyId", "clientId", "day");

-- CreateIndex
CREATE INDEX "integration_metrics_raw_agencyId_adAccountId_fetchedAt_idx" ON "integration_metrics_raw"("agencyId", "adAccountId", "fetchedAt");

-- CreateIndex
CREATE UNIQUE INDEX "integration_metrics_raw_agencyId_id_key" ON "integration_metrics_raw"("agencyId", "id");

-- CreateIndex
CREATE INDEX "sync_run_agencyId_adAccountId_startedAt_idx" ON "sync_run"("agencyId", "adAccountId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "sync_run_agencyId_id_key" ON "sync_run"("agencyId", "id");

-- CreateIndex
CREATE INDEX "sandbox_entity_platform_accountId_kind_idx" ON "sandbox_entity"("platform", "accountId", "kind");

-- CreateIndex
CREATE INDEX "sandbox_entity_platform_kind_parentId_idx" ON "sandbox_entity"("platform", "kind", "parentId");

-- CreateIndex
CREATE INDEX "sandbox_change_platform_campaignId_at_idx" ON "sandbox_change"("platform", "campaignId", "at");

-- CreateIndex
CREATE INDEX "sandbox_journal_platform_seq_idx" ON "sandbox_journal"("platform", "seq");

-- CreateIndex
CREATE INDEX "sandbox_fault_platform_idx" ON "sandbox_fault"("platform");

-- AddForeignKey
ALTER TABLE "build_version" ADD CONSTRAINT "build_version_agencyId_buildId_fkey" FOREIGN KEY ("agencyId", "buildId") REFERENCES "build"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media_asset" ADD CONSTRAINT "media_asset_agencyId_hash_fkey" FOREIGN KEY ("agencyId", "hash") REFERENCES "media_blob"("agencyId", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "launch" ADD CONSTRAINT "launch_agencyId_buildId_fkey" FOREIGN KEY ("agencyId", "buildId") REFERENCES "build"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform_write" ADD CONSTRAINT "platform_write_agencyId_launchId_fkey" FOREIGN KEY ("agencyId", "launchId") REFERENCES "launch"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_agencyId_skuId_fkey" FOREIGN KEY ("agencyId", "skuId") REFERENCES "sku"("agencyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_agencyId_adAccountId_fkey" FOREIGN KEY ("agencyId", "adAccountId") REFERENCES "ad_account"("agencyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_agencyId_buildId_fkey" FOREIGN KEY ("agencyId", "buildId") REFERENCES "build"("agencyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_budget" ADD CONSTRAINT "campaign_budget_agencyId_campaignId_fkey" FOREIGN KEY ("agencyId", "campaignId") REFERENCES "campaign"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_unit" ADD CONSTRAINT "campaign_unit_agencyId_campaignId_fkey" FOREIGN KEY ("agencyId", "campaignId") REFERENCES "campaign"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_unit" ADD CONSTRAINT "campaign_unit_agencyId_audienceId_fkey" FOREIGN KEY ("agencyId", "audienceId") REFERENCES "audience"("agencyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creative" ADD CONSTRAINT "creative_agencyId_unitId_fkey" FOREIGN KEY ("agencyId", "unitId") REFERENCES "campaign_unit"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creative" ADD CONSTRAINT "creative_agencyId_parentId_fkey" FOREIGN KEY ("agencyId", "parentId") REFERENCES "creative"("agencyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creative" ADD CONSTRAINT "creative_agencyId_mediaId_fkey" FOREIGN KEY ("agencyId", "mediaId") REFERENCES "media_asset"("agencyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_platform_map" ADD CONSTRAINT "campaign_platform_map_agencyId_campaignId_fkey" FOREIGN KEY ("agencyId", "campaignId") REFERENCES "campaign"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_agencyId_campaignId_fkey" FOREIGN KEY ("agencyId", "campaignId") REFERENCES "campaign"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client" ADD CONSTRAINT "client_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "brand" ADD CONSTRAINT "brand_agencyId_clientId_fkey" FOREIGN KEY ("agencyId", "clientId") REFERENCES "client"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sku" ADD CONSTRAINT "sku_agencyId_brandId_fkey" FOREIGN KEY ("agencyId", "brandId") REFERENCES "brand"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_note" ADD CONSTRAINT "client_note_agencyId_clientId_fkey" FOREIGN KEY ("agencyId", "clientId") REFERENCES "client"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "destination" ADD CONSTRAINT "destination_agencyId_storefrontId_fkey" FOREIGN KEY ("agencyId", "storefrontId") REFERENCES "storefront"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_agencyId_destinationId_fkey" FOREIGN KEY ("agencyId", "destinationId") REFERENCES "destination"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sgtm_config" ADD CONSTRAINT "sgtm_config_agencyId_storefrontId_fkey" FOREIGN KEY ("agencyId", "storefrontId") REFERENCES "storefront"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ad_account" ADD CONSTRAINT "ad_account_agencyId_integrationId_fkey" FOREIGN KEY ("agencyId", "integrationId") REFERENCES "integration"("agencyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ad_account_asset" ADD CONSTRAINT "ad_account_asset_agencyId_adAccountId_fkey" FOREIGN KEY ("agencyId", "adAccountId") REFERENCES "ad_account"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric_hour" ADD CONSTRAINT "metric_hour_agencyId_campaignId_fkey" FOREIGN KEY ("agencyId", "campaignId") REFERENCES "campaign"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration_metrics" ADD CONSTRAINT "integration_metrics_agencyId_campaignId_fkey" FOREIGN KEY ("agencyId", "campaignId") REFERENCES "campaign"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_day" ADD CONSTRAINT "account_day_agencyId_adAccountId_fkey" FOREIGN KEY ("agencyId", "adAccountId") REFERENCES "ad_account"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_metric" ADD CONSTRAINT "campaign_metric_definitionId_fkey" FOREIGN KEY ("definitionId") REFERENCES "metric_definition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_metric" ADD CONSTRAINT "campaign_metric_agencyId_campaignId_fkey" FOREIGN KEY ("agencyId", "campaignId") REFERENCES "campaign"("agencyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whose rows a session may touch: set by the application for each scope. '*' is every agency or every client.
-- The policies call these in sub-selects, so that each is evaluated once a query and not once a row.
create function app_every_agency() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.agency_id', true), '') = '*';
create function app_agency() returns uuid language sql stable parallel safe
  return case when coalesce(current_setting('app.agency_id', true), '') in ('', '*') then null
    else current_setting('app.agency_id', true)::uuid end;
create function app_every_client() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.client_ids', true), '') = '*';
create function app_clients() returns uuid[] language sql stable parallel safe
  return case when coalesce(current_setting('app.client_ids', true), '') in ('', '*') then '{}'::uuid[]
    else current_setting('app.client_ids', true)::uuid[] end;

alter table "build" enable row level security;
create policy tenant on "build" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "build_version" enable row level security;
create policy tenant on "build_version" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "ad_template" enable row level security;
create policy tenant on "ad_template" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "media_asset" enable row level security;
create policy tenant on "media_asset" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "media_blob" enable row level security;
create policy tenant on "media_blob" using (((select app_every_agency()) or "agencyId" = (select app_agency()))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())));

alter table "launch" enable row level security;
create policy tenant on "launch" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "platform_write" enable row level security;
create policy tenant on "platform_write" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "campaign" enable row level security;
create policy tenant on "campaign" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "campaign_budget" enable row level security;
create policy tenant on "campaign_budget" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "audience" enable row level security;
create policy tenant on "audience" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "campaign_unit" enable row level security;
create policy tenant on "campaign_unit" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "creative" enable row level security;
create policy tenant on "creative" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "campaign_platform_map" enable row level security;
create policy tenant on "campaign_platform_map" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "campaign_execution_log" enable row level security;
create policy tenant on "campaign_execution_log" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "hold" enable row level security;
create policy tenant on "hold" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "receipt" enable row level security;
create policy tenant on "receipt" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "client" enable row level security;
create policy tenant on "client" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "id" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "id" = any ((select app_clients())::uuid[])));

alter table "brand" enable row level security;
create policy tenant on "brand" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "sku" enable row level security;
create policy tenant on "sku" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "client_note" enable row level security;
create policy tenant on "client_note" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "storefront" enable row level security;
create policy tenant on "storefront" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "destination" enable row level security;
create policy tenant on "destination" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "credential" enable row level security;
create policy tenant on "credential" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "sgtm_config" enable row level security;
create policy tenant on "sgtm_config" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "integration" enable row level security;
create policy tenant on "integration" using (((select app_every_agency()) or "agencyId" = (select app_agency()))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())));

alter table "oauth_state" enable row level security;
create policy tenant on "oauth_state" using (((select app_every_agency()) or "agencyId" = (select app_agency()))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())));

alter table "ad_account" enable row level security;
create policy tenant on "ad_account" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "ad_account_asset" enable row level security;
create policy tenant on "ad_account_asset" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "job_run" enable row level security;
create policy tenant on "job_run" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "agency" enable row level security;
create policy tenant on "agency" using (((select app_every_agency()) or "id" = (select app_agency()))) with check (((select app_every_agency()) or "id" = (select app_agency())));

alter table "membership" enable row level security;
create policy tenant on "membership" using (((select app_every_agency()) or "agencyId" = (select app_agency()))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())));

alter table "invitation" enable row level security;
create policy tenant on "invitation" using (((select app_every_agency()) or "agencyId" = (select app_agency()))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())));

alter table "refresh_token" enable row level security;
create policy tenant on "refresh_token" using (((select app_every_agency()) or "agencyId" = (select app_agency()))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())));

alter table "mail" enable row level security;
create policy tenant on "mail" using (((select app_every_agency()) or "agencyId" = (select app_agency()))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())));

alter table "audit_log" enable row level security;
create policy tenant on "audit_log" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "metric_hour" enable row level security;
create policy tenant on "metric_hour" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "integration_metrics" enable row level security;
create policy tenant on "integration_metrics" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "account_day" enable row level security;
create policy tenant on "account_day" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "campaign_metric" enable row level security;
create policy tenant on "campaign_metric" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "integration_metrics_raw" enable row level security;
create policy tenant on "integration_metrics_raw" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));

alter table "sync_run" enable row level security;
create policy tenant on "sync_run" using (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[]))) with check (((select app_every_agency()) or "agencyId" = (select app_agency())) and ((select app_every_client()) or "clientId" = any ((select app_clients())::uuid[])));
