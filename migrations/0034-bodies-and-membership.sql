-- Bodies have names in six languages and an abbreviation; `name` is the one given and stands in where a language lacks one.
alter table body add column names jsonb not null default '{}';      -- locale → name
alter table body add column abbreviation text;
-- What a body without a State is. A delegation's kind is not kept: it follows its State's membership on the day.
alter table body add column kind text not null default 'organization' check (kind in ('organization','institution'));
update body set kind = 'institution' where category = 'staff';

-- What was imported stays readable beside what was edited since.
alter table state add column imported jsonb;                        -- {names, orderFr} as the source had them; null: entered by hand
update state set imported = jsonb_build_object('names', names, 'orderFr', order_fr) where not demonstration;
alter table membership add column source text not null default 'entered' check (source in ('imported','entered'));
update membership set source = 'imported' where state_id in (select id from state where imported is not null);
