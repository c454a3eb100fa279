-- A translation is bound to the hash of the wording it translates: where that is another, it is stale. Asked for until
-- the provider has answered; what a machine made stays marked as such until a person has read it.
alter table translation
  add column source_hash bytea not null default '\x',
  add column corrected boolean not null default false,
  alter column markdown drop not null,
  alter column html drop not null,
  drop constraint translation_status_check,
  add constraint translation_status_check check (status in ('asked','machine','reviewed','failed')),
  add constraint translation_has_text check (status in ('asked','failed') or (markdown is not null and html is not null));
alter table translation alter column source_hash drop default;
create index translation_asked on translation (forum_id) where status = 'asked';
