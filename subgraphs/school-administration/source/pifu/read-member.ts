/** A PIFU `member` of a `membership`: one neutral record for each of its roles. */
import { readDate, readText } from '../read-values.ts';
import type { RosterItem, RosterMembership } from '../roster-records.ts';
import type { XmlNode } from '../xml-records.ts';
import {
  child,
  children,
  isDeleted,
  type PifuContext,
  present,
  readPeriod,
  readSourcedId,
  textOf,
} from './read-fields.ts';
import { readResults } from './read-results.ts';
import { roleTypes, subroles } from './vocabulary.ts';

export function readMember(member: XmlNode, groupId: string, context: PifuContext): readonly RosterItem[] {
  const { report } = context;
  const personId = readSourcedId(child(member, 'sourcedid'), context);
  if (personId === undefined) {
    const why = 'a member is a person with a sourcedid';
    report(member.line, 'missing-id', `a member of ${groupId} without an id`, why, 'the membership was left out');
    return [];
  }
  const what = `person ${personId} in ${groupId}`;
  const idType = textOf(member, 'idtype');
  if (idType !== undefined && idType !== '1') {
    const why = 'PIFU-IMS 1.3 has persons as members only (idtype 1)';
    report(member.line, 'unknown-code', `${what}: idtype "${idType.slice(0, 20)}"`, why, 'the membership was left out');
    return [];
  }
  return children(member, 'role').flatMap((node) => {
    const role = readRole(node, { groupId, personId }, what, context);
    return [...(role ? [role] : []), ...readResults(node, { groupId, personId }, context)];
  });
}

function readRole(
  node: XmlNode,
  ids: { groupId: string; personId: string },
  what: string,
  context: PifuContext,
): RosterMembership | undefined {
  const { report } = context;
  const code = node.attributes.roletype ?? '';
  const role = roleTypes[code];
  if (role === undefined) {
    const why = 'PIFU-IMS has roles 01 to 08; a role decides access, so it is never guessed';
    report(node.line, 'unknown-role', `${what}: role "${code.slice(0, 20)}"`, why, 'the membership was left out');
    return undefined;
  }
  const removed = isDeleted(node, what, context);
  if (removed && context.extract === 'full') {
    const why = 'a full file has no deletions; what it leaves out has ended';
    report(node.line, 'marked-deleted', `${what}: marked as deleted`, why, 'the membership was left out');
    return undefined;
  }
  const { begin, end } = readPeriod(node, what, context);
  const established = readDate(child(node, 'datetime')?.text, node.line, `${what}: datetime`, context.report);
  // `datetime` says when the membership was made, which is its first day unless that contradicts its last.
  const from =
    begin ?? (established !== undefined && (end === undefined || established <= end) ? established : undefined);
  return {
    record: 'membership',
    line: node.line,
    ...ids,
    role,
    ...present({ subrole: readSubrole(node, what, context), begin: from, end }),
    active: readStatus(node, what, context),
    primary: readText(child(child(node, 'extension'), 'pifu_primaryRelation')?.text) === '1',
    ...(removed ? { removed } : {}),
  };
}

function readSubrole(node: XmlNode, what: string, { report }: PifuContext): string | undefined {
  const subrole = textOf(node, 'subrole');
  if (subrole === undefined || subroles.has(subrole)) return subrole;
  const written = `${what}: subrole "${subrole.slice(0, 40)}"`;
  report(node.line, 'unknown-subrole', written, 'PIFU-IMS does not have it', 'the role was kept without it');
  return undefined;
}

function readStatus(node: XmlNode, what: string, { report }: PifuContext): boolean {
  const status = textOf(node, 'status');
  if (status === '0' || status === '1') return status === '1';
  const why = 'status is 1 (active) or 0 (inactive)';
  if (status === undefined) {
    report(node.line, 'missing-field', `${what}: no status`, why, 'read as active');
    return true;
  }
  report(node.line, 'unknown-code', `${what}: status "${status.slice(0, 20)}"`, why, 'read as inactive');
  return false;
}
