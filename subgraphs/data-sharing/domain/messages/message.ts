import { z } from 'zod';
import { isOrganisationNumber } from '#contracts/identifiers.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { Json } from '#kit/events/sealing/canonical-json.ts';

/** A format that two controllers exchange, always signed and sealed; its name carries its version. */
export interface MessageFormat<Content> {
  readonly typ: string;
  readonly example: Content;
  /** Reads what was opened; BAD_INPUT with every place that is wrong, and never what stood there. */
  read(content: Json): Content;
}

export const party = z.strictObject({
  organisationNumber: z.string().refine(isOrganisationNumber, 'is not an organisation number'),
  name: z.string().min(1),
});

export function defineMessage<Schema extends z.ZodType>(
  typ: string,
  schema: Schema,
  example: z.infer<Schema>,
): MessageFormat<z.infer<Schema>> {
  return {
    typ,
    example,
    read(content) {
      const { success, data, error } = schema.safeParse(content);
      if (success) return data;
      const places = error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.code}`);
      throw new HubError('BAD_INPUT', `The ${typ} has not the form of one: ${places.join('; ')}`, {
        details: { places },
      });
    },
  };
}
