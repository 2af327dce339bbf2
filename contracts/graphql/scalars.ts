import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isIsoDate, isOrganisationNumber, readNationalId } from '../identifiers.ts';

function textScalar(
  name: string,
  description: string,
  problem: (text: string) => string | undefined,
): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value !== 'string')
      throw new GraphQLError(`${name} must be text.`, { extensions: { code: 'BAD_USER_INPUT' } });
    const wrong = problem(value);
    if (wrong) throw new GraphQLError(`Not a ${name}: ${wrong}.`, { extensions: { code: 'BAD_USER_INPUT' } });
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    // What the store holds was validated when it came in; a value kept although it is wrong is shown by its reader as a finding.
    serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: check,
    parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** The validating scalars that every subgraph shares. */
export const scalars = {
  Date: textScalar('Date', 'A calendar date, ISO 8601.', (text) =>
    isIsoDate(text) ? undefined : 'write it as year-month-day, and a day the calendar has',
  ),
  DateTime: textScalar('DateTime', 'An instant, ISO 8601 with a zone.', (text) =>
    instant.test(text) && isIsoDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))
      ? undefined
      : 'write it as 2026-08-17T08:15:00Z',
  ),
  OrganisationNumber: textScalar('OrganisationNumber', 'An organisation number from Enhetsregisteret.', (text) =>
    isOrganisationNumber(text) ? undefined : 'nine digits with a right check digit, or U… for a school abroad',
  ),
  NationalId: textScalar('NationalId', 'A Norwegian national id or D-number.', (text) => readNationalId(text).problem),
};
