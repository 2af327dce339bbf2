import type { ResourcesContext } from '../context.ts';
import { type CompetenceAim as Aim, titleIn } from '../domain/competence-aim.ts';

export const CompetenceAim = {
  __resolveReference: async ({ code }: { code: string }, context: ResourcesContext) =>
    (await context.load.aim.load(code)) ?? null,
  title: (aim: Aim, { language }: { language: string }) => titleIn(aim, language) ?? aim.code,
};
