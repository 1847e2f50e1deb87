-- Postern's relations over ViMbAdmin's tables. The panel stores addresses in lower case.
CREATE SCHEMA IF NOT EXISTS postern;

CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT CAST(domain AS text) AS domain, CASE WHEN backupmx THEN 'relay' ELSE 'mailbox' END AS class,
           CAST(NULL AS text) AS target
      FROM domain
     WHERE active;

-- maildir is a mail location of Dovecot's, which virtual(8) could not deliver to: only that it is there counts.
CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT CAST(username AS text) AS userid, CAST(maildir AS text) AS mailbox
      FROM mailbox
     WHERE active AND NOT coalesce(delete_pending, false);

-- Every mailbox has a row to itself, which its owner may change.
CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT CAST(goto AS text) AS userid, CAST(address AS text) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM alias
     WHERE active;

-- Who receives an alias may send as it.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT CAST(username AS text) AS login, CAST(username AS text) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM mailbox
     WHERE active AND NOT coalesce(delete_pending, false)
    UNION ALL
    SELECT CAST(m.username AS text), CAST(a.address AS text), NULL
      FROM alias a
           CROSS JOIN LATERAL unnest(string_to_array(a.goto, ',')) AS destination
           JOIN mailbox m ON m.username = btrim(destination)
     WHERE a.active AND m.active AND NOT coalesce(m.delete_pending, false)
       AND a.address <> m.username AND left(a.address, 1) <> '@';

CREATE OR REPLACE VIEW postern.postfix_transport AS
    SELECT CAST(domain AS text) AS pattern, CAST(transport AS text) AS transport
      FROM domain
     WHERE active AND transport NOT IN ('', 'virtual', 'virtual:');

-- Upstream looks for the service's name anywhere in access_restriction; here it must be one of its words.
CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT CAST(m.username AS text) AS username, CAST(m.username AS text) AS login,
           CAST(m.password AS text) AS password, CAST(NULL AS text) AS scheme, CAST('main' AS text) AS kind,
           CASE WHEN upper(m.access_restriction) NOT IN ('', 'ALL')
                THEN string_to_array(lower(replace(m.access_restriction, ' ', '')), ',') END AS services,
           CAST(NULL AS text[]) AS not_services, CAST(NULL AS text[]) AS allow_nets, false AS nologin,
           CAST(NULL AS timestamptz) AS valid_until, CAST(NULL AS text) AS label
      FROM mailbox m JOIN domain d ON d.id = m."Domain_id"
     WHERE m.active AND d.active AND NOT coalesce(m.delete_pending, false);

CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT CAST(m.username AS text) AS username, CAST(m.homedir AS text) AS home, CAST(m.maildir AS text) AS mail,
           m.uid, m.gid, nullif(m.quota, 0) AS quota_bytes, CAST(NULL AS bigint) AS quota_messages,
           CAST(NULL AS text[]) AS not_services
      FROM mailbox m JOIN domain d ON d.id = m."Domain_id"
     WHERE m.active AND d.active AND NOT coalesce(m.delete_pending, false);
