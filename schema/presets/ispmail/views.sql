-- Postern's relations over virtual_domains, virtual_users and virtual_aliases of the ISPmail guide.
-- MySQL compares without regard to case; here keys are folded, and an index on lower(column) serves them.
CREATE SCHEMA IF NOT EXISTS postern;

CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT lower(name) AS domain, CAST('mailbox' AS text) AS class, CAST(NULL AS text) AS target FROM virtual_domains;

CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT lower(email) AS userid,
           split_part(lower(email), '@', 2) || '/' || split_part(lower(email), '@', 1) || '/' AS mailbox
      FROM virtual_users;

-- The guide's two alias maps: an alias of a mailbox's own address replaces the mailbox, which else is its own alias.
CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT CAST(destination AS text) AS userid, lower(source) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM virtual_aliases
    UNION ALL
    SELECT lower(u.email), lower(u.email), NULL
      FROM virtual_users u
     WHERE NOT EXISTS (SELECT FROM virtual_aliases a WHERE lower(a.source) = lower(u.email));

-- Users send as themselves and as the aliases that lead to them.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT lower(email) AS login, lower(email) AS address, CAST(NULL AS timestamptz) AS valid_until FROM virtual_users
    UNION ALL
    SELECT lower(u.email), lower(a.source), NULL
      FROM virtual_aliases a JOIN virtual_users u ON lower(u.email) = lower(a.destination)
     WHERE left(a.source, 1) <> '@' AND lower(a.source) <> lower(u.email);

CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT lower(email) AS username, lower(email) AS login, CAST(password AS text) AS password,
           CAST('SHA512-CRYPT' AS text) AS scheme, CAST('main' AS text) AS kind, CAST(NULL AS text[]) AS services,
           CAST(NULL AS text[]) AS not_services, CAST(NULL AS text[]) AS allow_nets, false AS nologin,
           CAST(NULL AS timestamptz) AS valid_until, CAST(NULL AS text) AS label
      FROM virtual_users;

CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT lower(email) AS username,
           '/var/vmail/' || split_part(lower(email), '@', 2) || '/' || split_part(lower(email), '@', 1) AS home,
           CAST(NULL AS text) AS mail, 5000 AS uid, 5000 AS gid,
           CAST(nullif(quota, 0) AS bigint) AS quota_bytes, CAST(NULL AS bigint) AS quota_messages,
           CAST(NULL AS text[]) AS not_services
      FROM virtual_users;
