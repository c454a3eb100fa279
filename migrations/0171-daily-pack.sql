-- One letter a day with each question and an address to answer it: for whoever takes part by e-mail alone.
alter table person drop constraint person_digest_check;
alter table person add constraint person_digest_check check (digest in ('immediate','daily','weekly','pack','never'));
