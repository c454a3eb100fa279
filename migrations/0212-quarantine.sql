-- Material that nobody is to read: taken out of the rows that pages, letters, searches and exports read, and kept here.
-- What is not in those rows cannot be shown by a reader that was forgotten. The bytes of a file stay in the file store.
create table held_material (
  forum_id        uuid not null,
  id              uuid not null,
  attachment_id   uuid,
  contribution_id uuid,
  sha256          bytea not null,           -- of the file's bytes, or of all wordings
  content         jsonb,                    -- what was taken out; null once it is gone
  held_at         timestamptz not null,
  ended           text check (ended in ('released','purged')),
  ended_at        timestamptz,
  primary key (forum_id, id),
  check (num_nonnulls(attachment_id, contribution_id) = 1),
  check ((ended is null) = (ended_at is null)),
  check (ended is distinct from 'purged' or content is null)
);
create unique index held_attachment on held_material (forum_id, attachment_id) where attachment_id is not null and ended is distinct from 'released';
create unique index held_contribution on held_material (forum_id, contribution_id) where contribution_id is not null and ended is distinct from 'released';
create index held_file on held_material (sha256) where ended is null;
alter table contribution add column held boolean not null default false;

-- An attachment that is held is not deleted with a draft or a seat: two people decide on it first.
create function attachment_held_stays() returns trigger language plpgsql as $$
begin
  if old.held then return null; end if;
  return old;
end $$;
create trigger attachment_held_stays before delete on attachment for each row execute function attachment_held_stays();

create table quarantine (
  forum_id    uuid not null,
  id          uuid not null,
  number      integer not null,             -- Q-001
  held_id     uuid not null,
  what        text not null check (what in ('attachment','text')),
  subject_id  uuid not null,                -- the attachment or the contribution
  sha256      bytea not null,
  at          timestamptz not null,
  seat_id     uuid,                         -- the moderator's, where one put it here
  reason      text,                         -- in that moderator's words
  match       jsonb,                        -- what a list says: list, version, entry, method, method's version, distance, quality
  state       text not null default 'held' check (state in ('held','release-proposed','confirm-proposed','released','confirmed','purged')),
  version     integer not null default 1,
  proposed_by uuid,
  proposal    text,                         -- why, in the proposer's words
  settled_by  uuid,
  settled_at  timestamptz,
  case_id     uuid,
  purged_at   timestamptz,
  primary key (forum_id, id),
  unique (forum_id, number),
  foreign key (forum_id, held_id) references held_material (forum_id, id),
  foreign key (forum_id, case_id) references moderation_case (forum_id, id),
  check (num_nonnulls(reason, match) = 1),
  check ((reason is null) = (seat_id is null)),
  -- What was settled was settled by two.
  check (state not in ('released','confirmed','purged') or settled_by <> proposed_by)
);
create index quarantine_confirmed on quarantine (settled_at) where state = 'confirmed';

-- Two people open it: one asks with a reason, another grants, for a time.
create table quarantine_access (
  forum_id      uuid not null,
  id            uuid not null,
  quarantine_id uuid not null,
  asked_by      uuid not null,
  asked_at      timestamptz not null,
  reason        text not null,
  granted_by    uuid,
  granted_at    timestamptz,
  ends_at       timestamptz,
  primary key (forum_id, id),
  foreign key (forum_id, quarantine_id) references quarantine (forum_id, id),
  check (granted_by <> asked_by),
  check (num_nonnulls(granted_by, granted_at, ends_at) in (0, 3))
);

create table quarantine_view (
  forum_id  uuid not null,
  id        uuid not null,
  access_id uuid not null,
  seat_id   uuid not null,
  at        timestamptz not null,
  primary key (forum_id, id),
  foreign key (forum_id, access_id) references quarantine_access (forum_id, id)
);

-- What is handed to a competent authority: asked for by one, made by another's confirmation.
create table referral (
  forum_id      uuid not null,
  id            uuid not null,
  quarantine_id uuid not null,
  authority     text not null,
  basis         text not null,              -- the law, and why this authority
  note          text not null,
  locale        text not null,
  asked_by      uuid not null,
  asked_at      timestamptz not null,
  confirmed_by  uuid,
  confirmed_at  timestamptz,
  parts         jsonb not null default '[]', -- [{name, sha256, bytes}]
  sha256        bytea,                       -- of the whole, in the file store; null before it is made and once it is gone
  purged_at     timestamptz,
  primary key (forum_id, id),
  foreign key (forum_id, quarantine_id) references quarantine (forum_id, id),
  check (confirmed_by <> asked_by),
  check ((confirmed_by is null) = (confirmed_at is null))
);
create index referral_file on referral (sha256) where sha256 is not null;

alter table case_step drop constraint case_step_step_check;
alter table case_step add constraint case_step_step_check check (step in ('flag','withdraw-flag','claim','hand-over','propose','confirm','decline','decide','accept-edit','reopen','lapse','appeal','uphold','reverse','material'));
alter table decision drop constraint decision_measure_check;
alter table decision add constraint decision_measure_check check (measure in ('none','edit-requested','label','cover','withhold-until-edited','withhold','marking-changed','mute','suspend','restore','hold-material'));
