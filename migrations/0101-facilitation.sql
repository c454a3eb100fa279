-- What facilitators say in a question is listed beside it, however much stands between.
create index contribution_guide on contribution (forum_id, stands_in, place) where kind <> 'contribution';
