-- AlterTable
ALTER TABLE "ad_account" ADD COLUMN     "minimumDailyMicros" BIGINT;
