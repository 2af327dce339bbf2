import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { schemaToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { contentHash, type PolicyTexts, policyOf, readPolicyTexts } from '#kit/access/policy.ts';
import { policyDates } from '#kit/access/policy-book.ts';
import { isHubError } from '#kit/errors/hub-error.ts';

/** A module that asks where it lies is told where its source lies; a thread is started from where it is packed. */
export const keepPlaces = {
  name: 'keep-places',
  transform: {
    filter: { code: /import\.meta\.(url|dirname)/ },
    handler(code: string, id: string) {
      const [file = id] = id.split('?');
      const here = `import.meta['url']`;
      return {
        code: code
          .replaceAll(
            /new Worker\(new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/g,
            `new Worker(new URL('./$1.mjs', ${here})`,
          )
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(file))),
      };
    },
  },
};

/** A built-in module is given as it is: the engine's own wrapping reads all it has, and so loads what nobody asked for. */
export const builtins = {
  name: 'builtins',
  resolveId(id: string, _importer: string | undefined, { kind }: { kind: string }) {
    if (kind !== 'import-statement' || !isBuiltin(id)) return undefined;
    return { id: `\0builtin:${id}`, moduleSideEffects: false };
  },
  load: {
    filter: { id: /^\0builtin:/ },
    handler(id: string) {
      const name = id.slice('\0builtin:'.length);
      const names = Object.keys(getBuiltin(name)).filter((key) => key !== 'default' && /^[a-zA-Z_$][\w$]*$/.test(key));
      const get = `process.getBuiltinModule(${JSON.stringify(name)})`;
      const each = names.map((key) => `const its_${key} = /* @__PURE__ */ (() => ${get}.${key})();`);
      const list = names.map((key) => `its_${key} as ${key}`).join(', ');
      return `${each.join('\n')}\nexport default ${get};\nexport { ${list} };`;
    },
  },
};

function getBuiltin(name: string): object {
  const found = process.getBuiltinModule(name) as object | undefined;
  if (!found) throw new Error(`${name} is not a module of this Node`);
  return found;
}

/**
 * Validates the sets of policies that the program comes with, and puts them where a start looks for them. One that is not valid is left
 * out, and so refused when it is loaded.
 */
export function validatedSets(root: string) {
  return {
    name: 'validated-sets',
    load: {
      filter: { id: /kit\/access\/packed-sets\.ts$/ },
      handler: () => `export const packedSets = ${JSON.stringify(readSets(join(root, 'contracts/policy')))};`,
    },
  };
}

/** A schema in the form that Cedar reads in half the time. */
function readSchema(schema: PolicyTexts['schema']): PolicyTexts['schema'] {
  const read = schemaToJson(schema);
  return read.type === 'success' ? read.json : schema;
}

function readSets(policyRoot: string): Record<string, PolicyTexts> {
  const sets: Record<string, PolicyTexts> = {};
  if (!existsSync(policyRoot)) return sets;
  for (const date of policyDates(policyRoot)) {
    const folder = join(policyRoot, date, 'access');
    try {
      const texts = readPolicyTexts(folder);
      policyOf(texts, date);
      sets[contentHash(folder)] = { ...texts, schema: readSchema(texts.schema) };
    } catch (error) {
      if (!isHubError(error)) throw error;
    }
  }
  return sets;
}
