-- Whether people may apply for a seat on the forum's public page.
alter table forum add column applications boolean not null default false;

-- An application for a seat. Staff see it once its address is confirmed; the decision can be taken back.
create table application (
  forum_id     uuid not null references forum (id),
  id           uuid not null,
  email        text not null,
  name         text not null,
  body         text not null,
  category     text not null,
  reason       text not null,
  locale       text not null check (locale in ('en','fr','de','it','ru','es')),
  token_hash   bytea not null unique,
  applied_at   timestamptz not null,
  confirm_until timestamptz not null,
  confirmed_at timestamptz,
  decision     text check (decision in ('approved','refused')),
  decided_at   timestamptz,
  decided_by   uuid references person (id),
  refusal_reason text,                     -- told in the letter
  invitation_id uuid,                      -- what an approval sent
  primary key (forum_id, id),
  foreign key (forum_id, invitation_id) references invitation (forum_id, id),
  constraint application_confirmed_in_time check (confirmed_at >= applied_at and confirmed_at < confirm_until),
  constraint application_decided check ((decision is null) = (decided_at is null)),
  constraint application_decided_after check (decision is null or (confirmed_at is not null and decided_at >= confirmed_at)),
  constraint application_reason check ((refusal_reason is not null) = (decision is not distinct from 'refused')),
  constraint application_invites check ((invitation_id is not null) = (decision is not distinct from 'approved'))
);
create unique index application_waiting on application (forum_id, lower(email)) where decision is null;
