-- Who a person is at the site's identity provider, bound at the first sign-in and asked for ever after:
-- an address handed on to somebody else there does not hand on the seat here.
create table provider_identity (
  issuer    text not null,
  subject   text not null,
  person_id uuid not null references person (id),
  bound_at  timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, person_id)
);

-- A sign-in under way at the provider: once, for ten minutes, in the browser that began it. Nonce and verifier are
-- made from that browser's cookie and are not kept.
create table provider_visit (
  state_hash   bytea primary key,
  browser_hash bytea not null,
  locale       text not null check (locale in ('en','fr','de','it','ru','es')),
  expires_at   timestamptz not null
);
create index provider_visit_expires on provider_visit (expires_at);
