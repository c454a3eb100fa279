-- Exact words of a text are printed where its marking forbids once its author has released them; a State is told before
-- its words are quoted, and may reply. Who answered is not kept here: the record has it, behind custody.
create table quotation_request (
  forum_id     uuid not null,
  id           uuid not null,
  excerpt_id   uuid not null,
  kind         text not null check (kind in ('release','notice')),
  quote_sha256 bytea not null,          -- the words it was asked for: other words are not released by it
  asked_at     timestamptz not null,
  lapses_at    timestamptz not null,
  answer       text check (answer in ('granted','refused')),
  reason       text,
  answered_at  timestamptz,
  reply        text,                    -- the right of reply: printed beside the quotation
  reply_lang   text,
  primary key (forum_id, id),
  unique (forum_id, excerpt_id, quote_sha256),
  check (asked_at < lapses_at),
  check ((answer is null) = (answered_at is null)),
  check (answer is distinct from 'refused' or kind = 'release'),
  check ((reply is null) = (reply_lang is null)),
  foreign key (forum_id, excerpt_id) references excerpt (forum_id, id) on delete cascade
);
