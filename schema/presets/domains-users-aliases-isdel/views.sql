-- Postern's relations over virtual_domains, virtual_users and virtual_aliases.
-- MySQL compares without regard to case; here keys are folded, and an index on lower(column) serves them.
CREATE SCHEMA IF NOT EXISTS postern;

CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT lower(domain) AS domain, CAST('mailbox' AS text) AS class, CAST(NULL AS text) AS target
      FROM virtual_domains
     WHERE "isDel" = 'N';

-- A mailbox is known for as long as its own row is not deleted, whatever became of its domain: so do the tutorial's maps.
CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT lower("usrEmail") AS userid,
           split_part(lower("usrEmail"), '@', 2) || '/' || split_part(lower("usrEmail"), '@', 1) || '/' AS mailbox
      FROM virtual_users
     WHERE "isDel" = 'N';

CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT CAST(destination AS text) AS userid, lower(source) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM virtual_aliases
     WHERE "isDel" = 'N';

-- An alias belongs to the user of its row, who may send as it.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT lower("usrEmail") AS login, lower("usrEmail") AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM virtual_users
     WHERE "isDel" = 'N'
    UNION ALL
    SELECT lower(u."usrEmail"), lower(a.source), NULL
      FROM virtual_aliases a JOIN virtual_users u ON u.idx = a."usrIdx"
     WHERE a."isDel" = 'N' AND u."isDel" = 'N' AND left(a.source, 1) <> '@';

-- Logins end with the domain. Passwords without a prefix are base64 or hex of SHA-512.
CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT lower(u."usrEmail") AS username, lower(u."usrEmail") AS login, CAST(u.passwd AS text) AS password,
           CAST('SHA512' AS text) AS scheme, CAST('main' AS text) AS kind, CAST(NULL AS text[]) AS services,
           CAST(NULL AS text[]) AS not_services, CAST(NULL AS text[]) AS allow_nets, false AS nologin,
           CAST(NULL AS timestamptz) AS valid_until, CAST(NULL AS text) AS label
      FROM virtual_users u JOIN virtual_domains d ON d.idx = u."domainIdx"
     WHERE u."isDel" = 'N' AND d."isDel" = 'N';

-- The tutorial's static userdb: one system user, homes by domain and name.
CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT lower(u."usrEmail") AS username,
           '/var/mail/' || split_part(lower(u."usrEmail"), '@', 2) || '/' || split_part(lower(u."usrEmail"), '@', 1)
               AS home,
           CAST(NULL AS text) AS mail, 5000 AS uid, 5000 AS gid, CAST(NULL AS bigint) AS quota_bytes,
           CAST(NULL AS bigint) AS quota_messages, CAST(NULL AS text[]) AS not_services
      FROM virtual_users u JOIN virtual_domains d ON d.idx = u."domainIdx"
     WHERE u."isDel" = 'N' AND d."isDel" = 'N';
