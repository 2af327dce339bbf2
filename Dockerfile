# The hub as one process. Its settings and keys lie in the volume /hub, which `oppvekst init` fills:
#   docker compose run --rm -it hub init --config /hub/hub.yaml
FROM node:24-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-slim
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=1
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY . .
COPY --from=pages /app/portal/dist portal/dist
RUN mkdir /hub && chown node:node /hub
USER node
VOLUME /hub
EXPOSE 8080
ENTRYPOINT ["node", "cli/oppvekst.mjs"]
CMD ["start", "--config", "/hub/hub.yaml"]
