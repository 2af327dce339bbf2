import type { Speech } from '../../language/language-context.tsx';

/** Somebody in a thread, as the graph gives it. */
export interface Correspondent {
  readonly personId: string | null;
  readonly role: 'STAFF' | 'GUARDIAN' | 'PUPIL' | null;
}
interface Named {
  readonly id: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** Says who somebody in a thread is: the reader, a teacher of the child by name, others by what they are. */
export const namesIn =
  (me: string | undefined, teachers: readonly Named[], { t }: Pick<Speech, 't'>) =>
  (who: Correspondent | null): string => {
    if (who?.personId && who.personId === me) return t('messages.you');
    const teacher = teachers.find(({ id }) => id === who?.personId);
    const name = [teacher?.givenName, teacher?.familyName].filter(Boolean).join(' ');
    return name || t(`messages.role.${who?.role ?? 'STAFF'}`);
  };
