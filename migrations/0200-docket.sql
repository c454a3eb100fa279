-- A case goes from hand to hand: claimed, proposed, decided, appealed. Each step is kept with the version it made, so that
-- who decides late reads what changed. What a measure did is kept with its decision, so that a reversal undoes just that.
alter table moderation_case drop constraint moderation_case_state_check;
update moderation_case m set state = coalesce((
  select case when a.outcome is null then 'appealed' else a.outcome end
  from decision d join appeal a on a.forum_id = d.forum_id and a.decision_id = d.id where d.forum_id = m.forum_id and d.case_id = m.id), m.state);
alter table moderation_case
  add constraint moderation_case_state_check check (state in ('open','claimed','proposed','decided','appealed','upheld','reversed')),
  add column due_at     timestamptz,
  add column claimed_by uuid,                -- a moderator's seat
  add column claimed_at timestamptz;
drop index moderation_case_open;
create unique index moderation_case_open on moderation_case (forum_id, contribution_id) where state in ('open','claimed','proposed');

create table case_step (
  forum_id uuid not null,
  case_id  uuid not null,
  version  integer not null,                 -- the case's, after this step
  step     text not null check (step in ('flag','withdraw-flag','claim','hand-over','propose','confirm','decline','decide','accept-edit','reopen','lapse','appeal','uphold','reverse')),
  seat_id  uuid,                             -- a moderator's; of nobody else is kept who it was
  at       timestamptz not null,
  primary key (forum_id, case_id, version),
  foreign key (forum_id, case_id) references moderation_case (forum_id, id)
);

alter table flag add column withdrawn_at timestamptz;

alter table decision drop constraint decision_measure_check;
alter table decision
  add constraint decision_measure_check check (measure in ('none','edit-requested','label','cover','withhold-until-edited','withhold','marking-changed','mute','suspend','restore')),
  add column state text not null default 'in-force' check (state in ('proposed','in-force','declined','superseded','reversed')),
  add column law text,                       -- where the ground is a law: which, and whose
  add column law_state text,
  add column ends_at timestamptz,            -- a mute or suspension
  add column automated boolean not null default false,   -- whether an aid had marked the wording
  add column revision integer,               -- the wording that was decided on
  add column terms jsonb not null default '{}',          -- the label, the cover's description, the marking
  add column done jsonb not null default '{}',           -- what the measure did, for its reversal
  add column interim_until timestamptz,      -- in force before a second moderator confirmed, and no longer than this
  add column confirmed_by uuid,
  add column confirmed_at timestamptz;

-- What moderators ask or say of a contribution; discussion shows it.
alter table contribution
  add column edit_asked_until timestamptz,   -- the author may change the wording until then, whatever the window
  add column moderators_label text;

-- A mute or suspension has an end.
alter table seat add column standing_until timestamptz;
create index seat_standing_until on seat (standing_until) where standing_until is not null;
