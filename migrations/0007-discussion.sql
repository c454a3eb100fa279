-- Contributions under a question. Who wrote one is not here: see authorship.
create table contribution (
  forum_id    uuid not null,
  id          uuid not null,               -- random: says nothing of when or by whom
  question_id uuid not null,
  number      integer not null,            -- B2·14; never reused
  parent_id   uuid,
  root_id     uuid not null,               -- the first of its thread
  kind        text not null default 'contribution' check (kind in ('contribution','opening','prompt','summary','closing')),
  regime      text not null,
  marking     text not null,
  lang        text not null,
  channel     text not null check (channel in ('web','mail','import')),
  received_at timestamptz not null,        -- the server's receipt
  revision    integer not null default 1,
  visibility  text not null default 'shown' check (visibility in ('shown','withheld','withdrawn')),
  withheld_ground text,                    -- rule number shown to readers: "4.2"
  primary key (forum_id, id),
  unique (forum_id, question_id, number),
  foreign key (forum_id, question_id) references guiding_question (forum_id, id),
  foreign key (forum_id, parent_id) references contribution (forum_id, id)
);
create index contribution_question on contribution (forum_id, question_id, number);

-- Every wording is kept; what an excerpt quotes can therefore always be shown.
create table revision (
  forum_id        uuid not null,
  contribution_id uuid not null,
  number          integer not null,
  markdown        text not null,
  html            text not null,
  made_at         timestamptz not null,
  primary key (forum_id, contribution_id, number),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);

create table translation (
  forum_id        uuid not null,
  contribution_id uuid not null,
  locale          text not null,
  revision        integer not null,        -- bound to the wording it translates; stale when that changes
  status          text not null check (status in ('machine','reviewed')),
  markdown        text not null,
  html            text not null,
  primary key (forum_id, contribution_id, locale),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);

create table draft (
  forum_id    uuid not null,
  seat_id     uuid not null,
  question_id uuid not null,
  parent_id   uuid,
  markdown    text not null,
  regime      text,
  marking     text,
  lang        text,
  capacity    text,
  kept_because text,                       -- refusal code where a refusal made it
  saved_at    timestamptz not null,
  foreign key (forum_id, seat_id) references seat (forum_id, id)
);
create unique index draft_one on draft (forum_id, seat_id, question_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'));

-- Who wrote what. Out of reach of ordinary reads: only the role colloquy_custody may touch it.
create table authorship (
  forum_id        uuid not null,
  contribution_id uuid not null,
  seat_id         uuid not null,
  capacity        text not null check (capacity in ('delegation','group','own-name','organization','secretariat')),
  group_name      text,
  group_states    text[] not null default '{}',
  primary key (forum_id, contribution_id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id),
  foreign key (forum_id, seat_id) references seat (forum_id, id)
);
create index authorship_seat on authorship (forum_id, seat_id);
revoke all on authorship from colloquy_app;
grant select, insert, update, delete on authorship to colloquy_custody;
grant select on contribution, seat, person, body to colloquy_custody;

-- The only way an author leaves the data: masked by the regime before any program sees it.
-- A view reads with its owner's rights; what the regime hides is null here for everyone, moderators included.
create view byline_source as
select a.forum_id, a.contribution_id, c.regime,
  case when c.regime in ('named','chatham-house') and a.capacity not in ('delegation','group','organization') then p.name end as person,
  case when c.regime in ('named','chatham-house','institution')
       then case when a.capacity = 'group' then coalesce(a.group_name, b.name) else b.name end end as affiliation,
  case when c.regime in ('named','chatham-house','institution','category') then s.category end as category,
  case when c.regime <> 'unattributed' then a.capacity end as capacity
from authorship a
join contribution c on c.forum_id = a.forum_id and c.id = a.contribution_id
join seat s on s.forum_id = a.forum_id and s.id = a.seat_id
join person p on p.id = s.person_id
join body b on b.id = s.body_id;
grant select on byline_source to colloquy_app, colloquy_custody;
