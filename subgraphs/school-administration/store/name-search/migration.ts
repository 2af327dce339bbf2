/**
 * How names are searched: folded to letters that are written alike (å and aa, ø and oe, æ and ae, double letters, Sámi and foreign
 * letters as their base), a word each, and given names also as one word ("Anne Marie" is found as "annemarie"). The index is over whole
 * words, found by their beginning; `name_word` has each word that stands in a pupil's name once, so that a misspelling is compared
 * with some thousand words and not with every child. A word there is nobody's: it stays when a child is erased.
 */
const folded = `
create function school_administration.fold_name(name text) returns text language sql immutable strict parallel safe as $$
  select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    translate(lower(translate(name, 'ÆØÅÄÖÁÀÂÃÉÈÊËÍÌÎÏÓÒÔÕÚÙÛÜÝÇČĆĐÐŊÑŠŚŦŽŹŻŁ', 'æøåäöáàâãéèêëíìîïóòôõúùûüýçčćđðŋñšśŧžźżł')),
      'æøåäöáàâãéèêëíìîïóòôõúùûüýÿçčćđðŋñšśŧžźżłw-–_''’.,\`´', 'eoaeoaaaaeeeeiiiioooouuuuyycccddnnsstzzzlv         '),
    'aa', 'a'), 'oe', 'o'), 'ae', 'e'), 'ss', 's'), 'nn', 'n'), 'll', 'l'), 'tt', 't'), 'ff', 'f'), 'mm', 'm'), 'rr', 'r'),
    'kk', 'k'), 'pp', 'p'), 'dd', 'd'), 'gg', 'g'), 'bb', 'b')
$$;
create function school_administration.name_words(given_name text, family_name text) returns text[]
  language sql immutable parallel safe as $$
  select array_remove(string_to_array(school_administration.fold_name(given_name || ' ' || family_name), ' ')
    || replace(school_administration.fold_name(given_name), ' ', ''), '')
$$;`;

export const nameSearch = `${folded}
alter table school_administration.person add column name_words text[]
  generated always as (case when is_pupil then school_administration.name_words(given_name, family_name) end) stored;
create index person_name_words on school_administration.person using gin (array_to_tsvector(name_words)) where name_words is not null;
create table school_administration.name_word (word text collate "C" primary key);
create function school_administration.note_name_words() returns trigger language plpgsql as $$
begin
  insert into school_administration.name_word (word)
    select distinct word from written, unnest(written.name_words) as word on conflict do nothing;
  return null;
end $$;
create trigger person_added after insert on school_administration.person referencing new table as written
  for each statement execute function school_administration.note_name_words();
create trigger person_changed after update on school_administration.person referencing new table as written
  for each statement execute function school_administration.note_name_words();
insert into school_administration.name_word (word)
  select distinct word from school_administration.person, unnest(name_words) as word;`;
