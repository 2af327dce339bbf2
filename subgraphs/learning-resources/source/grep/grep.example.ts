const reference = (kode: string, tittel: string) => ({ kode, uri: `http://psi.udir.no/kl06/${kode}`, tittel });
const element = (type: string, kode: string, nob: string) => ({
  kode,
  uri: `http://psi.udir.no/kl06/${kode}`,
  'grep-type': `http://psi.udir.no/ontologi/kl06/${type}`,
  status: 'http://psi.udir.no/kl06/status_publisert',
  tittel: {
    tekst: [
      { spraak: 'default', verdi: nob },
      { spraak: 'nob', verdi: nob },
    ],
    forskrift: true,
  },
});

/** An aim, a set and a curriculum in the shapes of Grep's answers; tests change what they are about. */
export const grepAim = (kode: string, text: string, more: Record<string, unknown> = {}) => ({
  ...element('kompetansemaal_lk20', kode, text),
  'tilhoerer-laereplan': reference('MAT01-05', 'Matematikk'),
  'tilhoerer-kompetansemaalsett': reference('KV4', 'Etter 4. trinn'),
  ...more,
});
export const grepSet = (kode: string, level: string, aims: readonly string[], more: Record<string, unknown> = {}) => ({
  ...element('kompetansemaalsett_lk20', kode, `Etter ${level}`),
  'tilhoerer-laereplan': reference('MAT01-05', 'Matematikk'),
  kompetansemaal: aims.map((aim) => reference(aim, `kort om ${aim}`)),
  'etter-aarstrinn': [reference(level, level)],
  ...more,
});
export const grepCurriculum = (kode: string, title: string, more: Record<string, unknown> = {}) => ({
  ...element('laereplan_lk20', kode, title),
  ...more,
});
