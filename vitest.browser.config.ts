import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests in a real browser over a real hub: one file at a time, for each has a hub and a browser. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/browser/**/*.test.ts'],
    exclude: [],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
