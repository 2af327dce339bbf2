import { connectionOf, type PageArguments } from '#contracts/graphql/connection.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import type { EmployeeRow, PostRow } from '../store/employees.ts';
import { readListPage } from '../store/list-page.ts';
import type { GroupRow, UnitRow } from '../store/units.ts';
import { placedPupils } from './placed-pupils.ts';
import { systemsOf } from './school-systems.ts';

type Context = SchoolAdministrationContext;
interface Reference {
  readonly id: string;
}

export const schoolResolvers = {
  systems: systemsOf,
  __resolveReference: ({ id }: Reference, context: Context) => context.loaders.unit.load(id),
  parent: ({ parentId, id }: UnitRow, _: unknown, { loaders }: Context) =>
    // A roster writes the owner as its own parent.
    parentId === null || parentId === id ? null : loaders.unit.load(parentId),
  async groups({ id }: UnitRow, args: PageArguments, { loaders }: Context) {
    const page = readListPage(args, 2);
    const rows = await loaders.groupsOfUnit.load({ of: id, ask: page });
    return connectionOf(rows, page.limit, (group) => [group.name, group.id]);
  },
  async pupils({ id }: UnitRow, args: PageArguments, context: Context) {
    const page = readListPage(args, 3);
    const visibility = await context.access.visibility();
    return placedPupils(context, await context.loaders.pupilsOfUnit.load({ of: id, ask: { page, visibility } }), page);
  },
  async staff({ id }: UnitRow, args: PageArguments, { loaders }: Context) {
    const page = readListPage(args, 3);
    const rows = await loaders.employeesOfUnit.load({ of: id, ask: page });
    return connectionOf(rows, page.limit, (one) => [one.familyName, one.givenName, one.id]);
  },
};

export const groupResolvers = {
  __resolveReference: ({ id }: Reference, context: Context) => context.loaders.group.load(id),
  unit: ({ unitId }: GroupRow, _: unknown, { loaders }: Context) => loaders.unit.load(unitId),
  async pupils({ id }: GroupRow, args: PageArguments, context: Context) {
    const page = readListPage(args, 3);
    const visibility = await context.access.visibility();
    return placedPupils(context, await context.loaders.pupilsOfGroup.load({ of: id, ask: { page, visibility } }), page);
  },
  covers: ({ id }: GroupRow, _: unknown, { loaders }: Context) => loaders.covers.load({ of: id, ask: null }),
  async staff({ id }: GroupRow, _: unknown, { loaders }: Context) {
    const rows = await loaders.staffOfGroup.load({ of: id, ask: null });
    return rows.map(({ role, ...employee }) => ({ role, employee }));
  },
};

export const employeeResolvers = {
  __resolveReference: ({ id }: Reference, context: Context) => context.loaders.employee.load(id),
  posts: ({ id }: EmployeeRow, _: unknown, { loaders }: Context) => loaders.postsOfEmployee.load({ of: id, ask: null }),
};

export const employeePostResolvers = {
  unit: ({ unitId }: PostRow, _: unknown, { loaders }: Context) => loaders.unit.load(unitId),
};
