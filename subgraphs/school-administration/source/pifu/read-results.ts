/** The absence and the marks on a PIFU `role`: exports of their own, in which the membership only says of whom and where. */
import { readText } from '../read-values.ts';
import type { RosterAbsence, RosterItem, RosterMark } from '../roster-records.ts';
import { schoolYearPeriod } from '../school-year.ts';
import type { XmlNode } from '../xml-records.ts';
import { child, children, type PifuContext, readPeriod, readSourcedId, textOf } from './read-fields.ts';

interface Of {
  readonly groupId: string;
  readonly personId: string;
}

export function* readResults(role: XmlNode, of: Of, context: PifuContext): Generator<RosterItem, void, undefined> {
  const what = `person ${of.personId} in ${of.groupId}`;
  const absences = children(child(role, 'extension'), 'pifu_absence');
  const results = [...children(role, 'interimresult'), ...children(role, 'finalresult')];
  // Said whether or not any of them can be read: as a roster the file would end everybody whom it does not name.
  if (absences.length + results.length > 0)
    yield { record: 'results', line: role.line, content: results.length > 0 ? 'grades' : 'absence' };
  for (const node of absences) {
    const absence = readAbsence(node, of, what, context);
    if (absence) yield absence;
  }
  if (results.length === 0) return;
  const { adminPeriod, ...dates } = readPeriod(role, what, context);
  const period = { ...(adminPeriod === undefined ? {} : schoolYearPeriod(adminPeriod)), ...dates };
  for (const node of results) {
    const mark = readMark(node, of, what, context);
    if (mark) yield { ...mark, ...period };
  }
}

/** Comments are free text about a person, and not read. */
function readAbsence(node: XmlNode, of: Of, what: string, context: PifuContext): RosterAbsence | undefined {
  const { report } = context;
  const leaveOut = (why: string, kind: 'missing-field' | 'unknown-code' | 'ends-before-start' = 'missing-field') => {
    report(node.line, kind, `${what}: an absence`, why, 'the absence was left out');
    return undefined;
  };
  const { adminPeriod, ...dates } = readPeriod(node, `${what}: an absence`, context);
  const { begin, end } = { ...(adminPeriod === undefined ? {} : schoolYearPeriod(adminPeriod)), ...dates };
  if (begin === undefined || end === undefined) return leaveOut('it has no first and last day');
  if (end < begin) return leaveOut(`it lasts from ${begin} to ${end}`, 'ends-before-start');
  const type = child(node, 'pifu_absence_type');
  const counted = readText(type?.text);
  if (counted !== 'days' && counted !== 'hours') return leaveOut('PIFU-IMS counts days and hours', 'unknown-code');
  const written = textOf(node, 'pifu_absence_value');
  const value = Number(written);
  if (written === undefined || !/^-?\d+(?:\.\d+)?$/.test(written)) return leaveOut('it has no value that is a number');
  const id = readSourcedId(child(node, 'sourcedid'), context);
  return {
    record: 'absence',
    line: node.line,
    ...of,
    kind: node.attributes.pifu_absence_mode === 'occurrence' ? 'OCCASION' : 'TERM_TOTAL',
    begin,
    end,
    counted,
    value,
    documented: type?.attributes.pifu_absence_classification === 'valid',
    ...(id === undefined ? {} : { id }),
  };
}

type Form = Pick<RosterMark, 'form' | 'half'>;
const formOf = (type: string, isFinal: boolean): Form | undefined => {
  const half = /^term(?:in)? ?([12])$/.exec(type)?.[1];
  if (!isFinal) return half === undefined ? undefined : { form: 'HALF_YEAR', half: half === '1' ? 'autumn' : 'spring' };
  if (/^final grade$/.test(type)) return { form: 'FINAL' };
  if (/^exam grade written$/.test(type)) return { form: 'EXAM_WRITTEN' };
  return /^exam grade oral$/.test(type) ? { form: 'EXAM_ORAL' } : undefined;
};

/** Half-year marks, final marks and exams; tests and percentages are no marks, and the hub has no purpose for them. */
function readMark(node: XmlNode, of: Of, what: string, { report }: PifuContext): RosterMark | undefined {
  const type = (node.attributes.resulttype ?? '').trim();
  const mode = textOf(node, 'mode') ?? 'Grade';
  const form = formOf(type.toLowerCase(), node.name === 'finalresult');
  if (form === undefined || mode !== 'Grade') {
    const told = `${what}: result "${type.slice(0, 40)}" in ${mode.slice(0, 20)}`;
    report(node.line, 'result-not-kept', told, 'it is no half-year mark, final mark or exam mark', 'left out');
    return undefined;
  }
  const mark = textOf(node, 'result');
  if (mark === undefined) {
    report(
      node.line,
      'missing-field',
      `${what}: result "${type.slice(0, 40)}" without a value`,
      'a mark has one',
      'left out',
    );
    return undefined;
  }
  return { record: 'mark', line: node.line, ...of, ...form, mark };
}
