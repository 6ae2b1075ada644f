# Production image: the web application with its CLI. The database, Redis and Inngest run beside it (compose.yaml).
FROM node:26-bookworm-slim AS build
WORKDIR /paceline
COPY package.json package-lock.json .npmrc up.mjs ./
COPY prisma ./prisma
COPY prisma.config.ts ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN NODE_ENV=production npx next build

FROM node:26-bookworm-slim
WORKDIR /paceline
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000
COPY --from=build --chown=node:node /paceline ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Migrations run once per release: `docker compose run --rm app npm run -s cli -- migrate`.
CMD ["node", "--import", "./lib/cli/with-address.mjs", "./node_modules/next/dist/bin/next", "start"]
