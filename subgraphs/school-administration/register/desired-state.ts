import type { RegisteredPerson } from '../source/folkeregisteret/index.ts';
import type { RightKind } from '../store/tables.ts';

/** A right that the register supports; `holder` is null where it does not say who, or says one it does not know. */
export interface DesiredRight {
  readonly kind: Extract<RightKind, 'PARENTAL_RESPONSIBILITY' | 'PARENT' | 'LIVES_WITH'>;
  /** National id. */
  readonly holder: string | null;
}

/** What the register says of one child, as the hub keeps it. */
export interface DesiredChild {
  readonly childId: string;
  readonly grading: 'CONFIDENTIAL' | 'STRICTLY_CONFIDENTIAL' | null;
  readonly rights: readonly DesiredRight[];
  readonly residences: RegisteredPerson['residenceHistory'];
}

/** The adults whom a child's document names: those to look up with it. */
export const adultsOf = (child: RegisteredPerson): readonly string[] => [
  ...new Set([
    ...child.parentalResponsibility.flatMap((held) => held.holderNationalId ?? []),
    ...child.parents.flatMap((parent) => parent.nationalId ?? []),
  ]),
];

const gradings = {
  UGRADERT: null,
  // A client address is where mail goes, not a protection.
  KLIENTADRESSE: null,
  FORTROLIG: 'CONFIDENTIAL',
  STRENGT_FORTROLIG: 'STRICTLY_CONFIDENTIAL',
} as const;

/**
 * The rights that a child's document supports, together with the documents of the adults it names. Foreldreansvar (barnelova § 30) is
 * what is stated, never what follows from being a parent. A holder who is dead holds none; one who is not said, or not known to the
 * register, is kept as an unknown holder, so that the others are not taken to decide alone.
 */
export function desiredRights(
  child: RegisteredPerson,
  adults: ReadonlyMap<string, RegisteredPerson>,
  on: string,
): readonly DesiredRight[] {
  const rights: DesiredRight[] = [];
  const add = (right: DesiredRight) => {
    if (!rights.some((one) => one.kind === right.kind && one.holder === right.holder)) rights.push(right);
  };
  const current = (nationalId: string) => adults.get(nationalId)?.nationalId;
  for (const { holderNationalId } of child.parentalResponsibility) {
    const holder = holderNationalId === undefined ? undefined : adults.get(holderNationalId);
    if (holder?.deceased) continue;
    add({ kind: 'PARENTAL_RESPONSIBILITY', holder: holder?.nationalId ?? null });
  }
  for (const parent of child.parents) {
    const nationalId = parent.nationalId === undefined ? undefined : current(parent.nationalId);
    if (nationalId !== undefined) add({ kind: 'PARENT', holder: nationalId });
  }
  for (const nationalId of adultsOf(child)) {
    const adult = adults.get(nationalId);
    if (adult && !adult.deceased && liveTogether(adult, child, on))
      add({ kind: 'LIVES_WITH', holder: adult.nationalId });
  }
  return rights;
}

/** One home of each is the same on a day; an agreement on shared residence (delt bosted, barnelova § 36) may have run out. */
function liveTogether(one: RegisteredPerson, other: RegisteredPerson, on: string): boolean {
  const homes = ({ residenceKeys }: RegisteredPerson) =>
    residenceKeys.filter(({ until }) => until === undefined || until >= on).map(({ key }) => key);
  const theirs = homes(other);
  return homes(one).some((key) => theirs.includes(key));
}

/** The whole of what the register says of a child, as the hub keeps it. */
export function desiredChild(
  childId: string,
  child: RegisteredPerson,
  adults: ReadonlyMap<string, RegisteredPerson>,
  on: string,
): DesiredChild {
  return {
    childId,
    grading: gradings[child.grading],
    rights: desiredRights(child, adults, on),
    residences: child.residenceHistory,
  };
}
