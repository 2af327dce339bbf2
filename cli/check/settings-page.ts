import { subgraphSettings } from '#gateway/hub/subgraphs.ts';
import { hubSettingsWith } from '#kit/config/read-hub-settings.ts';
import { environmentName, listSettings, type Setting } from '#kit/config/setting-catalogue.ts';

const nameOf = ({ path }: Setting): string => path.join('.').replaceAll('.[]', '[]');

/** The settings that say nothing of themselves. */
export const undescribedSettings = (): string[] =>
  listSettings(hubSettingsWith(subgraphSettings))
    .filter(({ description, path }) => description === '' && !isSubgraph(path))
    .map((setting) => `${nameOf(setting)} has no description`);

const isSubgraph = (path: readonly string[]): boolean => path.length === 2 && path[0] === 'subgraphs';

/** The reference of every setting: made from the schemas that check them at start. */
export function describeSettings(): string {
  const settings = listSettings(hubSettingsWith(subgraphSettings));
  const sections = new Map<string, Setting[]>();
  for (const setting of settings) {
    if (isSubgraph(setting.path) || (setting.path.length === 1 && setting.path[0] === 'subgraphs')) continue;
    const section = sectionOf(setting, settings);
    sections.set(section, [...(sections.get(section) ?? []), setting]);
  }
  return `${introduction}${[...sections].map(([name, all]) => sectionText(name, all)).join('\n')}`;
}

function sectionOf({ path, hasParts }: Setting, settings: readonly Setting[]): string {
  if (path[0] === 'subgraphs') return `subgraphs.${path[1]}`;
  const top = settings.find((one) => one.path.length === 1 && one.path[0] === path[0]);
  return top?.hasParts || hasParts ? (path[0] ?? '') : 'The hub';
}

function sectionText(name: string, settings: readonly Setting[]): string {
  const rows = settings.map((setting) => {
    const notes = [
      setting.description.replaceAll('|', '\\|'),
      ...(setting.when ? [`(when ${setting.when})`] : []),
      ...(setting.secret ? ['Secret.'] : []),
    ];
    return `| \`${nameOf(setting)}\` | ${setting.type} | ${holdsOf(setting)} | ${notes.join(' ')} | ${variableOf(setting)} |`;
  });
  return `\n## ${name}\n\n| setting | type | without it | meaning | environment |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

function holdsOf({ fallback, required }: Setting): string {
  if (fallback !== undefined) return `\`${JSON.stringify(fallback)}\``;
  return required ? '**required**' : '–';
}

function variableOf({ path, secret }: Setting): string {
  const name = environmentName(path).replaceAll('[]', 'N').replaceAll('*', 'NAME');
  return `\`${name}\`${secret ? ` or \`${name}_FILE\`` : ''}`;
}

const introduction = `# Settings

Made by \`oppvekst compose\` from the schemas that check a hub's settings at start. \`oppvekst init\` writes a commented \`hub.yaml\`;
\`oppvekst start --config hub.yaml\` reads it, tells all that is wrong at once, and ends with exit code 2 if anything is.

- A relative path counts from the folder of \`hub.yaml\`.
- Every setting can come from the environment, which goes before the file: \`database.url\` is \`OPPVEKST_DATABASE__URL\`. \`N\` is a place
  in a list, from 0. A whole list or table is given as JSON: \`OPPVEKST_PROXY__TRUSTED='["10.0.0.5"]'\`.
- A secret may lie in a file: \`OPPVEKST_DATABASE__URL_FILE=/run/secrets/database\`.
- \`OPPVEKST_CONFIG\` names the settings file, \`OPPVEKST_DATA\` the demo's folder. Another name that begins with \`OPPVEKST_\` and is no
  setting is refused, so that a misspelt one is not passed over.
`;
