-- CreateIndex
CREATE UNIQUE INDEX "job_run_agencyId_id_key" ON "job_run"("agencyId", "id");

-- CreateIndex
CREATE INDEX "password_reset_userId_idx" ON "password_reset"("userId");

-- CreateIndex
CREATE INDEX "refresh_token_userId_idx" ON "refresh_token"("userId");
