interface Asked {
  readonly waitsFor: ReadonlyArray<{ readonly what: string | null; readonly persons: readonly string[] | null }> | null;
  readonly pupil: {
    readonly rights: ReadonlyArray<{
      readonly personId: string | null;
      readonly givenName: string | null;
      readonly familyName: string | null;
    }> | null;
  } | null;
}

export interface Person {
  readonly personId: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** Those who have been asked and have not answered, with their names where the reader may see whose the rights are. */
export function whoMayAnswer({ waitsFor, pupil }: Asked): readonly Person[] {
  const waiting = new Set(
    (waitsFor ?? []).flatMap(({ what, persons }) => (what === 'permission' ? (persons ?? []) : [])),
  );
  const names = new Map((pupil?.rights ?? []).map((right) => [right.personId, right]));
  return [...waiting].map((personId) => {
    const { givenName = null, familyName = null } = names.get(personId) ?? {};
    return { personId, givenName, familyName };
  });
}
