-- What a delegation is preparing. Until its release a position is seen by nobody but that delegation: row security
-- lets a row through only where the transaction has said for which body it reads, which the program does from the
-- reader's own seat (discussion/store/positions.ts). A query that forgets it finds nothing; so do search, counts and exports.
create table position (
  forum_id    uuid not null references forum (id),
  id          uuid not null,
  body_id     uuid not null references body (id),
  question_id uuid not null,
  parent_id   uuid,
  voice       text not null check (voice in ('delegation','group')),
  state       text not null default 'draft' check (state in ('draft','in-clearance','cleared','released','withdrawn')),
  wording     integer not null default 1,  -- the wording that counts
  contribution_id uuid,                    -- what it became when released
  begun_at    timestamptz not null,
  primary key (forum_id, id),
  foreign key (forum_id, question_id) references guiding_question (forum_id, id),
  foreign key (forum_id, parent_id) references contribution (forum_id, id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id),
  check ((state = 'released') = (contribution_id is not null))
);
create index position_body on position (forum_id, body_id);

-- Every wording with all that is released with it; whoever changes anything has drafted the new one.
create table position_wording (
  forum_id    uuid not null,
  position_id uuid not null,
  number      integer not null,
  body_id     uuid not null,
  drafted_by  uuid not null,
  group_name  text,
  regime      text not null,
  marking     text not null,
  lang        text not null,
  markdown    text not null,
  made_at     timestamptz not null,
  primary key (forum_id, position_id, number),
  foreign key (forum_id, position_id) references position (forum_id, id),
  foreign key (forum_id, drafted_by) references seat (forum_id, id)
);

-- Who did what with it and when, for that delegation's eyes.
create table position_step (
  forum_id    uuid not null,
  position_id uuid not null,
  number      integer not null,
  body_id     uuid not null,
  step        text not null,
  wording     integer not null,
  by_seat     uuid,                        -- null where a reader without an account answered
  reader      text,
  note        text,
  at          timestamptz not null,
  primary key (forum_id, position_id, number),
  foreign key (forum_id, position_id) references position (forum_id, id)
);

-- A link by which one reader without an account sees one wording; only a hash of its token is kept.
create table clearance_copy (
  forum_id    uuid not null,
  id          uuid not null,
  position_id uuid not null,
  body_id     uuid not null,
  wording     integer not null,
  reader      text not null,
  token_hash  bytea not null unique,
  made_by     uuid not null,
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  revoked_at  timestamptz,
  primary key (forum_id, id),
  foreign key (forum_id, position_id) references position (forum_id, id)
);

-- What came back: a verdict, an edited text, a note. It is a proposal until somebody of the delegation takes it over.
create table clearance_answer (
  forum_id    uuid not null,
  id          uuid not null,
  position_id uuid not null,
  body_id     uuid not null,
  copy_id     uuid,                        -- null for a document brought by somebody of the delegation
  wording     integer not null,
  verdict     text check (verdict in ('cleared','not-cleared')),
  markdown    text,
  note        text,
  brought_by  uuid,
  received_at timestamptz not null,
  settled     text check (settled in ('accepted','declined')),
  settled_by  uuid,
  settled_at  timestamptz,
  primary key (forum_id, id),
  foreign key (forum_id, position_id) references position (forum_id, id)
);

create function delegation_reading() returns uuid language sql stable as $$ select nullif(current_setting('colloquy.delegation', true), '')::uuid $$;
do $$
declare name text;
begin
  foreach name in array array['position','position_wording','position_step','clearance_copy','clearance_answer'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy own_delegation on %I to colloquy_app using (body_id = delegation_reading()) with check (body_id = delegation_reading())', name);
  end loop;
end $$;
-- Whoever brings a link's token may find that one copy, and through it nothing else by themselves.
create policy by_token on clearance_copy for select to colloquy_app using (encode(token_hash, 'hex') = current_setting('colloquy.clearance', true));
