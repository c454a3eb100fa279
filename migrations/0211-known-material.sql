-- Lists of known material, each load of a name a version of its own. A list withdrawn is in force no more; its row stays,
-- so that what it led to can be explained. Of an entry nothing is kept but its hash and the list's own name for it.
create table hash_list (
  name         text not null,
  version      integer not null,
  source       text not null,              -- who publishes it
  entries      integer not null,
  max_distance integer not null check (max_distance between 0 and 64),
  min_quality  integer not null check (min_quality between 0 and 100),
  loaded_at    timestamptz not null,
  withdrawn_at timestamptz,
  primary key (name, version)
);
create unique index hash_list_in_force on hash_list (name) where withdrawn_at is null;

create table hash_entry (
  list    text not null,
  version integer not null,
  entry   text not null,                   -- the list's own name for it
  sha256  bytea check (length(sha256) = 32),
  pdq     bytea check (length(pdq) = 32),  -- perceptual: 256 bits, the highest first
  primary key (list, version, entry),
  foreign key (list, version) references hash_list (name, version),
  check (num_nonnulls(sha256, pdq) > 0)
);
create index hash_entry_sha256 on hash_entry (sha256) where sha256 is not null;

-- While a list is in force, a file waits until it was compared, whatever program brought it in: nobody opens it before.
-- The hash of what was sent is kept no longer than that, since it could tell whose machine the file came from.
alter table attachment
  add column known text not null default 'none' check (known in ('none','waiting','clear')),
  add column compared_with text,           -- the lists it was last compared with
  add column sent_sha256 bytea,
  add column held boolean not null default false,
  add constraint attachment_sent_hash_goes check (sent_sha256 is null or known = 'waiting');
create index attachment_to_compare on attachment (forum_id) where known = 'waiting';

create function attachment_waits_for_lists() returns trigger language plpgsql as $$
begin
  if exists (select from hash_list where withdrawn_at is null) then
    new.known := 'waiting';
  else
    new.known := 'none';
    new.sent_sha256 := null;
  end if;
  return new;
end $$;
create trigger attachment_waits_for_lists before insert on attachment for each row execute function attachment_waits_for_lists();
