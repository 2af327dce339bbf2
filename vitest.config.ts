import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One graphql for all: Vite would take the ES module where @apollo's CommonJS packages take the other build.
  resolve: {
    alias: [{ find: /^graphql$/, replacement: new URL('node_modules/graphql/index.js', import.meta.url).pathname }],
  },
  test: {
    include: ['{kit,contracts,subgraphs,gateway,portal,cli,test}/**/*.test.ts'],
    exclude: ['test/browser/**', 'node_modules/**'],
    globalSetup: 'test/support/start-broker.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
