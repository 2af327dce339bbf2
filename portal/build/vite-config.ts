import type { InlineConfig } from 'vite';
import { compileMessages } from './message-plugin.ts';
import { preloadProgram } from './preload-program.ts';

const portal = new URL('../', import.meta.url).pathname;
const modules = new URL('../../node_modules', import.meta.url).pathname;
/** Whole libraries of components, of which the pages use some: what a page does not import does nothing. */
const withoutSideEffects =
  /operations\.generated|@digdir\/designsystemet-(react|web)|@floating-ui|@navikt|@tanstack|u-elements/;

/** How the pages are built into a folder. */
export const viteConfig = (outDir: string): InlineConfig => ({
  root: portal,
  configFile: false,
  logLevel: 'warn',
  plugins: [compileMessages(), preloadProgram()],
  // Its package.json leads to the build that warns developers.
  resolve: { alias: [{ find: /^react-router$/, replacement: `${modules}/react-router/dist/production/index.mjs` }] },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy lets no picture or font stand in the text.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // React's own mark for servers that render; here everything runs in the browser.
      checks: { moduleLevelDirective: false },
      treeshake: { moduleSideEffects: (id) => !withoutSideEffects.test(id) },
    },
  },
});
