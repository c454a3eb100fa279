-- Devices a person signed in from, as their own list names them: of a sign-in from another they are told by letter. A
-- session cannot tell, since signing out ends it. Kept as long as the trace of signing in, then a device is new again.
create table known_device (
  person_id uuid not null references person (id),
  browser   text not null,       -- empty: not told
  system    text not null,
  used_at   timestamptz not null,
  primary key (person_id, browser, system)
);
