-- A large site, from which the other files here take rows for the tables of one schema each. Nothing is random: the same
-- sizes give the same rows. Sizes: the settings scale.domains, scale.mailboxes and scale.aliases.
--   domains    the first ones hold most of the mailboxes, the last ones a single one
--   aliases    one in ten leads to two mailboxes, one in fifty out of the site
--   catchalls  every fiftieth domain; mirrors: two of three have a second name
CREATE SCHEMA scale;

CREATE TABLE scale.domains AS
SELECT n, 'd' || n || '.example' AS domain FROM generate_series(1, current_setting('scale.domains')::int) AS n;

CREATE TABLE scale.mailboxes AS
SELECT m.n, m.local, d.n AS domain_n, d.domain, m.local || '@' || d.domain AS address
  FROM (SELECT n, (ARRAY['ada', 'bo', 'cleo', 'dov', 'ewa', 'finn', 'gus', 'hedy'])[1 + n % 8] || '.' || n AS local,
               -- Each domain has somebody; where the others are is as good as random, and most often among the first.
               CASE WHEN n <= current_setting('scale.domains')::int THEN n
                    ELSE 1 + floor(current_setting('scale.domains')::int
                                   * power((n * 2654435761 % 4294967296) / 4294967296.0, 3))::int END AS domain_n
          FROM generate_series(1, current_setting('scale.mailboxes')::int) AS n) m
       JOIN scale.domains d ON d.n = m.domain_n;
CREATE UNIQUE INDEX ON scale.mailboxes (n);

CREATE TABLE scale.aliases AS
SELECT a.n, 'role-' || a.n || '@' || m.domain AS address, m.n AS mailbox_n, m.domain_n, m.domain, m.address AS first,
       CASE WHEN a.n % 50 = 0 THEN 'somebody-' || a.n || '@away.invalid'
            WHEN a.n % 10 = 0 THEN m.address || ',' || o.address
            ELSE m.address END AS goto
  FROM (SELECT n, 1 + (n::bigint * 7919 % current_setting('scale.mailboxes')::int)::int AS one,
               1 + (n::bigint * 104729 % current_setting('scale.mailboxes')::int)::int AS other
          FROM generate_series(1, current_setting('scale.aliases')::int) AS n) a
       JOIN scale.mailboxes m ON m.n = a.one
       JOIN scale.mailboxes o ON o.n = a.other;

CREATE TABLE scale.catchalls AS
SELECT d.n, d.domain, m.n AS mailbox_n, m.address AS goto
  FROM scale.domains d JOIN scale.mailboxes m ON m.n = d.n
 WHERE d.n % 50 = 7;

CREATE TABLE scale.mirrors AS
SELECT n, 'also-' || domain AS domain, n AS target_n, domain AS target FROM scale.domains WHERE n % 3 > 0;

ANALYZE scale.domains, scale.mailboxes, scale.aliases, scale.catchalls, scale.mirrors;
