-- When a finding was last made ready: who may rate it hears of it once, when the rapporteur has been at rest for a while.
-- Those that are ready already were told of in the forum; nobody is written to about them now.
alter table finding add column ready_at timestamptz;
