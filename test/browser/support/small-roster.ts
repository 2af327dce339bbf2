const id = (text: string) => `<sourcedid><source>prove-sas@example.no</source><id>${text}</id></sourcedid>`;
const unit = (own: string, type: string, parent: string, name: string) =>
  `<group>${id(own)}<grouptype><scheme>pifu-ims-go-org</scheme><typevalue level="1">${type}</typevalue></grouptype>
    <description><short>${name}</short></description><relationship relation="1">${id(parent)}<label>x</label></relationship></group>`;
const person = (own: string, given: string, family: string) =>
  `<person>${id(own)}<name><fn>${given} ${family}</fn><n><family>${family}</family><given>${given}</given></n></name></person>`;

/** A roster of a source of its own: a school with two persons, one of whom has a role that no standard knows. */
export const smallRoster = `<?xml version="1.0" encoding="UTF-8"?>
<enterprise xmlns="http://pifu.no/xsd/pifu-ims_sas/pifu-ims_sas-v1">
<properties lang="nb"><datasource>prove-sas@example.no</datasource><type>full</type><datetime>2026-08-17T06:00:00</datetime></properties>
${person('p1', 'Åse', 'Prøve')}
${person('p2', 'Bo', 'Prøve')}
${unit('owner', 'skoleeier', 'owner', 'Prøve kommune')}
${unit('school', 'skole', 'owner', 'Prøveskolen')}
<membership>${id('school')}
<member>${id('p1')}<idtype>1</idtype><role roletype="01"><status>1</status></role></member>
<member>${id('p2')}<idtype>1</idtype><role roletype="77"><status>1</status></role></member>
</membership>
</enterprise>`;
