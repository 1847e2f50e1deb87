-- The relations over the tables of sample.sql. A site with tables of its own writes its own views with these columns:
-- keys in lower case, every key column and every branch of a UNION of type text, disabled rows absent.
CREATE SCHEMA IF NOT EXISTS postern;

-- target: the domain that this one mirrors, where it does.
CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT domain, class, target FROM domains WHERE active;

CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT m.address AS userid, d.domain || '/' || split_part(m.address, '@', 1) || '/' AS mailbox
      FROM mailboxes m JOIN domains d ON d.domain = m.domain
     WHERE m.active AND d.active;

-- Read as userid where address is the key: many rows for one address, a list of addresses in one row, or both.
CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT destination AS userid, address, valid_until
      FROM aliases
     WHERE active AND (valid_until IS NULL OR valid_until > now());

-- Users may send as themselves, and as whatever is delivered to them alone or among others.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT address AS login, address, CAST(NULL AS timestamptz) AS valid_until FROM mailboxes WHERE active
    UNION ALL
    SELECT m.address, a.address, a.valid_until
      FROM aliases a JOIN mailboxes m ON m.address = a.destination
     WHERE a.active AND m.active AND a.address <> m.address AND left(a.address, 1) <> '@'
       AND (a.valid_until IS NULL OR a.valid_until > now())
    UNION ALL
    SELECT s.login, s.address, NULL FROM senders s JOIN mailboxes m ON m.address = s.login WHERE m.active;

CREATE OR REPLACE VIEW postern.postfix_transport AS
    SELECT pattern, transport FROM transports;

CREATE OR REPLACE VIEW postern.postfix_relay_recipients AS
    SELECT address, result FROM relay_recipients;

CREATE OR REPLACE VIEW postern.postfix_bcc AS
    SELECT direction, address, bcc FROM bcc;

CREATE OR REPLACE VIEW postern.postfix_relayhosts AS
    SELECT sender, relayhost, username, password FROM relayhosts;

-- kind main: the mailbox's own password; app: further ones, each for its services, networks and time, within the mailbox's.
CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT m.address AS username, m.address AS login, m.password, CAST(NULL AS text) AS scheme, 'main' AS kind,
           m.services, CAST(NULL AS text[]) AS not_services, m.allow_nets, m.nologin, m.valid_until,
           CAST(NULL AS text) AS label
      FROM mailboxes m JOIN domains d ON d.domain = m.domain
     WHERE m.active AND d.active
    UNION ALL
    SELECT m.address, m.address, p.password, NULL, 'app',
           CASE WHEN p.services IS NULL THEN m.services
                WHEN m.services IS NULL THEN p.services
                ELSE ARRAY(SELECT unnest(p.services) INTERSECT SELECT unnest(m.services)) END,
           NULL, coalesce(p.allow_nets, m.allow_nets), m.nologin, least(p.valid_until, m.valid_until), p.label
      FROM app_passwords p JOIN mailboxes m ON m.address = p.address JOIN domains d ON d.domain = m.domain
     WHERE m.active AND d.active;

CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT m.address AS username, m.home, CAST(NULL AS text) AS mail, m.uid, m.gid, m.quota_bytes, m.quota_messages,
           CAST(NULL AS text[]) AS not_services
      FROM mailboxes m JOIN domains d ON d.domain = m.domain
     WHERE m.active AND d.active;
