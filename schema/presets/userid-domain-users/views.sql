-- Postern's relations over users. Local part and domain are columns of one table, so their sum can be indexed.
CREATE SCHEMA IF NOT EXISTS postern;

-- The tutorial writes its domain into main.cf; here a domain is one that has users. It has a row for each of them.
CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT lower(domain) AS domain, CAST('mailbox' AS text) AS class, CAST(NULL AS text) AS target FROM users;

CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT lower(userid) || '@' || lower(domain) AS userid, lower(domain) || '/' || lower(userid) || '/' AS mailbox
      FROM users;

CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT lower(userid) || '@' || lower(domain) AS userid, lower(userid) || '@' || lower(domain) AS address,
           CAST(NULL AS timestamptz) AS valid_until
      FROM users;

CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT lower(userid) || '@' || lower(domain) AS login, lower(userid) || '@' || lower(domain) AS address,
           CAST(NULL AS timestamptz) AS valid_until
      FROM users;

CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT lower(userid) || '@' || lower(domain) AS username, lower(userid) || '@' || lower(domain) AS login,
           CAST(password AS text) AS password, CAST('ARGON2ID' AS text) AS scheme, CAST('main' AS text) AS kind,
           CAST(NULL AS text[]) AS services, CAST(NULL AS text[]) AS not_services,
           CAST(NULL AS text[]) AS allow_nets, false AS nologin, CAST(NULL AS timestamptz) AS valid_until, CAST(NULL AS text) AS label
      FROM users;

-- Uid, gid and mail location are global settings of the tutorial's Dovecot.
CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT lower(userid) || '@' || lower(domain) AS username, lower(userid) AS userid,
           CAST(NULL AS text) AS home, CAST(NULL AS text) AS mail, CAST(NULL AS integer) AS uid,
           CAST(NULL AS integer) AS gid, CAST(NULL AS bigint) AS quota_bytes, CAST(NULL AS bigint) AS quota_messages,
           CAST(NULL AS text[]) AS not_services
      FROM users;
