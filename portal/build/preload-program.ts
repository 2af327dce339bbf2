import type { Plugin } from 'vite';

/** Names the program and its parts in the page, so that the browser fetches them together with the few lines that begin it. */
export const preloadProgram = (): Plugin => ({
  name: 'preload-program',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
      const program = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/portal/program.tsx'));
      if (!program) throw new Error('the portal was built without its program');
      const entry = chunks.find(({ isEntry }) => isEntry);
      const known = new Set([entry?.fileName, ...(entry?.imports ?? [])]);
      return [program.fileName, ...program.imports]
        .filter((name) => !known.has(name))
        .map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
          injectTo: 'head' as const,
        }));
    },
  },
});
