-- Why a subscriber gets a notice of an incident: operators are asked "why did I get this". Null for notices that an
-- older release decided, and for planned work, whose stage says it.
alter table delivery add column why text;
