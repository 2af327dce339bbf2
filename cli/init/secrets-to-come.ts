import type { HubSettingsInput } from '#kit/config/hub-settings.ts';
import { environmentName } from '#kit/config/setting-catalogue.ts';

/** A secret that the settings file has not, and that the environment must give at start. */
export interface SecretToCome {
  /** Its name in the environment; a file that holds it is named by the same with `_FILE` after it. */
  readonly name: string;
  /** What stands in its place while the file is checked. */
  readonly placeholder: string;
}

/** The secrets that settings which `init` writes leave to the environment. */
export function secretsToCome({ database, issuers = [] }: HubSettingsInput): readonly SecretToCome[] {
  const isAddressLater = database.kind === 'postgres' && (database.url as string | undefined) === undefined;
  return [
    ...(isAddressLater
      ? [{ name: environmentName(['database', 'url']), placeholder: 'postgres://given-at-start/' }]
      : []),
    ...issuers.flatMap(({ signIn }, place) =>
      signIn && signIn.clientSecret === undefined && signIn.clientKeyFile === undefined
        ? [
            {
              name: environmentName(['issuers', String(place), 'signIn', 'clientSecret']),
              placeholder: 'given at start',
            },
          ]
        : [],
    ),
  ];
}
