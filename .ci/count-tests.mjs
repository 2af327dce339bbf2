// Reads vitest's JSON report. `count-tests.mjs REPORT`: prints "PASSED FAILED"; a run that ended early, or a file that could not be run, is one
// that failed. `--failed REPORT`: each failed test on a line, its file and its name with a tab between.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const named = process.argv[2] === '--failed';
const report = (() => {
  try {
    return JSON.parse(readFileSync(process.argv.at(-1), 'utf8'));
  } catch {
    return undefined;
  }
})();

const failures = (report?.testResults ?? []).flatMap((file) => {
  const tests = file.assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
  const names = tests.length > 0 || file.status !== 'failed' ? tests : ['(the file could not be run)'];
  return names.map((name) => `${relative('.', file.name)}\t${name.replaceAll(/\s+/g, ' ')}`);
});

const say = (line) => process.stdout.write(`${line}\n`);
if (named) for (const failure of failures) say(failure);
else if (report === undefined) say('0 1');
else say(`${report.numPassedTests} ${failures.length + (report.success || failures.length > 0 ? 0 : 1)}`);
