-- Postern's relations over Mail-in-a-Box's users, aliases and auto_aliases.
CREATE SCHEMA IF NOT EXISTS postern;

-- A domain is one that has a user or an alias; it has a row for each of them. Upstream looks for it with LIKE, which
-- reads everything and takes _ and % in a key for wildcards.
CREATE OR REPLACE VIEW postern.postfix_domains AS
    SELECT split_part(lower(email), '@', 2) AS domain, CAST('mailbox' AS text) AS class, CAST(NULL AS text) AS target
      FROM users
    UNION ALL
    SELECT split_part(lower(source), '@', 2), 'mailbox', NULL FROM aliases
    UNION ALL
    SELECT split_part(lower(source), '@', 2), 'mailbox', NULL FROM auto_aliases;

CREATE OR REPLACE VIEW postern.postfix_mailboxes AS
    SELECT lower(email) AS userid,
           split_part(lower(email), '@', 2) || '/' || split_part(lower(email), '@', 1) || '/' AS mailbox
      FROM users;

-- An alias goes before the user of the same address, and both before what the box made by itself. Old rows have line
-- breaks in their lists.
CREATE OR REPLACE VIEW postern.postfix_virtual AS
    SELECT regexp_replace(destination, '\s+', '', 'g') AS userid, lower(source) AS address,
           CAST(NULL AS timestamptz) AS valid_until
      FROM aliases
     WHERE destination <> ''
    UNION ALL
    SELECT lower(u.email), lower(u.email), NULL
      FROM users u
     WHERE NOT EXISTS (SELECT FROM aliases a WHERE lower(a.source) = lower(u.email) AND a.destination <> '')
    UNION ALL
    SELECT regexp_replace(t.destination, '\s+', '', 'g'), lower(t.source), NULL
      FROM auto_aliases t
     WHERE t.destination <> ''
       AND NOT EXISTS (SELECT FROM aliases a WHERE lower(a.source) = lower(t.source) AND a.destination <> '')
       AND NOT EXISTS (SELECT FROM users u WHERE lower(u.email) = lower(t.source));

-- An alias says who may send as it; where it does not, those may whom it leads to.
CREATE OR REPLACE VIEW postern.postfix_senders AS
    SELECT lower(sender) AS login, lower(a.source) AS address, CAST(NULL AS timestamptz) AS valid_until
      FROM aliases a
           CROSS JOIN LATERAL regexp_split_to_table(
               regexp_replace(coalesce(a.permitted_senders, a.destination), '\s+', '', 'g'), ',') AS sender
     WHERE sender <> ''
    UNION ALL
    SELECT lower(u.email), lower(u.email), NULL
      FROM users u
     WHERE NOT EXISTS (SELECT FROM aliases a WHERE lower(a.source) = lower(u.email));

CREATE OR REPLACE VIEW postern.dovecot_passdb AS
    SELECT lower(email) AS username, lower(email) AS login, password, CAST('SHA512-CRYPT' AS text) AS scheme,
           CAST('main' AS text) AS kind, CAST(NULL AS text[]) AS services, CAST(NULL AS text[]) AS not_services,
           CAST(NULL AS text[]) AS allow_nets, false AS nologin, CAST(NULL AS timestamptz) AS valid_until, CAST(NULL AS text) AS label
      FROM users
     WHERE password <> '';

-- Mail belongs to the system user mail. A quota is a text: 0, 500M, 5G.
CREATE OR REPLACE VIEW postern.dovecot_userdb AS
    SELECT lower(email) AS username,
           '/home/user-data/mail/mailboxes/' || split_part(lower(email), '@', 2) || '/' || split_part(lower(email), '@', 1)
               AS home,
           CAST(NULL AS text) AS mail, CAST('mail' AS text) AS uid, CAST('mail' AS text) AS gid,
           CASE WHEN quota ~ '^[1-9][0-9]{0,8}[KMG]?$'
                THEN CAST(rtrim(quota, 'KMG') AS bigint)
                     * CASE right(quota, 1) WHEN 'G' THEN 1073741824 WHEN 'M' THEN 1048576 WHEN 'K' THEN 1024 ELSE 1 END
                END AS quota_bytes,
           CAST(NULL AS bigint) AS quota_messages, CAST(NULL AS text[]) AS not_services
      FROM users;
