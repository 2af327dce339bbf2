/** A roster of a city's size: many generated municipalities in one file, each with ids, numbers and names of its own. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished, pipeline } from 'node:stream/promises';
import { generateMunicipality, writeRoster } from '#cli/demo/generate/index.ts';
import { isOrganisationNumber, nationalIdCheckDigits } from '#contracts/identifiers.ts';

/** Writes about 3,000 pupils for each part. Everybody is synthetic. */
export async function writeLargeRoster(path: string, parts: number): Promise<void> {
  const sections = ['persons', 'groups', 'memberships'] as const;
  const streams = sections.map((name) => createWriteStream(`${path}.${name}`));
  const change = distinctParts();
  let head = '';
  for (let part = 0; part < parts; part += 1) {
    const model = generateMunicipality({
      name: 'Ringsaker',
      seed: `city-${part}`,
      schoolYear: 2026,
      today: '2026-11-22',
    });
    const text = change(writeRoster(model), part, model.profile.ownerLocalId);
    const at = [
      text.indexOf('<person>'),
      text.indexOf('<group>'),
      text.indexOf('<membership>'),
      text.indexOf('</enterprise>'),
    ];
    head ||= text.slice(0, at[0]);
    for (const [index, stream] of streams.entries()) {
      // The owner is one and the same; it stands first among the groups.
      const from = index === 1 && part > 0 ? text.indexOf('\n', at[1]) + 1 : at[index];
      if (!stream.write(text.slice(from, at[index + 1])))
        await new Promise<void>((resolve) => stream.once('drain', resolve));
    }
  }
  for (const stream of streams) {
    stream.end();
    await finished(stream);
  }
  const out = createWriteStream(path);
  out.write(head);
  for (const name of sections) {
    await pipeline(createReadStream(`${path}.${name}`), out, { end: false });
    await rm(`${path}.${name}`);
  }
  out.end('</enterprise>\n');
  await finished(out);
}

/** Makes what every part has, each part's own: ids, Feide names, organisation numbers, and national ids that are taken. */
function distinctParts() {
  const taken = new Set<string>();
  let eight = 31_000_000;
  const nextUnitNumber = (): string => {
    for (;;) {
      eight += 1;
      for (let check = 0; check <= 9; check += 1)
        if (isOrganisationNumber(`${eight}${check}`)) return `${eight}${check}`;
    }
  };
  const ownNationalId = (id: string): string => {
    if (!taken.has(id)) {
      taken.add(id);
      return id;
    }
    const hundreds = Number(id[6]) >= 5 ? 500 : 0;
    for (let individual = hundreds; individual < hundreds + 500; individual += 1) {
      const nine = id.slice(0, 6) + String(individual).padStart(3, '0');
      const check = nationalIdCheckDigits(nine);
      if (check !== undefined && !taken.has(nine + check)) return ownNationalId(nine + check);
    }
    throw new RangeError(`no national id is left for ${id.slice(0, 6)}`);
  };
  return (text: string, part: number, owner: string): string =>
    text
      .replace(/<id>([^<]*)<\/id>/g, (whole, id: string) => (id === owner ? whole : `<id>${part}.${id}</id>`))
      .replace(/(useridtype="feideID">)/g, `$1p${part}.`)
      .replace(/(useridtype="personNIN">)(\d{11})/g, (_, before: string, id: string) => before + ownNationalId(id))
      .replace(/("organizationNumber"><pifu_value>)(\d{9})/g, (whole, before: string) =>
        part === 0 ? whole : before + nextUnitNumber(),
      );
}
