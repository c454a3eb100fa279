-- Where an answer to a letter of ours goes: the address of one person and one thing; null where none is expected.
alter table letter add column reply_to text;
-- When a mail server returned the letter for good; the first such report counts, whoever repeats it.
alter table letter add column returned_at timestamptz;
-- A reply address names a contribution or a question by itself, without its forum.
create index contribution_by_id on contribution (id);
create index guiding_question_by_id on guiding_question (id);
