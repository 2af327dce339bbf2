import { type CategoryId, categoryIds } from './categories.ts';
import type { Purpose } from './purposes.ts';

/**
 * What each processing activity of the record (GDPR art. 30) works with. A category may be in several; one that is in none fails a test.
 * Who sees what within an activity is the access policy's affair.
 */
const categoriesByActivity: Readonly<Record<Purpose, readonly CategoryId[]>> = {
  education: [
    'identity',
    'guardians-contact',
    'placement',
    'enrolment',
    'attendance-certificate',
    'attendance-totals',
    'attendance-reasons',
    'final-assessment',
    'half-year-marks-year-10',
    'ongoing-assessment',
    'written-language-form',
    'language-mapping',
    'development-observations',
    'kindergarten-records',
    'health',
    'allergies',
    'belief-exemption',
    'own-work',
    'messages',
    'learning-activity',
    'photos',
    'staff',
  ],
  'school-change': ['identity', 'enrolment', 'school-change', 'transfer-documents', 'consents'],
  'case-work': [
    'identity',
    'individual-decisions',
    'expert-assessment-plans',
    'school-environment',
    'imposed-school-change',
    'concern-report',
    'shared-with-services',
    'rights',
    'address-protection',
    'case-namings',
    'information-requests',
  ],
  administration: ['identity', 'guardians-contact', 'placement', 'enrolment', 'address', 'rights', 'staff'],
  'resource-access': ['identity', 'placement', 'feide-account', 'learning-activity'],
  archiving: ['identity', 'pupil-record', 'individual-decisions', 'concern-report', 'messages'],
  oversight: ['access-log', 'access-questions', 'record-openings'],
};

/** In the order of the list of categories. */
export const categoriesOfActivity = (activity: Purpose): readonly CategoryId[] =>
  categoryIds.filter((category) => categoriesByActivity[activity].includes(category));
