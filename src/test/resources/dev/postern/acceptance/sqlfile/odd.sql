-- Rows that strain the rules of results: several rows and columns, NULLs, empty texts, parts missing.
create table alias (address text not null, goto text, also text);
create index on alias (address);
insert into alias values
  ('two@a.example', 'x@b.example', 'y@c.example'), ('two@a.example', 'z', null), ('two@a.example', '', 'w@d.example'),
  ('null@a.example', null, null), ('empty@a.example', '', ''), ('bare', 'plain', null), ('a.example', 'x@b.example', null),
  ('@a.example', '@b.example', 'all@b.example'), ('spaces@a.example', 'x, y', ' z '), ('one@a.example', 'x@b.example', null),
  ('one@sub.a.example', 'x@sub.b.example', null), ('one@other.test', 'v@', null), ('100%@a.example', '50%@b.example', null),
  ('o''hara@a.example', 'q''q@b.example', null), ('back\slash@a.example', 'b\s@b.example', null), ('a@b@a.example', 'x@y@b.example', null),
  ('k@a.example', '@nolocal.example', null), ('mixed@a.example', 'Mixed@B.Example', null);
create function find_alias(text) returns setof text language sql stable as 'select goto from alias where address = $1';
