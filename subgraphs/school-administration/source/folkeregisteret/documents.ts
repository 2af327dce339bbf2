import { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';

/**
 * Folkeregisteret's JSON, with the names of its XSD (folkeregisteret:tilgjengeliggjoering:person:v1), as far as the hub reads it.
 *
 * Shapes are strict: a part of the wrong shape is an error, never "none". Code values stay text here, so that a value added to the
 * register later is met by the one who reads it, who closes on what he does not know.
 */
const metadata = {
  erGjeldende: z.boolean().optional(),
  gyldighetstidspunkt: z.string().optional(),
  opphoerstidspunkt: z.string().optional(),
};
const personName = z.object({ fornavn: z.string(), mellomnavn: z.string().optional(), etternavn: z.string() });
const postalPlace = z.object({ poststedsnavn: z.string().optional(), postnummer: z.string().optional() });

const roadAddress = z.object({
  kommunenummer: z.string(),
  bruksenhetsnummer: z.string().optional(),
  adressenavn: z.string(),
  adressenummer: z.object({ husnummer: z.string(), husbokstav: z.string().optional() }).optional(),
  poststed: postalPlace.optional(),
  coAdressenavn: z.string().optional(),
});
const cadastralAddress = z.object({
  bruksenhetsnummer: z.string().optional(),
  matrikkelnummer: z.object({
    kommunenummer: z.string(),
    gaardsnummer: z.number(),
    bruksnummer: z.number(),
    festenummer: z.number().optional(),
  }),
  adressetilleggsnavn: z.string().optional(),
  poststed: postalPlace.optional(),
});
const place = {
  vegadresse: roadAddress.optional(),
  matrikkeladresse: cadastralAddress.optional(),
  ukjentBosted: z.object({ bostedskommune: z.string().optional() }).optional(),
  adressegradering: z.string().optional(),
};

const personDocument = z.object({
  identifikasjonsnummer: z
    .array(
      z.object({ ...metadata, status: z.string(), foedselsEllerDNummer: z.string(), identifikatortype: z.string() }),
    )
    .min(1),
  navn: z.array(z.object({ ...metadata, ...personName.shape })).optional(),
  foedsel: z
    .object({ foedselsdato: z.string().optional(), foedselsaar: z.union([z.string(), z.number()]).optional() })
    .optional(),
  doedsfall: z.object({ doedsdato: z.string().optional() }).optional(),
  bostedsadresse: z.array(z.object({ ...metadata, ...place, flyttedato: z.string().optional() })).optional(),
  deltBosted: z
    .array(
      z.object({
        ...metadata,
        ...place,
        startdatoForKontrakt: z.string(),
        sluttdatoForKontrakt: z.string().optional(),
      }),
    )
    .optional(),
  adressebeskyttelse: z.array(z.object({ ...metadata, graderingsnivaa: z.string().optional() })).optional(),
  familierelasjon: z
    .array(
      z.object({
        ...metadata,
        relatertPerson: z.string().optional(),
        relatertPersonsRolle: z.string(),
        minRolleForPerson: z.string().optional(),
      }),
    )
    .optional(),
  status: z.array(z.object({ ...metadata, status: z.string() })).optional(),
  falskIdentitet: z.object({ ...metadata, erFalsk: z.boolean() }).optional(),
  // Of a guardianship only its kind is read: who the guardian is must come from somebody who has seen the appointment.
  vergemaalEllerFremtidsfullmakt: z.array(z.object({ ...metadata, vergemaaltype: z.string().optional() })).optional(),
  foreldreansvar: z
    .array(
      z.object({
        ...metadata,
        ansvar: z.string(),
        ansvarlig: z.string().optional(),
        ansvarssubjekt: z.string().optional(),
        ansvarligOrganisasjon: z.string().optional(),
      }),
    )
    .optional(),
});
export type PersonDocument = z.infer<typeof personDocument>;
export type PlaceOfResidence = Pick<
  NonNullable<PersonDocument['bostedsadresse']>[number],
  'vegadresse' | 'matrikkeladresse' | 'ukjentBosted'
>;

const feedPage = z.array(
  z.object({
    sekvensnummer: z.number().int().nonnegative(),
    hendelse: z.object({
      folkeregisteridentifikator: z.string(),
      hendelsetype: z.string(),
      hendelsesdokument: z.string(),
      persondokument: z.string(),
      ajourholdstidspunkt: z.string(),
    }),
  }),
);
export type FeedEntry = z.infer<typeof feedPage>[number];

const bulkAnswer = z.object({
  oppslag: z.array(z.object({ foedselsEllerDNummer: z.string(), folkeregisterperson: personDocument.optional() })),
});

/** Names the place in the answer that is not as documented; never its content. */
function read<T>(schema: z.ZodType<T>, what: string, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const places = [...new Set(result.error.issues.map((issue) => issue.path.join('.') || '(the whole answer)'))].slice(
    0,
    5,
  );
  throw new HubError('UNKNOWN_FORMAT', `Folkeregisteret's ${what} is not as documented at ${places.join(', ')}`, {
    details: { service: 'folkeregisteret', places },
  });
}

export const readPersonDocument = (body: unknown): PersonDocument => read(personDocument, 'person document', body);
export const readFeedPage = (body: unknown): readonly FeedEntry[] => read(feedPage, 'event feed', body);
export const readBulkAnswer = (body: unknown): z.infer<typeof bulkAnswer>['oppslag'] =>
  read(bulkAnswer, 'bulk answer', body).oppslag;
